import { formatName, formatOf, narrowing } from './formats.ts'
import type { ZodDef, ZodSchema } from './schema.ts'

type Check = Pick<ZodSchema, '_zod'>

/** The bounds that the checks of a schema say, or what they say that nothing else could. */
export interface Bounds {
  readonly min?: number
  readonly max?: number
  readonly refused?: string
}

/** `z.string().min(1, 'Required')`: the service words its answers itself. */
export const OWN_WORDS = 'a message of its own'

const WHOLE: ReadonlySet<string> = new Set(['int', 'smallint', 'bigint'])

/** A type that is known: by the schema itself, whose format may stand in a check, or by a builder of ours. */
interface Known {
  readonly type: string
  readonly byBuilder: boolean
}

/** Reads the checks of a schema whose type is known. Whatever is not understood is refused. */
export function boundsIn(schema: ZodSchema, { type, byBuilder }: Known): Bounds {
  let bounds: Bounds = {}
  // A builder's schema may have a format of its own, but no check has part in the type.
  const format = byBuilder ? schema._zod.def.format : formatOf(schema)
  for (const check of schema._zod.def.checks ?? []) {
    const read = boundOf(check, { type, format })
    if (read.refused !== undefined) return read
    if (check._zod.def.error !== undefined) return { refused: OWN_WORDS }
    bounds = narrower(bounds, read)
  }
  return bounds
}

interface Checked {
  readonly type: string
  readonly format: string | undefined
}

function boundOf(made: Check, { type, format }: Checked): Bounds {
  const check = made._zod.def
  switch (check.check) {
    case 'string_format':
    case 'number_format':
    case 'bigint_format':
      return formatBound(made, format)
    case 'min_length':
    case 'max_length':
    case 'length_equals':
      return type === 'string' ? lengthOf(check) : { refused: `the length of a \`${type}\`` }
    case 'greater_than':
    case 'less_than':
      return valueBound(check, type)
    case 'overwrite':
      return { refused: 'a change of the text, such as `.trim()` or `.toLowerCase()`' }
    case 'custom':
      return { refused: customName(check) }
    case 'multiple_of':
      return { refused: '`.multipleOf()`' }
    default:
      return { refused: `the check \`${check.check ?? 'unknown'}\`` }
  }
}

/** A second format, a pattern, or the same format with an option says more than the type does. */
function formatBound(check: Check, format: string | undefined): Bounds {
  const { format: own = 'regex' } = check._zod.def
  if (own !== format) return { refused: formatName(own) }
  const narrowed = check._zod.def.check === 'string_format' ? narrowing(check) : undefined
  return narrowed === undefined ? {} : { refused: narrowed }
}

/** A condition in code, as it is typed. */
export function customName({ fn }: ZodDef): string {
  return fn === undefined ? '`.superRefine()` or `.check()`' : '`.refine()`'
}

function lengthOf(check: ZodDef): Bounds {
  const { minimum, maximum, length } = check
  return {
    ...(typeof minimum === 'number' && { min: minimum }),
    ...(typeof maximum === 'number' && { max: maximum }),
    ...(typeof length === 'number' && { min: length, max: length }),
  }
}

function valueBound({ check, value, inclusive }: ZodDef, type: string): Bounds {
  if (typeof value === 'bigint' && BigInt(Number(value)) !== value) return { refused: 'a bound beyond 2^53' }
  const bound = Number(value)
  if (!Number.isFinite(bound) || type === 'datetime') return { refused: 'a bound that is no number' }
  if (inclusive !== true && !WHOLE.has(type)) return { refused: 'an exclusive bound, such as `.gt()`' }
  if (check === 'greater_than') return { min: inclusive === true ? bound : Math.floor(bound) + 1 }
  return { max: inclusive === true ? bound : Math.ceil(bound) - 1 }
}

function narrower(a: Bounds, b: Bounds): Bounds {
  const mins = [a.min, b.min].filter((value) => value !== undefined)
  const maxes = [a.max, b.max].filter((value) => value !== undefined)
  return {
    ...(mins.length > 0 && { min: Math.max(...mins) }),
    ...(maxes.length > 0 && { max: Math.min(...maxes) }),
  }
}
