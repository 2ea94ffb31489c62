import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import { fieldDefault } from './default.ts'
import type { PlacedField } from './fields.ts'
import type { Field } from './model.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'
import { expectField, type Placed, type World } from './world.ts'

/** Something that says what it was called before. */
interface Renamed {
  readonly name: string
  readonly from: string | undefined
  readonly at: SpecPath
}

/** Reports resources that were called what another one is called, or was. */
export function checkRenamedResources(resources: readonly NamedResource[], report: Report): void {
  checkRenames(
    resources.map(({ name, spec, at }) => ({ name, from: spec.renamedFrom, at })),
    report,
  )
}

/** The same for the fields of a resource. */
export function checkRenamedFields({ spec, at }: NamedResource, report: Report): void {
  checkRenames(
    Object.entries(spec.fields).map(([name, field]) => ({
      name,
      from: field.renamedFrom,
      at: [...at, 'fields', name],
    })),
    report,
  )
}

/** Two may swap their names; else a name is either still there, or was given up for one other. */
function checkRenames(all: readonly Renamed[], report: Report): void {
  const heirs = new Map<string, string>()
  for (const { name, from, at } of all) {
    if (from === undefined) continue
    const still = all.find((other) => other.name === from && other.from === undefined)
    const heir = heirs.get(from)
    const message =
      from === name
        ? `\`${name}\` is called what it was called before`
        : still !== undefined
          ? `\`${from}\` is still there, so \`${name}\` cannot have been called so`
          : heir && `\`${heir}\` and \`${name}\` cannot both have been called \`${from}\``
    if (message !== undefined) {
      report.add({ code: 'ASH2038', message, hint: 'take the `renamedFrom` out', at: [...at, 'renamedFrom'] })
    }
    heirs.set(from, name)
  }
}

/** Reports old values of an enum that are still there, and new ones that are not. */
export function checkRenamedValues(spec: FieldSpec, at: SpecPath, report: Report): void {
  const { renamedValues, type } = spec
  if (renamedValues === undefined) return
  const from = [...at, 'renamedValues']
  if (type.kind !== 'enum') {
    const message = '`renamedValues` is for enums'
    report.add({ code: 'ASH2031', message, hint: 'take it out', at: from, name: true })
    return
  }
  if (spec.array) {
    const message = '`renamedValues` is not for lists: the database does not know which values they may have'
    report.add({
      code: 'ASH2031',
      message,
      hint: 'take it out; a migration of your own can replace them',
      at: from,
      name: true,
    })
    return
  }
  for (const [old, now] of Object.entries(renamedValues)) {
    const message = type.values.includes(old)
      ? `\`${old}\` is still a value of the enum`
      : type.values.includes(now)
        ? undefined
        : `\`${now}\` is not a value of the enum`
    if (message === undefined) continue
    const hint = `the values are ${type.values.join(', ')}`
    report.add({ code: 'ASH2038', message, hint, at: [...from, old], ...(type.values.includes(old) && { name: true }) })
  }
}

/** What rows that are there already get; nothing, and a finding, when the field cannot hold it. */
export function buildBackfill(world: World, placed: Placed, { field, spec, at }: PlacedField): Field['backfill'] {
  const given = spec?.backfill
  if (spec === undefined || given === undefined) return undefined
  const place = [...at, 'backfill']
  if (!('from' in given)) {
    const { default: _, ...rest } = spec
    const { shape, type } = field
    return fieldDefault({ ...rest, default: given }, type, { at, report: world.report, shape, key: 'backfill' })
  }
  const mention = { name: given.from, at: place, code: 'ASH2039', wanted: 'to fill it from' }
  const source = expectField(placed, mention, world.report)?.field
  if (source === undefined) return undefined
  if (source.type.kind === field.type.kind && source.array === field.array && source !== field) {
    const wrong = unfit(source, field)
    if (wrong === undefined) return { kind: 'field', property: source.property }
    world.report.add({ code: 'ASH2039', message: wrong, hint: 'name another field, or a value', at: place })
    return undefined
  }
  const message = `\`${field.name}\` cannot be filled from \`${source.name}\`, which is of another type`
  world.report.add({ code: 'ASH2039', message, hint: 'name a field of the same type, or a value', at: place })
  return undefined
}

/** Why a field cannot be filled from one of the same type, in some rows at least. */
function unfit(source: Field, { name, optional, type }: Field): string | undefined {
  if (source.optional && !optional) {
    return `\`${name}\` is required, and \`${source.name}\`, which fills it, may be missing`
  }
  const isLonger = source.type.kind === 'string' && type.kind === 'string' && source.type.max > type.max
  return isLonger ? `\`${name}\` is too short for what is in \`${source.name}\`` : undefined
}
