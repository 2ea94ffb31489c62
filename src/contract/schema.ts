import { type JsonObject, list, object, referredName, target, text } from './document.ts'

/** A JSON Schema as the comparison wants it: of one version, without references and `allOf`, null apart. */
export interface Schema {
  /** The name under which operations share it. */
  readonly name: string | undefined
  /** The part of the document that says it, the same wherever it is referred to. */
  readonly node: JsonObject
  /** Without `null`; `undefined` is any. */
  readonly types: readonly string[] | undefined
  readonly nullable: boolean
  /** Those of `enum` or `const`, without null. */
  readonly values: readonly unknown[] | undefined
  readonly format: string | undefined
  readonly pattern: string | undefined
  /** How many digits a decimal may have; its pattern and length follow from them. */
  readonly digits: Digits | undefined
  readonly length: Bounds
  readonly range: Bounds
  readonly items: Bounds
  readonly size: Bounds
  readonly unique: boolean
  readonly element: unknown
  readonly properties: JsonObject
  readonly required: readonly unknown[]
  /** `additionalProperties`: `false`, or a schema. */
  readonly extra: unknown
  /** The schemas of `oneOf` or `anyOf`; none when there is no choice. */
  readonly variants: readonly unknown[]
  readonly default: unknown
  /** Everything that is not compared any closer. */
  readonly rest: JsonObject
}

/** The least and the most; infinite where there is no bound. */
export interface Bounds {
  readonly low: number
  readonly high: number
}

/** The digits before the point and after it. */
export interface Digits {
  readonly whole: number
  readonly fraction: number
}

/** Reads a schema of a document; `true` and nothing at all are any value. */
export function readSchema(document: JsonObject, raw: unknown): Schema {
  const node = flattenedOnce(document, raw)
  const name = referredName(raw)
  const { variants, nullable } = variantsOf(node)
  const [only, ...more] = variants
  if (only === undefined) return { ...plainSchema(node), name }
  if (more.length > 0) return { ...plainSchema(node), name, variants, nullable }
  // `anyOf: [X, null]` is how a schema that stands elsewhere may be null.
  const schema = readSchema(document, only)
  return { ...schema, nullable: nullable || schema.nullable }
}

function plainSchema(node: JsonObject): Schema {
  const { type, nullable, enum: listed, const: constant, format, contentEncoding, pattern } = node
  const types = type === undefined ? undefined : [type].flat().map(String)
  const values = constant === undefined ? (Array.isArray(listed) ? listed : undefined) : [constant]
  const shape = text(format) ?? (contentEncoding === 'base64' ? 'byte' : undefined)
  const length = bounds(node, 'minLength', 'maxLength')
  return {
    name: undefined,
    node,
    types: types?.filter((name) => name !== 'null'),
    nullable: types === undefined || nullable === true || types.includes('null'),
    values: values?.filter((value) => value !== null),
    format: shape,
    pattern: pattern === ANY_TEXT ? undefined : text(pattern),
    digits: shape === 'decimal' ? digitsOf(text(pattern) ?? '') : undefined,
    length: { ...length, low: Math.max(length.low, refusesEmpty(shape, text(pattern)) ? 1 : 0) },
    range: rangeOf(node),
    items: bounds(node, 'minItems', 'maxItems'),
    size: bounds(node, 'minProperties', 'maxProperties'),
    unique: node.uniqueItems === true,
    element: node.items,
    properties: object(node.properties),
    required: list(node.required),
    extra: node.additionalProperties ?? true,
    variants: [],
    default: node.default,
    rest: restOf(node),
  }
}

function restOf(node: JsonObject): JsonObject {
  const names = Object.keys(node).filter((name) => !READ.has(name) && !name.startsWith('x-'))
  return Object.fromEntries(names.map((name) => [name, node[name]]))
}

/** What is read above, and what is said for people only. */
const READ: ReadonlySet<string> = new Set([
  ...['$ref', 'type', 'nullable', 'enum', 'const', 'format', 'contentEncoding', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'uniqueItems', 'items'],
  ...['properties', 'required', 'additionalProperties', 'oneOf', 'anyOf', 'allOf', 'default'],
  ...['title', 'description', 'example', 'examples', 'deprecated', 'externalDocs', 'xml', 'discriminator', '$comment'],
])

