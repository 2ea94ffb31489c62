import type { ZodDef, ZodSchema } from './schema.ts'

/** What a schema holds, in the map of a field; or what Zod says there that nothing else could. */
export type BaseType = { readonly type: string; readonly values?: readonly string[] } | { readonly refused: string }

const FORMATS: Readonly<Record<string, string>> = {
  email: 'email',
  url: 'url',
  uuid: 'uuid',
  date: 'date',
  time: 'time',
  datetime: 'datetime',
  base64: 'bytes',
}

const NUMBERS: Readonly<Record<string, string>> = {
  safeint: 'int',
  int32: 'int',
  float32: 'real',
  float64: 'double',
}

/** The type of the language for a schema without its wrappers. */
export function baseType(schema: ZodSchema): BaseType {
  const { def } = schema._zod
  if (def.coerce === true) return { refused: 'z.coerce' }
  switch (def.type) {
    case 'string':
      return textType(def)
    case 'number':
      return numberType(def)
    case 'bigint':
      return formatOf(def) === 'uint64' ? { refused: 'z.uint64()' } : { type: 'bigint' }
    case 'boolean':
      return { type: 'boolean' }
    case 'date':
      return { type: 'datetime' }
    case 'enum':
      return enumType(def)
    case 'unknown':
    case 'any':
      return { type: 'json' }
    case 'object':
      return def.catchall !== undefined && def.catchall._zod.def.type !== 'never'
        ? { refused: 'z.looseObject() or .catchall()' }
        : { type: 'json' }
    case 'record':
      return isOpen(def.valueType) ? { type: 'json' } : { refused: 'z.record() of typed values' }
    case 'lazy':
      return isJson(def) ? { type: 'json' } : { refused: 'z.lazy()' }
    default:
      return { refused: `z.${def.type ?? 'unknown'}()` }
  }
}

/** The format that a schema is of: its own, or that of a check. */
export function formatOf(def: ZodDef): string | undefined {
  if (def.format !== undefined) return def.format
  const check = def.checks?.find(({ _zod }) => _zod.def.check === 'string_format' || _zod.def.check === 'number_format')
  return check?._zod.def.format
}

function textType(def: ZodDef): BaseType {
  const format = formatOf(def)
  if (format === undefined) return { type: 'string' }
  const type = FORMATS[format]
  if (type === undefined) return { refused: formatName(format) }
  const own =
    def.format === undefined ? def.checks?.map(({ _zod }) => _zod.def).find((check) => check.format === format) : def
  const narrowed = narrowing(own ?? def, format)
  return narrowed === undefined ? { type } : { refused: narrowed }
}

/** Checks of texts that Zod counts among the formats, as they are typed. */
const CHECKS: Readonly<Record<string, string>> = {
  regex: '.regex()',
  starts_with: '.startsWith()',
  ends_with: '.endsWith()',
  includes: '.includes()',
  lowercase: '.lowercase()',
  uppercase: '.uppercase()',
}

/** A format that no type of the language is, for sentences. */
export function formatName(format: string): string {
  const check = CHECKS[format]
  return check === undefined ? `the format \`${format}\`` : `\`${check}\``
}

/** What an option of a format says that the type of the language does not. */
function narrowing(def: ZodDef, format: string): string | undefined {
  if (format === 'uuid' && def.version !== undefined) return `a version of UUIDs (\`${String(def.version)}\`)`
  if (format === 'url' && !isHttp(def)) return 'a pattern of URLs'
  if ((format === 'time' || format === 'datetime') && typeof def.precision === 'number') return 'a `precision` of times'
  return format === 'datetime' && def.local === true ? 'times without a zone (`local`)' : undefined
}

/** `z.httpUrl()` says what `url` means; any other pattern says more. */
function isHttp({ protocol, hostname }: ZodDef): boolean {
  const web = protocol === undefined || String(protocol) === '/^https?$/'
  return web && (hostname === undefined || (protocol !== undefined && String(hostname).length > 0))
}

function numberType(def: ZodDef): BaseType {
  const format = formatOf(def)
  if (format === undefined) return { type: 'double' }
  const type = NUMBERS[format]
  return type === undefined ? { refused: `the format \`${format}\`` } : { type }
}

function enumType({ entries = {} }: ZodDef): BaseType {
  const values = Object.values(entries)
  const texts = values.filter((value) => typeof value === 'string')
  return texts.length === values.length ? { type: 'enum', values: texts } : { refused: 'an enum with numbers' }
}

function isOpen(schema: ZodSchema | undefined): boolean {
  const type = schema?._zod.def.type
  return type === 'unknown' || type === 'any' || (type === 'lazy' && schema !== undefined && isJson(schema._zod.def))
}

const JSON_KINDS = 'array boolean null number record string'

/** `z.json()` is a lazy union of what JSON has. */
function isJson({ getter }: ZodDef): boolean {
  const options = getter?.()._zod.def.options ?? []
  return (
    options
      .map(({ _zod }) => _zod.def.type)
      .toSorted()
      .join(' ') === JSON_KINDS
  )
}
