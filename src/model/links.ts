import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import { type ApiCase, pascalCase } from './casing.ts'
import type { KeyPlan } from './keys.ts'
import { type LinkOrigin, nameLink } from './link-names.ts'
import type { FormerLink, Link } from './model.ts'
import { type NamedResource, nameResource } from './names.ts'
import type { Report } from './report.ts'
import { propertyOf, type Target, type Targets } from './targets.ts'

/** Keys of a field that a many-to-many relation may have. */
const ALLOWED: ReadonlySet<string> = new Set(['type', 'symmetric', 'inverse', 'description', 'renamedFrom'])

/** What stands for some keys in the short form. */
const SIGNS: Readonly<Record<string, string>> = { array: '[]', optional: '?' }

/** PostgreSQL cuts longer names off. */
const LONGEST = 63

/** A resource whose relations are wanted, and what they lead to. */
interface Context {
  readonly resource: NamedResource
  readonly key: KeyPlan
  readonly targets: Targets
}

/** The many-to-many relations that a resource declares. */
export function buildLinks({ resource, key, targets }: Context, report: Report): Link[] {
  return Object.entries(resource.spec.fields).flatMap(([name, field]): Link[] => {
    if (field.type.kind !== 'many') return []
    const at = [...resource.at, 'fields', name]
    checkKeys(field, at, report)
    const target = targets.find(field.type.resource, [...at, 'many'], report)
    if (target === undefined) return []
    checkSymmetric({ resource, field, target }, at, report)
    const link = linkOf({ resource, key, target, apiCase: targets.apiCase }, name, field)
    checkLength(`${resource.name}.${name}`, link, { at, report })
    return [link]
  })
}

interface Ends {
  readonly resource: NamedResource
  readonly key: KeyPlan
  readonly target: Target
  readonly apiCase: ApiCase
}

function linkOf(ends: Ends, name: string, field: FieldSpec): Link {
  const { resource, target } = ends
  const inverse = field.inverse ?? (field.symmetric ? name : `${name}${pascalCase(resource.plural)}`)
  const now = nameLink({ ...originNow(ends), name, inverse })
  return {
    ...now,
    name,
    description: field.description ?? '',
    resource: target.resource.name,
    symmetric: field.symmetric,
    inverse,
    renamedFrom: field.renamedFrom,
    former: formerLinks(ends, { name, inverse, renamedFrom: field.renamedFrom }),
  }
}

function originNow({ resource, key, target, apiCase }: Ends): Omit<LinkOrigin, 'name' | 'inverse'> {
  const { names, table } = resource
  return {
    names,
    table,
    key: keyProperties({ resource, key, apiCase }, (name) => name),
    target: { one: target.resource.name, key: target.property },
    apiCase,
  }
}

/** By every name that it, the two resources and the key had before: each may have changed in a run of its own. */
function formerLinks(
  ends: Ends,
  link: { name: string; inverse: string; renamedFrom: string | undefined },
): FormerLink[] {
  const { resource } = ends
  const keys = [
    keyProperties(ends, (name) => name),
    keyProperties(ends, (name) => resource.spec.fields[name]?.renamedFrom ?? name),
  ]
  const names = link.renamedFrom === undefined ? [link.name] : [link.name, link.renamedFrom]
  const all = formerEnds(ends).flatMap((end) =>
    keys.flatMap((properties) =>
      names.map((name) => ({
        ...nameLink({ ...end, key: properties, name, inverse: link.inverse }),
        ends: { resource: end.names.one, target: end.target.one },
      })),
    ),
  )
  return all.slice(1)
}

/** Where a relation leads back to its resource, that has one name at a time. */
function formerEnds(ends: Ends): Omit<LinkOrigin, 'name' | 'inverse'>[] {
  const { resource, target } = ends
  const now = originNow(ends)
  const isSelf = target.resource.name === resource.name
  const was = (name: string | undefined): string[] => (name === undefined ? [] : [name])
  const declaring = [resource, ...was(resource.spec.renamedFrom).map((name) => nameResource(name, resource.spec))]
  const targets = [target.resource.name, ...was(target.resource.spec.renamedFrom)]
  return declaring.flatMap(({ name, names, table }) =>
    (isSelf ? [name] : targets).map((one) => ({ ...now, names, table, target: { ...now.target, one } })),
  )
}

function keyProperties({ resource, key, apiCase }: Omit<Ends, 'target'>, nameOf: (name: string) => string): string[] {
  if (key.made) return ['id']
  return key.fields.flatMap((name) => {
    const field = resource.spec.fields[name]
    return field === undefined ? [] : [propertyOf(nameOf(name), field, apiCase)]
  })
}

function checkKeys(field: FieldSpec, at: SpecPath, report: Report): void {
  for (const [key, value] of Object.entries(field)) {
    if (ALLOWED.has(key) || value === undefined || value === false) continue
    const message = `\`${SIGNS[key] ?? key}\` has no meaning for a \`many\`, which is no column`
    report.add({ code: 'ASH2031', message, hint: 'take it out', at: [...at, key] })
  }
}

function checkSymmetric(
  { resource, field, target }: Pick<Ends, 'resource' | 'target'> & { field: FieldSpec },
  at: SpecPath,
  report: Report,
): void {
  if (!field.symmetric || target.resource.name === resource.name) return
  const message = `\`symmetric\` is for relations of a resource with itself, and this one leads to \`${target.resource.name}\``
  report.add({ code: 'ASH2031', message, hint: 'take it out', at: [...at, 'symmetric'] })
}

function checkLength(
  of: string,
  { table, source, target }: Link,
  { at, report }: { at: SpecPath; report: Report },
): void {
  const long = [table, ...[...source, target].map(({ column }) => column)].find((name) => name.length > LONGEST)
  if (long === undefined) return
  const message = `the join table of \`${of}\` would need the name \`${long}\`, which is longer than the ${LONGEST} characters of PostgreSQL`
  report.add({ code: 'ASH2002', message, hint: 'give it, or its resource, a shorter name', at, name: true })
}