/** The pattern of a text that may be anything that PostgreSQL can store: all but U+0000. */
const ANY_TEXT = '^[^\\x00]*$'

/** Formats of which no text is empty. */
const NEVER_EMPTY: ReadonlySet<string> = new Set(['uuid', 'email', 'uri', 'date', 'date-time', 'int64', 'decimal'])

function refusesEmpty(format: string | undefined, pattern: string | undefined): boolean {
  return (format !== undefined && NEVER_EMPTY.has(format)) || !matches(pattern, '')
}

/** Whether a text is one of a pattern; a pattern that cannot be read takes any. */
export function matches(pattern: string | undefined, value: string): boolean {
  try {
    return pattern === undefined || new RegExp(pattern, 'u').test(value)
  } catch {
    return true
  }
}

function bounds(node: JsonObject, least = '', most = '', none = 0): Bounds {
  const [low, high] = [node[least], node[most]]
  return {
    low: typeof low === 'number' ? low : none,
    high: typeof high === 'number' ? high : Number.POSITIVE_INFINITY,
  }
}

/** Decimals and large integers are texts; ashlar writes their bounds as extensions. */
function rangeOf(node: JsonObject): Bounds {
  const isText = node['x-minimum'] !== undefined || node['x-maximum'] !== undefined
  const [least, most] = isText ? ['x-minimum', 'x-maximum'] : ['minimum', 'maximum']
  return bounds(node, least, most, Number.NEGATIVE_INFINITY)
}

/** As the documents of ashlar write a decimal: `^-?\d{1,8}(?:\.\d{1,2})?$`. */
function digitsOf(pattern: string): Digits | undefined {
  const match = /^\^-\?\\d\{1,(\d+)\}(?:\(\?:\\\.\\d\{1,(\d+)\}\)\?)?\$$/.exec(pattern)
  return match === null ? undefined : { whole: Number(match[1]), fraction: Number(match[2] ?? 0) }
}

/** The choices that a schema leaves, without null, which any of them may be then. */
function variantsOf(node: JsonObject): { readonly variants: readonly unknown[]; readonly nullable: boolean } {
  const all = [...list(node.oneOf), ...list(node.anyOf)]
  const variants = all.filter((variant) => object(variant).type !== 'null')
  return { variants, nullable: variants.length < all.length }
}

/** By document, then by the schema as it stands there. */
const known = new WeakMap<JsonObject, WeakMap<JsonObject, JsonObject>>()

/** The same object each time that the same schema is read: by that a schema that is a part of itself is known again. */
function flattenedOnce(document: JsonObject, raw: unknown): JsonObject {
  const key = object(raw)
  const ofDocument = known.get(document) ?? new WeakMap<JsonObject, JsonObject>()
  known.set(document, ofDocument)
  const node = ofDocument.get(key) ?? flattened(document, raw, [])
  ofDocument.set(key, node)
  return node
}

/** The schema with what it refers to, and all of `allOf`, in it. A schema that is a part of itself adds nothing. */
function flattened(document: JsonObject, raw: unknown, seen: readonly string[]): JsonObject {
  const { $ref, allOf, ...own } = object(raw)
  if ($ref === undefined && allOf === undefined) return object(raw)
  const ref = text($ref)
  const isKnown = ref !== undefined && seen.includes(ref)
  const referred = ref === undefined || isKnown ? [] : [flattened(document, target(document, ref), [...seen, ref])]
  const parts = list(allOf).map((part) => flattened(document, part, seen))
  const [first, ...others] = [...referred, ...parts, ...(Object.keys(own).length > 0 ? [own] : [])]
  return others.reduce<JsonObject>(both, first ?? {})
}

/** A value has to fit both: properties come together, of all else the later word stands. */
function both(first: JsonObject, second: JsonObject): JsonObject {
  const properties = { ...object(first.properties), ...object(second.properties) }
  const required = [...new Set([...list(first.required), ...list(second.required)])]
  return {
    ...first,
    ...second,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  }
}
