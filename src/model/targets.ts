import { didYouMean } from '../did-you-mean.ts'
import type { FieldSpec, Spec, SpecPath } from '../spec/spec.ts'
import { type ApiCase, inApiCase, snakeCase } from './casing.ts'
import type { KeyPlan } from './keys.ts'
import type { FieldType } from './model.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'
import { bareType } from './types.ts'

/** What a reference to a resource refers to: the one field of its key. */
export interface Target {
  readonly resource: NamedResource
  readonly property: string
  readonly type: FieldType
}

/** The name of a field in JSON and TypeScript: `category` gives `categoryId` when it is a reference. */
export function propertyOf(name: string, field: FieldSpec, apiCase: ApiCase = 'camel'): string {
  return inApiCase(field.type.kind === 'ref' ? `${name}Id` : name, apiCase)
}

/** The column of a field, as it was named or as its property says. */
export function columnOf(name: string, field: FieldSpec): string {
  return field.column ?? snakeCase(propertyOf(name, field))
}

/** The resources that references can lead to. */
export class Targets {
  readonly service: string
  /** How the API writes the names of fields. */
  readonly apiCase: ApiCase
  readonly #resources: ReadonlyMap<string, NamedResource>
  readonly #keys: ReadonlyMap<string, KeyPlan>

  constructor(spec: Spec, resources: readonly NamedResource[], keys: ReadonlyMap<string, KeyPlan>) {
    this.service = spec.name
    this.apiCase = spec.api.case ?? 'camel'
    this.#resources = new Map(resources.map((resource) => [resource.name, resource]))
    this.#keys = keys
  }

  /** What a reference leads to; nothing, and a finding, when it leads nowhere. */
  find(name: string, at: SpecPath, report: Report): Target | undefined {
    const resource = this.#resources.get(name)
    const target = this.#keyOf(name, new Set())
    if (resource === undefined) {
      if (report.isUnread(['resources', name])) return undefined
      const hint =
        didYouMean(name, this.#resources.keys()) ?? `describe \`${name}\` under \`resources:\`, or refer to another`
      report.add({ code: 'ASH2040', message: `there is no resource \`${name}\``, hint, at })
    } else if ((this.#keys.get(name)?.fields.length ?? 0) > 1) {
      const message = `\`${name}\` has a key of several fields, which one reference cannot hold`
      report.add({
        code: 'ASH2041',
        message,
        hint: `give \`${name}\` a key of one field, and make the pair an index`,
        at,
      })
    }
    return target
  }

  /** Follows keys that are references themselves to the type at their end. */
  #keyOf(name: string, seen: ReadonlySet<string>): Target | undefined {
    const resource = this.#resources.get(name)
    const key = this.#keys.get(name)
    if (resource === undefined || key === undefined || seen.has(name)) return undefined
    if (key.made) return { resource, property: 'id', type: { kind: 'uuid' } }
    const [first] = key.fields
    const field = key.fields.length === 1 && first !== undefined ? resource.spec.fields[first] : undefined
    if (first === undefined || field === undefined) return undefined
    const property = propertyOf(first, field, this.apiCase)
    if (field.type.kind !== 'ref') return { resource, property, type: keyType(bareType(field)) }
    const type = this.#keyOf(field.type.resource, new Set([...seen, name]))?.type
    return type === undefined ? undefined : { resource, property, type }
  }
}

/** A key is a segment of a URL, and an empty one cannot be asked for. */
export function keyType(type: FieldType): FieldType {
  return type.kind === 'string' ? { ...type, min: Math.max(1, type.min) } : type
}
