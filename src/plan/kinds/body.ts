import type { Field, FieldType, Resource } from '../../model/model.ts'
import { LIST_MAX } from '../../model/types.ts'
import { literal } from '../../render/literal.ts'
import { type Code, code, mapCode, value } from '../code.ts'
import { PATHS, resourcePath } from '../paths.ts'

/** What is no field of a resource lists itself what an enum may be. */
type SchemaOf = (type: FieldType, field: Field, resource: Resource | undefined) => Code

/** So many items at most, whatever the size of the body. */
export const MAX_ITEMS = LIST_MAX

const zod = (text: string): Code => code(text, value('z', 'zod'))
const scalar = (name: string, ...args: readonly unknown[]): Code => {
  const given = args.filter((arg) => arg !== undefined).map((arg) => literal(arg))
  return code(`${name}(${given.join(', ')})`, value(name, PATHS.scalars))
}

/** `.min()` and `.max()` of a number, where the user gave them. */
const bounded = (base: string): SchemaOf => {
  return (type) => {
    const { min, max } = boundsOf(type)
    return zod(`${base}${min === undefined ? '' : `.min(${min})`}${max === undefined ? '' : `.max(${max})`}`)
  }
}

const BODIES = {
  string: (type, field) => {
    const { min, max } = type.kind === 'string' ? type : { min: 0, max: 0 }
    if (field.secret) return scalar('password', min, max)
    return scalar(field.inKey ? 'keyText' : 'text', min, max)
  },
  text: (_type, field) => (field.inKey ? scalar('keyText', 1, 65_535) : scalar('text', 0, 65_535)),
  slug: () => scalar('slug'),
  email: () => scalar('email'),
  url: () => scalar('url'),
  enum: (type, field, resource) => {
    if (resource === undefined) return zod(`z.enum(${literal(type.kind === 'enum' ? type.values : [])})`)
    const values = field.valuesName ?? ''
    return code(`z.enum(${values})`, value('z', 'zod'), value(values, resourcePath(resource, 'table')))
  },
  uuid: () => zod('z.guid()'),
  smallint: (type) => {
    const { min = -32_768, max = 32_767 } = boundsOf(type)
    return zod(`z.int().min(${min}).max(${max})`)
  },
  int: bounded('z.int32()'),
  bigint: (type) => scalar('bigInteger', ...boundsArgument(type)),
  real: bounded('z.float32()'),
  double: bounded('z.number()'),
  decimal: (type) => {
    const { precision, scale } = type.kind === 'decimal' ? type : { precision: 0, scale: 0 }
    return scalar('decimal', precision, scale, ...boundsArgument(type))
  },
  date: () => zod('z.iso.date()'),
  time: () => scalar('time'),
  datetime: () => scalar('datetime'),
  boolean: () => zod('z.boolean()'),
  json: () => scalar('json'),
  bytes: () => scalar('base64'),
} satisfies Record<FieldType['kind'], SchemaOf>

/** The Zod schema of a field's value in a body, without optionality. */
export function bodyCode(field: Field, resource?: Resource): Code {
  const item = BODIES[field.type.kind](field.type, field, resource)
  return field.array
    ? { text: `z.array(${item.text}).max(${MAX_ITEMS})`, imports: [...item.imports, value('z', 'zod')] }
    : item
}

/** In a create: what may be left out may be left out. */
export function createCode(field: Field, resource: Resource): Code {
  const nullable = field.optional
    ? mapCode(bodyCode(field, resource), (text) => `${text}.nullable()`)
    : bodyCode(field, resource)
  return field.required ? nullable : mapCode(nullable, (text) => `${text}.optional()`)
}

/** In an update: everything may be left out. */
export function patchCode(field: Field, resource: Resource): Code {
  const nullable = field.optional
    ? mapCode(bodyCode(field, resource), (text) => `${text}.nullable()`)
    : bodyCode(field, resource)
  return mapCode(nullable, (text) => `${text}.optional()`)
}

/** The Zod schema of a key part in a path, where everything is text. */
export function pathCode(field: Field, resource?: Resource): Code {
  if (field.type.kind === 'smallint') return scalar('pathInteger', -32_768, 32_767)
  if (field.type.kind === 'int') return scalar('pathInteger', -2_147_483_648, 2_147_483_647)
  return bodyCode(field, resource)
}

/** The bounds that the user gave a number. */
export function boundsOf(type: FieldType): { min?: number; max?: number } {
  return 'min' in type || 'max' in type ? type : {}
}

function boundsArgument(type: FieldType): readonly unknown[] {
  const { min, max } = boundsOf(type)
  if (min === undefined && max === undefined) return []
  return [{ ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }]
}
