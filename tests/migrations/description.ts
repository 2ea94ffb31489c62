/** A description of resources, as far as these tests change it. */
export interface Resource {
  name: string
  renamedFrom?: string
  /** Names of fields; without it there is an `id`. */
  key?: readonly string[]
  fields: Field[]
  indexes: readonly (readonly string[])[]
  links: Link[]
}

/** A many-to-many relation, with the keys of the rows that are linked: all of the one, then that of the other. */
export interface Link {
  name: string
  target: string
  readonly symmetric: boolean
  renamedFrom?: string
  rows: (readonly unknown[])[]
}

export interface Field {
  name: string
  type: Type
  optional: boolean
  unique: boolean
  index: boolean
  /** As JSON. */
  default?: Value
  min?: number
  renamedFrom?: string
  backfill?: { readonly value: Value } | { readonly from: string }
  renamedValues?: Readonly<Record<string, string>>
}

export type Value = string | number | boolean

export type Type =
  | { readonly kind: 'string'; readonly max: number }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'ref'; readonly target: string }
  | { readonly kind: 'text' | 'smallint' | 'int' | 'bigint' | 'double' | 'boolean' | 'date' | 'datetime' | 'uuid' }

/** `ashlar.yaml` */
export function printDescription(resources: readonly Resource[]): string {
  return [
    'ashlar: 1',
    'name: chain',
    'resources:',
    ...resources.flatMap(({ name, renamedFrom, key, fields, indexes, links }) => [
      `  ${name}:`,
      ...(renamedFrom === undefined ? [] : [`    renamedFrom: ${renamedFrom}`]),
      ...(key === undefined ? [] : [`    key: ${JSON.stringify(key)}`]),
      '    fields:',
      ...fields.map((field) => `      ${field.name}: ${JSON.stringify(fieldOf(field))}`),
      ...links.map((link) => `      ${link.name}: ${JSON.stringify(manyOf(link))}`),
      ...(indexes.length === 0 ? [] : [`    indexes: ${JSON.stringify(indexes)}`]),
    ]),
    '',
  ].join('\n')
}

function fieldOf({ type, name: _, backfill, optional, unique, index, ...others }: Field): object {
  const fill = backfill === undefined ? {} : { backfill: 'from' in backfill ? backfill : backfill.value }
  const flags = Object.fromEntries(Object.entries({ optional, unique, index }).filter(([, given]) => given))
  return { ...typeOf(type), ...flags, ...others, ...fill }
}

function manyOf({ target, symmetric, renamedFrom }: Link): object {
  return { many: target, ...(symmetric && { symmetric }), ...(renamedFrom !== undefined && { renamedFrom }) }
}

function typeOf(type: Type): object {
  switch (type.kind) {
    case 'string':
      return { type: 'string', max: type.max }
    case 'decimal':
      return { type: 'decimal', precision: type.precision, scale: type.scale }
    case 'enum':
      return { enum: type.values }
    case 'ref':
      return { ref: type.target }
    default:
      return { type: type.kind }
  }
}
