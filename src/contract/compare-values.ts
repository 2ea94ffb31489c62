import {
  type ApiChangeKind,
  type Direction,
  type Effect,
  effectOf,
  type Shift,
  type ValueChange,
} from './api-change.ts'
import { type Bounds, matches, type Schema } from './schema.ts'

/** Two states of one schema, and which way its values go. */
export interface Pair {
  readonly before: Schema
  readonly after: Schema
  readonly direction: Direction
}

/** What changed of the values that a schema takes by itself, whatever is in them. */
export function compareValues(pair: Pair): ValueChange[] {
  const types = typeChange(pair)
  const nullable = compareNull(pair)
  // What it is says more than how large or how long it is.
  if (types !== undefined && isAnother(pair, types.shift)) return [types.change, ...nullable]
  const values = valueChanges(pair)
  // A list of values says more than how long they are.
  const isListed = pair.before.values !== undefined || pair.after.values !== undefined
  const limits = isListed ? [] : limitChanges(pair)
  return [...(types === undefined ? [] : [types.change]), ...nullable, ...values, ...limits, ...otherChanges(pair)]
}

function isAnother({ before, after }: Pair, shift: Shift): boolean {
  return shift === 'changed' || before.types === undefined || after.types === undefined
}

function change(kind: ApiChangeKind, effect: Effect, words: { from?: string; to?: string } = {}): ValueChange {
  return { kind, effect, path: '', ...words }
}

function typeChange({ before, after, direction }: Pair) {
  const [isKept, isOld] = [isWithin(before.types, after.types), isWithin(after.types, before.types)]
  if (isKept && isOld) return undefined
  const shift: Shift = isKept ? 'widened' : isOld ? 'narrowed' : 'changed'
  const words = { from: typeWords(before), to: typeWords(after) }
  return { shift, change: change('type', effectOf(direction, shift, 'breaking'), words) }
}

type Types = Schema['types']

function isWithin(some: Types, all: Types): boolean {
  if (all === undefined) return true
  return some?.every((type) => all.includes(type) || (type === 'integer' && all.includes('number'))) ?? false
}

function typeWords({ types, format }: Schema): string {
  const name = types?.join(' or ') ?? 'anything'
  return format === undefined ? name : `${name} (${format})`
}

/** Whether null came or went. */
export function compareNull({ before, after, direction }: Pair): ValueChange[] {
  if (before.nullable === after.nullable || takesAny(before) || takesAny(after)) return []
  return after.nullable
    ? [change('nullAdded', effectOf(direction, 'widened', 'breaking'))]
    : [change('nullRemoved', effectOf(direction, 'narrowed', 'breaking'))]
}

/** Null is one of its values then, and the type says it. */
function takesAny({ types, variants }: Schema): boolean {
  return types === undefined && variants.length === 0
}

/** A client may have no branch for a value that it does not know, or not mind. */
function valueChanges({ before, after, direction }: Pair): ValueChange[] {
  if (before.values === undefined && after.values === undefined) return []
  const otherwise = direction === 'request' ? 'breaking' : 'mayBreak'
  if (before.values === undefined) {
    const effect = effectOf(direction, areTaken(after, before) ? 'narrowed' : 'changed', otherwise)
    return [change('valuesListed', effect, { to: words(after.values) })]
  }
  if (after.values === undefined) {
    const effect = effectOf(direction, areTaken(before, after) ? 'widened' : 'changed', otherwise)
    return [change('valuesOpened', effect, { from: words(before.values) })]
  }
  const [old, next] = [before.values.map(word), after.values.map(word)]
  const [removed, added] = [effectOf(direction, 'narrowed', otherwise), effectOf(direction, 'widened', otherwise)]
  return [
    ...old.filter((value) => !next.includes(value)).map((from) => change('valueRemoved', removed, { from })),
    ...next.filter((value) => !old.includes(value)).map((to) => change('valueAdded', added, { to })),
  ]
}

/** Whether values are listed that another schema takes, which lists none. */
function areTaken({ values = [], format }: Schema, open: Schema): boolean {
  if (open.format !== undefined && open.format !== format) return false
  return values.every((value) => {
    if (typeof value === 'number') return isBetween(value, open.range)
    if (typeof value !== 'string') return true
    return isBetween(Array.from(value).length, open.length) && matches(open.pattern, value)
  })
}

function isBetween(amount: number, { low, high }: Bounds): boolean {
  return low <= amount && amount <= high
}

