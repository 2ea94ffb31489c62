/** The Zod building blocks of `src/http/scalars.ts`: one unit a name, in the order in which they stand there. */
export const SCALARS = {
  text: `/**
 * Text of \`min\` to \`max\` code points, which is how PostgreSQL counts. NUL and lone surrogates are refused: it cannot
 * store the one and would change the other.
 */
export const text = (min: number, max: number) =>
  z
    .string()
    .refine((value) => !value.includes('\\0') && value.isWellFormed(), 'must be text without NUL or lone surrogates')
    .refine((value) => value.length >= min && [...value].length >= min, \`must have at least \${min} characters\`)
    .refine((value) => value.length <= max || [...value].length <= max, \`must have at most \${max} characters\`)`,
  slug: `/** Lower-case words joined by hyphens: \`winter-sale\`. */
export const slug = () =>
  z
    .string()
    .max(80)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters and digits, joined by hyphens')`,
  email: `/** An e-mail address, kept in lower case so that one person cannot have two. */
export const email = () => z.email().max(254).toLowerCase()`,
  url: `/** An http or https address. */
export const url = () => z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(2_048)`,
  bigInteger: `/** A whole number of 64 bits. It travels as text, because JSON numbers lose digits beyond 2^53. */
export const bigInteger = ({ min = '-9223372036854775808', max = '9223372036854775807' }: Bounds = {}) =>
  z
    .string()
    .regex(/^-?\\d{1,19}$/, 'must be a whole number in quotes')
    .transform(BigInt)
    .refine((value) => value >= BigInt(min), \`must be at least \${min}\`)
    .refine((value) => value <= BigInt(max), \`must be at most \${max}\`)`,
  decimal: `/** A decimal number with at most \`scale\` digits after the point. It travels as text, so that no digit is lost. */
export const decimal = (precision: number, scale: number, { min = -Infinity, max = Infinity }: Bounds = {}) =>
  z
    .string()
    .regex(/^-?\\d+(?:\\.\\d+)?$/, 'must be a decimal number in quotes')
    .refine(
      (value) => fits(value, precision, scale),
      \`must have at most \${precision - scale} digits before and \${scale} after the point\`,
    )
    .refine((value) => Number(value) >= Number(min), \`must be at least \${min}\`)
    .refine((value) => Number(value) <= Number(max), \`must be at most \${max}\`)

function fits(value: string, precision: number, scale: number): boolean {
  const [whole = '', fraction = ''] = value.replace(/^-?0*/, '').split('.')
  return whole.length <= precision - scale && fraction.length <= scale
}`,
  datetime: `/** A point in time, RFC 3339 with an offset; kept to the millisecond. */
export const datetime = () => z.iso.datetime({ offset: true }).transform((value) => new Date(value))`,
  json: `/** Any JSON value but null, nested at most 32 levels deep. */
export const json = () =>
  z
    .unknown()
    .refine((value) => value !== undefined && value !== null, 'must be a JSON value other than null')
    .refine((value) => !isDeeperThan(32, value), 'must be nested at most 32 levels deep')

/** Level by level and not by recursion, which a hostile value could exhaust. */
function isDeeperThan(limit: number, value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true
    level = level
      .filter((item) => typeof item === 'object' && item !== null)
      .flatMap((item) => Object.values(item as object))
  }
  return false
}`,
  base64: `/** Bytes in base64, 64 KiB at most. */
export const base64 = () => z.base64().max(87_384)`,
  pathInteger: `/** A whole number in a path, where everything is text. */
export const pathInteger = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\\d{1,10}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max))`,
  pageLimit: `/** How many rows a page may have. */
export const pageLimit = (fallback: number, max: number) =>
  z
    .string()
    .regex(/^\\d{1,10}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(1).max(max))
    .default(fallback)`,
} as const

/** A name that {@link SCALARS} has. */
export type Scalar = keyof typeof SCALARS

/** What `bigInteger` and `decimal` share. */
export const BOUNDS = `/** Limits of a number that is written as text. */
interface Bounds {
  readonly min?: number | string
  readonly max?: number | string
}`

/** The building blocks of `src/db/columns.ts`. */
export const COLUMN_UNITS = {
  keyText: `/** Text in a key: ordered by code point on every database, so that pages meet without gap or overlap. */
export const keyText = customType<{ data: string; config: { length: number }; configRequired: true }>({
  dataType: ({ length }) => \`varchar(\${length}) COLLATE "C"\`,
})`,
  bytes: `/** Bytes, in base64 on this side. */
export const bytes = customType<{ data: string; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (base64) => Buffer.from(base64, 'base64'),
  fromDriver: (data) => Buffer.from(data).toString('base64'),
})`,
  asText: `/** A 64-bit column in an answer: text, because JSON numbers lose digits beyond 2^53. */
export function asText<Value extends string | null = string>(column: PgColumn): SQL<Value> {
  return sql<Value>\`\${column}\`.mapWith(String) as SQL<Value>
}`,
  asTexts: `/** An array of 64-bit numbers in an answer. */
export function asTexts<Value extends string[] | null = string[]>(column: PgColumn): SQL<Value> {
  return sql<Value>\`\${column}::text[]\` as SQL<Value>
}`,
} as const

/** A name that {@link COLUMN_UNITS} has. */
export type ColumnUnit = keyof typeof COLUMN_UNITS
