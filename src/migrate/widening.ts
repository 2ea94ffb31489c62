/** The types that hold every value of a type, where neither has a length or a precision. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  smallint: ['integer', 'bigint', 'real', 'double precision'],
  integer: ['bigint', 'double precision'],
  real: ['double precision'],
}

/** Text in a key. */
const COLLATED = ' COLLATE "C"'

/**
 * Whether a column can take the other type with every value as it is: PostgreSQL's plain widenings.
 *
 * @example
 * isWidening('varchar(80)', 'text') // true
 * isWidening('numeric(10, 4)', 'numeric(10, 2)') // false
 */
export function isWidening(from: string, to: string): boolean {
  if (WIDER[from]?.includes(to)) return true
  // What holds of each item holds of the list.
  if (from.endsWith('[]') && to.endsWith('[]')) return isWidening(from.slice(0, -2), to.slice(0, -2))
  // How texts are sorted changes none of them.
  const [old, wanted] = [from.replace(COLLATED, ''), to.replace(COLLATED, '')]
  if (old !== from || wanted !== to) return old === wanted || isWidening(old, wanted)
  const [before, after] = [parsed(from), parsed(to)]
  if (before === undefined || after === undefined || before.array !== after.array) return false
  if (before.name === 'varchar') return isLonger(before.sizes, after)
  return before.name === 'numeric' && after.name === 'numeric' && hasMoreDigits(before.sizes, after.sizes)
}

interface SizedType {
  readonly name: string
  /** `[10, 2]` of `numeric(10, 2)`; empty where there is no bound. */
  readonly sizes: readonly number[]
  readonly array: string
}

function parsed(type: string): SizedType | undefined {
  const match = /^(\w+)(?:\((\d+)(?:, ?(\d+))?\))?((?:\[\d*\])*)$/.exec(type)
  if (match === null) return undefined
  const [, name = '', first, second, array = ''] = match
  return { name, sizes: [first, second].filter((size) => size !== undefined).map(Number), array }
}

function isLonger([length = Number.POSITIVE_INFINITY]: readonly number[], { name, sizes }: SizedType): boolean {
  if (name === 'text') return true
  return name === 'varchar' && (sizes[0] ?? Number.POSITIVE_INFINITY) >= length
}

function hasMoreDigits(before: readonly number[], after: readonly number[]): boolean {
  const [digits, scale = 0] = after
  if (digits === undefined) return true
  const [digitsBefore = Number.POSITIVE_INFINITY, scaleBefore = 0] = before
  return digits >= digitsBefore && scale === scaleBefore
}