function words(values: Schema['values'] = []): string {
  return values.map(word).join(', ')
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function limitChanges(pair: Pair): ValueChange[] {
  const { before, after } = pair
  const text =
    before.digits !== undefined && after.digits !== undefined
      ? digitsChange(pair)
      : [...boundsChange(pair, 'length'), ...patternChange(pair)]
  return [
    ...formatChange(pair),
    ...text,
    ...boundsChange(pair, 'range'),
    ...boundsChange(pair, 'items'),
    ...boundsChange(pair, 'size'),
  ]
}

/** A format that goes leaves any text, which a client may not mind. */
function formatChange({ before, after, direction }: Pair): ValueChange[] {
  const [from, to] = [before.format, after.format]
  // With another type there is another format, and the type has been said.
  if (from === to || !(isWithin(before.types, after.types) && isWithin(after.types, before.types))) return []
  const isWider = to === undefined || (from === 'float' && to === 'double')
  const isNarrower = from === undefined || (from === 'double' && to === 'float')
  const shift: Shift = isWider ? 'widened' : isNarrower ? 'narrowed' : 'changed'
  const otherwise = direction === 'response' && shift === 'widened' ? 'mayBreak' : 'breaking'
  return [change('format', effectOf(direction, shift, otherwise), { from: from ?? 'any', to: to ?? 'any' })]
}

function digitsChange({ before, after, direction }: Pair): ValueChange[] {
  const [from, to] = [before.digits, after.digits]
  if (from === undefined || to === undefined) return []
  const shift = shiftBetween(
    from.whole < to.whole || from.fraction < to.fraction,
    from.whole > to.whole || from.fraction > to.fraction,
  )
  if (shift === undefined) return []
  const effect = effectOf(direction, shift, direction === 'request' ? 'breaking' : 'mayBreak')
  return [change('digits', effect, { from: `${from.whole}.${from.fraction}`, to: `${to.whole}.${to.fraction}` })]
}

const BOUNDS = { length: 'length', range: 'range', items: 'items', size: 'properties' } as const

/** What is longer or larger than a client has room for may be cut there; most have room. */
function boundsChange({ before, after, direction }: Pair, which: keyof typeof BOUNDS): ValueChange[] {
  const [from, to] = [before[which], after[which]]
  const shift = shiftBetween(to.low < from.low || to.high > from.high, to.low > from.low || to.high < from.high)
  if (shift === undefined) return []
  const effect = effectOf(direction, shift, direction === 'request' ? 'breaking' : 'mayBreak')
  return [change(BOUNDS[which], effect, { from: boundsWords(from, which), to: boundsWords(to, which) })]
}

function shiftBetween(isWider: boolean, isNarrower: boolean): Shift | undefined {
  if (isWider) return isNarrower ? 'changed' : 'widened'
  return isNarrower ? 'narrowed' : undefined
}

/** `1..80`, `..80`, `1..`; `any` where there is no bound. */
function boundsWords({ low, high }: Bounds, which: keyof typeof BOUNDS): string {
  const none = which === 'range' ? Number.NEGATIVE_INFINITY : 0
  if (low === none && high === Number.POSITIVE_INFINITY) return 'any'
  return [low, high].map((bound) => (Number.isFinite(bound) ? String(bound) : '')).join('..')
}

/** Which of two patterns takes more nobody can tell. */
function patternChange({ before, after, direction }: Pair): ValueChange[] {
  const [from, to] = [before.pattern, after.pattern]
  if (from === to) return []
  const shift: Shift = to === undefined ? 'widened' : from === undefined ? 'narrowed' : 'changed'
  const otherwise = direction === 'request' && shift === 'narrowed' ? 'breaking' : 'mayBreak'
  return [change('pattern', effectOf(direction, shift, otherwise), { from: from ?? 'any', to: to ?? 'any' })]
}

function otherChanges({ before, after, direction }: Pair): ValueChange[] {
  const names = [...new Set([...Object.keys(before.rest), ...Object.keys(after.rest)])]
  const changed = names.filter((name) => JSON.stringify(before.rest[name]) !== JSON.stringify(after.rest[name]))
  return [
    ...uniqueChange({ before, after, direction }),
    ...defaultChange({ before, after, direction }),
    ...changed.map((to) => change('other', 'mayBreak', { to })),
  ]
}

function uniqueChange({ before, after, direction }: Pair): ValueChange[] {
  if (before.unique === after.unique) return []
  const otherwise = direction === 'request' ? 'breaking' : 'mayBreak'
  const effect = effectOf(direction, after.unique ? 'narrowed' : 'widened', otherwise)
  return [change('unique', effect, { to: String(after.unique) })]
}

/** What is meant by leaving a value out is asked of requests only. */
function defaultChange({ before, after, direction }: Pair): ValueChange[] {
  const [from, to] = [before.default, after.default].map((value) => (value === undefined ? 'none' : word(value)))
  if (from === undefined || to === undefined || from === to || direction === 'response') return []
  return [change('default', 'mayBreak', { from, to })]
}
