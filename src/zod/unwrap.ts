import { customName, OWN_WORDS } from './checks.ts'
import { descriptionAt, notedAt, strayMetadata, type ZodDef, type ZodSchema } from './schema.ts'
import { wrapperName } from './wrapper-names.ts'

/** A schema without its wrappers, and what they said. */
export interface Unwrapped {
  readonly schema: ZodSchema
  readonly optional: boolean
  readonly array: boolean
  readonly default: { readonly value: unknown } | undefined
  readonly description: string | undefined
  /** What was noted beside any of them; what stands further out counts. */
  readonly noted: Readonly<Record<string, unknown>>
  /** What two of them say differently, and no one of them could be meant alone. */
  readonly twice: string | undefined
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
      twice: inner.twice ?? descriptionTwice(description, inner.description),
      optional: inner.optional || def.type !== 'default',
      // As in Zod, where what stands further out is asked first.
      default: def.type === 'default' ? { value: def.defaultValue } : inner.default,
      refused: inner.refused ?? saidBeside(schema) ?? (def.type === 'default' ? wrongDefault(def) : undefined),
    }
  }
  if (def.type === 'array' && def.element !== undefined) return list(schema, def.element, { noted, description })
  const refused = wrapperName(def) ?? metadataAt(schema) ?? wordsAt(def)
  return { schema, optional: false, array: false, default: undefined, description, noted, twice: undefined, refused }
}

const WRAPPERS: ReadonlySet<string> = new Set(['optional', 'nullable', 'default'])

function list(schema: ZodSchema, element: ZodSchema, own: Pick<Unwrapped, 'noted' | 'description'>): Unwrapped {
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
    twice: items.twice ?? descriptionTwice(own.description, items.description) ?? notedTwice(own.noted, items.noted),
    refused: items.refused ?? wrong ?? saidBeside(schema),
  }
}

function descriptionTwice(outer: string | undefined, inner: string | undefined): string | undefined {
  return outer !== undefined && inner !== undefined && outer !== inner ? 'description' : undefined
}

/** A list has the modifiers of its items: neither of the two comes second. */
function notedTwice(outer: Unwrapped['noted'], inner: Unwrapped['noted']): string | undefined {
  return Object.keys(outer).find((key) => key in inner && outer[key] !== inner[key])
}

/** Wrappers and lists can say more as well: `z.array(…).min(1)`, `.optional().refine(…)`. */
function saidBeside(schema: ZodSchema): string | undefined {
  const { def } = schema._zod
  const [first] = def.checks ?? []
  if (first === undefined) return metadataAt(schema) ?? wordsAt(def)
  return first._zod.def.check === 'custom' ? customName(first._zod.def) : 'a length of a list'
}

function metadataAt(schema: ZodSchema): string | undefined {
  const stray = strayMetadata(schema)
  return stray && `the metadata \`${stray}\``
}

function wordsAt({ error }: ZodDef): string | undefined {
  return error === undefined ? undefined : OWN_WORDS
}

/** `.default(() => …)` is a getter: one that gives something else each time is no default of a column. */
function wrongDefault(def: ZodDef): string | undefined {
  const [first, second] = [def.defaultValue, def.defaultValue]
  if (first instanceof Date) return 'a `Date` for a default'
  return textOf(first) === textOf(second) ? undefined : MOVING_DEFAULT
}

/** `.default(() => Math.random())` */
export const MOVING_DEFAULT = 'a default that differs each time'

/** What cannot be printed is refused elsewhere. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'object' ? undefined : String(value)
}
