import { NOT_YET } from '../model/not-yet.ts'
import { baseType } from './base-type.ts'
import { type Bounds, boundsIn } from './checks.ts'
import { MAX_DEPTH, noSchema, plainValue } from './plain-value.ts'
import { inside, nameAt, type Position, refuseAt } from './refused.ts'
import { isOldSchema, isSchema, type ZodSchema } from './schema.ts'
import { type Unwrapped, unwrap } from './unwrap.ts'

// No hint may lead to what is refused as well.
const CARRY = NOT_YET.modifiers.some((word): boolean => word === 'schema')
  ? 'take it out: what no column can keep belongs into code of the project'
  : 'put the schema into a module of the project and name it: `field(z.string(), { schema: "./src/shared/sku.ts#Sku" })`'

/** A schema as the map of a field; null when it says what nothing else could, which is reported. */
export function fieldForm(value: unknown, position: Position): object | null {
  const name = nameAt(position)
  if (isOldSchema(value)) {
    return refuseAt(position, `${name} is a schema of Zod 3`, 'install Zod 4: `npm install zod@4`')
  }
  if (!isSchema(value)) return refuseAt(position, `${name} is not a Zod schema`, 'for example `z.string().max(80)`')
  const unwrapped = unwrap(value)
  if (position.around.includes(unwrapped.schema) || position.path.length > MAX_DEPTH) {
    return refuseAt(
      position,
      `${name} holds itself, which no document could say`,
      'type `z.json()` for what nests freely',
    )
  }
  const relation = namelessRelation(unwrapped)
  if (relation !== undefined) {
    return refuseAt(position, `${name} relates to nothing`, `name the resource: \`${relation}('customer')\``)
  }
  const read = readField(unwrapped)
  if (!('refused' in read)) return formOf(unwrapped, read, position)
  const message = `${name} has ${read.refused}, which no column, document or test could keep`
  return refuseAt(position, message, HINTS.get(read.refused) ?? CARRY)
}

/** `ref()` and `many()`, which only the compiler minds. */
function namelessRelation({ noted }: Unwrapped): string | undefined {
  return ['ref', 'many'].find((relation) => relation in noted && typeof noted[relation] !== 'string')
}

const HINTS: ReadonlyMap<string, string> = new Map([
  ['`z.union()`', 'type `z.enum([…])` for a choice of texts'],
  ['`z.literal()`', 'type `z.enum([…])` for a choice of texts'],
  ['`z.undefined()`', 'take the field out'],
  ['`.readonly()`', 'type `field(…, { readonly: true })` for what server code alone writes'],
  ['`.prefault()`', 'type `.default(…)`'],
  ['a message of its own', 'take it out: the service words its answers itself'],
  ['a `Date` for a default', 'type `field(z.iso.datetime(), { default: "now" })`'],
])

interface Kind {
  readonly type: string
  readonly values?: readonly string[]
  /** A builder of ours says it, and not the schema that it made. */
  readonly byBuilder: boolean
}

interface ReadField {
  readonly kind: Kind
  readonly bounds: Bounds
}

function readField(unwrapped: Unwrapped): ReadField | { readonly refused: string } {
  if (unwrapped.refused !== undefined) return { refused: unwrapped.refused }
  const kind = kindOf(unwrapped)
  if ('refused' in kind) return kind
  const bounds = boundsIn(unwrapped.schema, kind)
  return bounds.refused === undefined ? { kind, bounds } : { refused: bounds.refused }
}

/** What the builders stand on; the others are on a `z.string()` without a format. */
const BUILT_ON: ReadonlyMap<string, string> = new Map([['smallint', 'int32']])

/** A builder of ours says the type itself; it still stands on a schema of Zod. */
function kindOf({ noted, schema }: Unwrapped): Kind | { readonly refused: string } {
  const related = 'ref' in noted || 'many' in noted
  if (!related && typeof noted.type !== 'string') {
    const base = baseType(schema)
    return 'refused' in base ? base : { ...base, byBuilder: false }
  }
  const type = related ? 'ref' : String(noted.type)
  const { format, type: base } = schema._zod.def
  const wanted = BUILT_ON.get(type)
  const isAsBuilt = format === wanted && base === (wanted === undefined ? 'string' : 'number')
  return isAsBuilt ? { type, byBuilder: true } : { refused: 'a type in Zod and another one beside it' }
}

function formOf(unwrapped: Unwrapped, read: ReadField, position: Position): object | null {
  const { schema, noted } = unwrapped
  const said = saidByZod(unwrapped, read)
  const { twice } = unwrapped
  if (twice !== undefined) {
    return refuseAt(position, `${nameAt(position)} says \`${twice}\` twice`, 'keep one of the two')
  }
  const beside = Object.keys(said).find((key) => isTwice(key, noted))
  if (beside !== undefined) {
    const message = `${nameAt(position)} says \`${beside}\` twice, in Zod and beside it`
    return refuseAt(position, message, 'keep one of the two')
  }
  return { ...plainMap(said, position), ...shapeOf(schema, position), ...plainMap(noted, position) }
}

/** A builder says the type for Zod, and `optional` on both sides is the same said twice, unless beside it stands `false`. */
function isTwice(key: string, noted: Unwrapped['noted']): boolean {
  return key in noted && key !== 'type' && (key !== 'optional' || noted.optional !== true)
}

function saidByZod({ noted, optional, array, default: fallback, description }: Unwrapped, read: ReadField): object {
  const { kind, bounds } = read
  const related = 'ref' in noted || 'many' in noted
  return {
    ...(!related && kind.values === undefined && { type: kind.type }),
    ...(kind.values !== undefined && { enum: kind.values }),
    ...bounds,
    ...(array && { array }),
    ...(optional && { optional }),
    ...(fallback !== undefined && { default: fallback.value }),
    ...(description !== undefined && { description }),
  }
}

function plainMap(map: object, position: Position): object {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key, plainValue(value, inside(position, key), noSchema)]),
  )
}

function shapeOf(schema: ZodSchema, position: Position): object {
  const { type, shape } = schema._zod.def
  if (type !== 'object' || shape === undefined) return {}
  return { shape: memberForms(shape, inside(position, 'shape', schema)) }
}

/** The members of an object, each as the map of a field. */
export function memberForms(shape: object, position: Position): Readonly<Record<string, object | null>> {
  return Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [name, fieldForm(schema, inside(position, name))]),
  )
}
