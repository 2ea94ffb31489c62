import { didYouMean } from '../did-you-mean.ts'
import type { Spec, SpecPath } from '../spec/spec.ts'
import type { PlacedField } from './fields.ts'
import type { KeyPlan } from './keys.ts'
import type { Inverse, Link } from './model.ts'
import type { NamedResource } from './names.ts'
import type { Finding, Report } from './report.ts'

/** What the passes over a description share, once names and fields are known. */
export interface World {
  readonly spec: Spec
  readonly report: Report
  readonly resources: ReadonlyMap<string, Placed>
  /** The roles that rules may name; undefined when they could not be read. */
  readonly roles: readonly string[] | undefined
}

/** A resource with its fields and relations, before its rules are known. */
export interface Placed {
  readonly named: NamedResource
  readonly key: KeyPlan
  readonly fields: readonly PlacedField[]
  readonly inverses: readonly Inverse[]
  readonly links: readonly Link[]
}

/** Whether rows of a resource are marked instead of deleted. */
export function isSoft({ spec }: World, { named }: Placed): boolean {
  return named.spec.softDelete ?? spec.defaults.softDelete ?? false
}

/** A name that stands somewhere and should be that of a field. */
export interface Mention {
  readonly name: string
  readonly at: SpecPath
  readonly code: string
  /** What the field is wanted for: `to filter by`. */
  readonly wanted: string
}

/** The field of a resource that is meant; nothing, and a finding, when there is none. */
export function expectField({ named, fields }: Placed, mention: Mention, report: Report): PlacedField | undefined {
  const { name, at, code, wanted } = mention
  const found = fields.find(({ field }) => field.name === name)
  if (found !== undefined) return isUnread(found) ? undefined : found
  if (report.isUnread([...named.at, 'fields', name])) return undefined
  if (named.spec.fields[name]?.type.kind === 'many') {
    const message = `\`${name}\` holds many rows, and is no field ${wanted}`
    report.add({ code, message, hint: 'name a field with one value', at, word: name })
    return undefined
  }
  report.add({ ...absent(name, fields), code, message: `\`${named.name}\` has no field \`${name}\` ${wanted}`, at })
  return undefined
}

function absent(name: string, fields: readonly PlacedField[]): Pick<Finding, 'hint' | 'word'> {
  const known = fields.map(({ field }) => field.name)
  return { hint: didYouMean(name, known) ?? `the fields are ${known.join(', ')}`, word: name }
}

/** Whether a field has a problem, so that nothing more should be said about it. */
export function isUnread({ spec }: PlacedField): boolean {
  return spec?.type.kind === 'unread'
}

/** Whether a field may be there that could not be read. */
export function hasUnreadFields({ named, fields }: Placed, report: Report): boolean {
  return report.isUnread([...named.at, 'fields']) || fields.some(isUnread)
}

/** The resource of this name; nothing, and a finding, when there is none. */
export function expectResource(world: World, name: string, at: SpecPath): Placed | undefined {
  const found = world.resources.get(name)
  if (found !== undefined || world.report.isUnread(['resources', name])) return found
  const hint =
    didYouMean(name, world.resources.keys()) ?? `describe \`${name}\` under \`resources:\`, or refer to another`
  world.report.add({ code: 'ASH2040', message: `there is no resource \`${name}\``, hint, at, word: name })
  return undefined
}
