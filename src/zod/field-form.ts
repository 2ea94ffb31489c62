import { baseType } from './base-type.ts'
import { type Bounds, boundsIn } from './checks.ts'
import { isOldSchema, isSchema, type ZodSchema } from './schema.ts'
import { type Unwrapped, unwrap } from './unwrap.ts'

/** A part of a description: `['resources', 'product', 'fields', 'sku']`. */
export type Path = readonly (string | number)[]

/** Something that is said in Zod and that no column, document or test could keep. */
export interface Refused {
  readonly path: Path
  readonly code: string
  readonly message: string
  readonly hint: string
}

/** Collects what is refused. */
export type Refuse = (refused: Refused) => void

const CARRY =
  'put the schema into a module of the project and name it: `field(z.string(), { schema: "./src/shared/sku.ts#Sku" })`'

/** A schema as the map of a field; null when it says what nothing else could, which is reported. */
export function fieldForm(value: unknown, path: Path, refuse: Refuse): object | null {
  const name = String(path.at(-1))
  const complain = (what: string, hint = CARRY): null => {
    refuse({
      path,
      code: 'ASH1070',
      message: `\`${name}\` has ${what}, which no column, document or test could keep`,
      hint,
    })
    return null
  }
  if (isOldSchema(value)) {
    const message = `\`${name}\` is a schema of Zod 3`
    refuse({ path, code: 'ASH1070', message, hint: 'install Zod 4: `npm install zod@4`' })
    return null
  }
  if (!isSchema(value)) {
    const message = `\`${name}\` is not a Zod schema`
    refuse({ path, code: 'ASH1070', message, hint: 'for example `z.string().max(80)`' })
    return null
  }
  const unwrapped = unwrap(value)
  if (unwrapped.refused !== undefined) return complain(unwrapped.refused)
  const kind = kindOf(unwrapped)
  if ('refused' in kind) return complain(kind.refused, HINTS[kind.refused])
  const bounds = boundsIn(unwrapped.schema._zod.def, kind.type)
  if (bounds.refused !== undefined) return complain(bounds.refused)
  return formOf(unwrapped, { kind, bounds }, { path, refuse })
}

const HINTS: Readonly<Record<string, string>> = {
  'z.union()': 'type `z.enum([…])` for a choice of texts',
  'z.literal()': 'type `z.enum([…])` for a choice of texts',
  'z.undefined()': 'take the field out',
}

interface Kind {
  readonly type: string
  readonly values?: readonly string[]
}

/** A builder of ours says the type itself; it still stands on a schema of Zod. */
function kindOf({ noted, schema }: Unwrapped): Kind | { readonly refused: string } {
  if (typeof noted.type === 'string') return { type: noted.type }
  if ('ref' in noted || 'many' in noted) return { type: 'ref' }
  return baseType(schema)
}

function formOf(
  { schema, noted, optional, array, default: fallback, description }: Unwrapped,
  { kind, bounds }: { readonly kind: Kind; readonly bounds: Bounds },
  { path, refuse }: { readonly path: Path; readonly refuse: Refuse },
): object {
  const related = 'ref' in noted || 'many' in noted
  const { min, max } = bounds
  return {
    ...(!related && kind.values === undefined && { type: kind.type }),
    ...(kind.values !== undefined && { enum: kind.values }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(array && { array }),
    ...(optional && { optional }),
    ...(fallback !== undefined && { default: fallback.value }),
    ...shapeOf(schema, path, refuse),
    ...(description !== undefined && { description }),
    ...noted,
  }
}

function shapeOf(schema: ZodSchema, path: Path, refuse: Refuse): object {
  const { type, shape } = schema._zod.def
  return type === 'object' && shape !== undefined ? { shape: memberForms(shape, [...path, 'shape'], refuse) } : {}
}

/** The members of an object, each as the map of a field. */
export function memberForms(shape: object, path: Path, refuse: Refuse): Readonly<Record<string, object | null>> {
  return Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [name, fieldForm(schema, [...path, name], refuse)]),
  )
}
