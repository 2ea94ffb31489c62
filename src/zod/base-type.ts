import { formatName, formatOf, formattedBy, narrowing } from './formats.ts'
import type { ZodDef, ZodSchema } from './schema.ts'

/** What a schema holds, in the map of a field; or what Zod says there that nothing else could. */
export type BaseType = { readonly type: string; readonly values?: readonly string[] } | { readonly refused: string }

const TEXTS: ReadonlyMap<string, string> = new Map([
  ['email', 'email'],
  ['url', 'url'],
  ['uuid', 'uuid'],
  ['date', 'date'],
  ['time', 'time'],
  ['datetime', 'datetime'],
  ['base64', 'bytes'],
])

const NUMBERS: ReadonlyMap<string, string> = new Map([
  ['safeint', 'int'],
  ['int32', 'int'],
  ['float32', 'real'],
  ['float64', 'double'],
])

/** The type of the language for a schema without its wrappers. */
export function baseType(schema: ZodSchema): BaseType {
  const { def } = schema._zod
  if (def.coerce === true) return { refused: '`z.coerce`' }
  switch (def.type) {
    case 'string':
      return textType(schema)
    case 'number':
      return numberType(schema)
    case 'bigint':
      return formatOf(schema) === 'uint64' ? { refused: '`z.uint64()`' } : { type: 'bigint' }
    case 'boolean':
      return { type: 'boolean' }
    case 'date':
      return { type: 'datetime' }
    case 'enum':
      return enumType(def)
    case 'literal':
      return literalType(def)
    case 'unknown':
    case 'any':
      return { type: 'json' }
    case 'object':
      return isClosed(def) ? { type: 'json' } : { refused: '`z.looseObject()` or `.catchall()`' }
    case 'record':
      return recordType(def)
    case 'lazy':
      return isJson(def) ? { type: 'json' } : { refused: '`z.lazy()`' }
    default:
      return { refused: NAMES.get(def.type ?? '') ?? `\`z.${def.type ?? 'unknown'}()\`` }
  }
}

/** What Zod calls otherwise than people type it. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['custom', '`z.custom()` or `z.instanceof()`'],
  ['template_literal', '`z.templateLiteral()`'],
])

/** Whether an object has the members of its shape and no others. */
export function isClosed({ catchall }: ZodDef): boolean {
  return catchall === undefined || catchall._zod.def.type === 'never'
}

function textType(schema: ZodSchema): BaseType {
  const by = formattedBy(schema)
  const format = by?._zod.def.format
  if (by === undefined || format === undefined) return { type: 'string' }
  const type = TEXTS.get(format)
  if (type === undefined) return { refused: formatName(format) }
  const narrowed = narrowing(by)
  return narrowed === undefined ? { type } : { refused: narrowed }
}

function numberType(schema: ZodSchema): BaseType {
  const format = formatOf(schema)
  if (format === undefined) return { type: 'double' }
  const type = NUMBERS.get(format)
  return type === undefined ? { refused: formatName(format) } : { type }
}

function enumType({ entries = {} }: ZodDef): BaseType {
  const values = Object.values(entries)
  const texts = values.filter((value) => typeof value === 'string')
  return texts.length === values.length ? { type: 'enum', values: texts } : { refused: 'an enum with numbers' }
}

/**
 * Several texts are an enum too, and keep their order, where `z.enum(['10', '9'])` loses it: Zod makes keys of the values,
 * and JavaScript moves keys that look like a position to the front.
 */
function literalType({ values }: ZodDef): BaseType {
  const texts = Array.isArray(values) ? values.filter((value) => typeof value === 'string') : []
  const areTexts = Array.isArray(values) && texts.length === values.length && texts.length > 1
  return areTexts ? { type: 'enum', values: texts } : { refused: '`z.literal()`' }
}

function recordType({ keyType, valueType }: ZodDef): BaseType {
  if (!isPlain(keyType, 'string')) return { refused: '`z.record()` with keys of its own' }
  const def = valueType?._zod.def
  const open = isPlain(valueType, 'unknown') || isPlain(valueType, 'any') || (def?.type === 'lazy' && isJson(def))
  return open ? { type: 'json' } : { refused: '`z.record()` of typed values' }
}

/** Whether a schema is of a type and says nothing more. */
function isPlain(schema: ZodSchema | undefined, type: string): boolean {
  const { def } = schema?._zod ?? {}
  return def?.type === type && def.format === undefined && (def.checks ?? []).length === 0 && def.coerce !== true
}

const JSON_KINDS = ['array', 'boolean', 'null', 'number', 'record', 'string']

/** `z.json()` is a lazy union of what JSON has, with lists and maps of itself. */
function isJson({ getter }: ZodDef): boolean {
  const options = getter?.()._zod.def.options ?? []
  const kinds = options.map(({ _zod }) => _zod.def.type ?? '').toSorted()
  if (kinds.join() !== JSON_KINDS.join()) return false
  const isItself = (schema: ZodSchema | undefined): boolean => schema?._zod.def.getter === getter
  return options.every((option) => {
    const { type = '', element, keyType, valueType } = option._zod.def
    if (type === 'array') return isItself(element)
    return type === 'record' ? isPlain(keyType, 'string') && isItself(valueType) : isPlain(option, type)
  })
}
