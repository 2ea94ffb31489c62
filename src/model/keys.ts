import { didYouMean } from '../did-you-mean.ts'
import type { FieldSpec } from '../spec/spec.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'

/** Which fields of a resource are its key. */
export interface KeyPlan {
  /** Names of fields of the description, in the order of `key:`; none when ashlar makes the key `id`. */
  readonly fields: readonly string[]
  readonly made: boolean
}

/** Resolves `key:` for every resource. */
export function planKeys(resources: readonly NamedResource[], report: Report): ReadonlyMap<string, KeyPlan> {
  return new Map(resources.map((resource) => [resource.name, planKey(resource, report)]))
}

function hintFor(name: string, fields: readonly string[]): string {
  if (name === 'id') return 'take `key` out: a generated `id` is the default'
  // `key: orderId, productId` is one text in YAML.
  if (/^\w+(?:\s*,\s*\w+)+$/.test(name)) return `a key of several fields is a list: \`key: [${name}]\``
  return didYouMean(name, fields) ?? `add \`${name}\` to its fields`
}

function planKey(resource: NamedResource, report: Report): KeyPlan {
  const { spec, at } = resource
  if (spec.key === undefined) return { fields: [], made: !report.isUnread([...at, 'key']) }
  const fields: string[] = []
  for (const [index, name] of spec.key.entries()) {
    // `key: sku` has no items to point to.
    const place = [...at, 'key', index]
    const field = Object.hasOwn(spec.fields, name) ? spec.fields[name] : undefined
    if (field === undefined) {
      if (report.isUnread([...at, 'fields'])) continue
      const message = `\`${resource.name}\` has no field \`${name}\` to be its key`
      report.add({ code: 'ASH2010', message, hint: hintFor(name, Object.keys(spec.fields)), at: place })
    } else if (fields.includes(name)) {
      report.add({ code: 'ASH2011', message: `\`${name}\` stands in the key twice`, hint: 'name it once', at: place })
    } else {
      fields.push(name)
      checkKeyField({ resource, name, field }, report)
    }
  }
  return { fields, made: false }
}

/** The types whose values do not compare reliably, do not fit into a URL, or tell nothing apart. */
const NO_KEY: ReadonlySet<string> = new Set(['json', 'bytes', 'real', 'double', 'boolean', 'secret', 'many'])

function checkKeyField(part: { resource: NamedResource; name: string; field: FieldSpec }, report: Report): void {
  const { resource, name, field } = part
  const at = [...resource.at, 'fields', name]
  const add = (message: string, hint: string, key: string): void =>
    report.add({ code: 'ASH2012', message, hint, at: [...at, key] })
  if (field.optional) add(`\`${name}\` is in the key, and a key is never empty`, 'take the `?` away', 'optional')
  if (field.internal) add(`\`${name}\` is in the key, which stands in every URL`, 'take `internal` away', 'internal')
  const hidden = (['read', 'sum', 'count', 'moves'] as const).find((key) => field[key] !== undefined)
  if (hidden !== undefined) {
    add(`\`${name}\` is in the key, which stands in every URL and never changes`, `take \`${hidden}\` away`, hidden)
  }
  if (field.array) add('a list cannot be in the key', 'take the `[]` away, or name another key', 'array')
  else if (NO_KEY.has(field.type.kind))
    add(`a \`${field.type.kind}\` cannot be in the key`, 'name another field', 'type')
}
