import { descriptionAt, notedAt, type ZodDef, type ZodSchema } from './schema.ts'

/** A schema without its wrappers, and what they said. */
export interface Unwrapped {
  readonly schema: ZodSchema
  readonly optional: boolean
  readonly array: boolean
  readonly default: { readonly value: unknown } | undefined
  readonly description: string | undefined
  /** What was noted beside any of them; what stands further out counts. */
  readonly noted: Readonly<Record<string, unknown>>
  /** What a wrapper says that nothing else could. */
  readonly refused: string | undefined
}

/** Takes off `.optional()`, `.nullable()`, `.default()` and `z.array()`. */
export function unwrap(schema: ZodSchema): Unwrapped {
  const { def } = schema._zod
  const noted = notedAt(schema)
  const description = descriptionAt(schema)
  if (WRAPPERS.has(def.type ?? '') && def.innerType !== undefined) {
    const inner = unwrap(def.innerType)
    return {
      ...inner,
      noted: { ...inner.noted, ...noted },
      description: description ?? inner.description,
      optional: inner.optional || def.type !== 'default',
      default: inner.default ?? (def.type === 'default' ? fixedDefault(def) : undefined),
      refused: inner.refused ?? checked(def) ?? (def.type === 'default' ? movingDefault(def) : undefined),
    }
  }
  if (def.type === 'array' && def.element !== undefined) return list(def, def.element, { noted, description })
  const refused = REFUSED[def.type ?? '']
  return { schema, optional: false, array: false, default: undefined, description, noted, refused }
}

const WRAPPERS: ReadonlySet<string> = new Set(['optional', 'nullable', 'default'])

const REFUSED: Readonly<Record<string, string>> = {
  pipe: '`.transform()`, `.pipe()` or `z.preprocess()`',
  transform: '`z.transform()`',
  prefault: '`.prefault()`',
  catch: '`.catch()`',
  readonly: '`.readonly()`',
  nonoptional: '`.nonoptional()`',
  success: '`z.success()`',
  promise: '`z.promise()`',
  codec: '`z.codec()`',
}

function list(def: ZodDef, element: ZodSchema, own: Pick<Unwrapped, 'noted' | 'description'>): Unwrapped {
  const items = unwrap(element)
  const wrong = items.array
    ? 'a list of lists'
    : items.optional
      ? 'a list whose items may be missing'
      : items.default && 'a default of the items of a list'
  return {
    schema: items.schema,
    optional: false,
    array: true,
    default: undefined,
    description: own.description ?? items.description,
    noted: { ...items.noted, ...own.noted },
    refused: items.refused ?? wrong ?? checked(def),
  }
}

/** Wrappers and lists can have checks as well: `z.array(…).min(1)`, `.optional().refine(…)`. */
function checked({ checks = [] }: ZodDef): string | undefined {
  const [first] = checks
  if (first === undefined) return undefined
  return first._zod.def.check === 'custom' ? '`.refine()`' : 'a length of a list'
}

/** `.default(() => …)` is a getter: one that gives something else each time is no default of a column. */
function fixedDefault(def: ZodDef): Unwrapped['default'] {
  return { value: jsonDefault(def.defaultValue) }
}

function movingDefault(def: ZodDef): string | undefined {
  const [first, second] = [def.defaultValue, def.defaultValue]
  if (first instanceof Date || second instanceof Date) return 'a `Date` for a default'
  const same = textOf(first) === textOf(second)
  return same ? undefined : 'a default that differs each time'
}

function textOf(value: unknown): string | undefined {
  return JSON.stringify(jsonDefault(value))
}

function jsonDefault(value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
