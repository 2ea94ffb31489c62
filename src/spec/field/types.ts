import type { GuardedOperation, HookName, HttpMethod, OnDelete, OperationName, PlainType } from '../spec.ts'

/** The types of values that take no argument, in the order of the manual. */
export const PLAIN_TYPES = [
  'text',
  'slug',
  'email',
  'url',
  'uuid',
  'smallint',
  'int',
  'bigint',
  'real',
  'double',
  'date',
  'time',
  'datetime',
  'boolean',
  'json',
  'bytes',
] as const satisfies readonly PlainType[]

/** Every type that a field may name. */
export const TYPE_NAMES = ['string', ...PLAIN_TYPES, 'decimal', 'enum', 'secret', 'ref', 'many'] as const

/** The types that `= now` is a default of. */
export const TIME_TYPES: ReadonlySet<string> = new Set(['date', 'time', 'datetime'])

/** The types that hold numbers, which take `min()` and `max()`. */
export const NUMBER_TYPES: ReadonlySet<string> = new Set(['smallint', 'int', 'bigint', 'real', 'double', 'decimal'])

/** The operations in their order. */
export const OPERATIONS = [
  'list',
  'get',
  'create',
  'update',
  'delete',
  'bulkCreate',
  'bulkUpdate',
] as const satisfies readonly OperationName[]

/** The operations that have an access rule of their own. */
export const GUARDED_OPERATIONS = [
  'list',
  'get',
  'create',
  'update',
  'delete',
] as const satisfies readonly GuardedOperation[]

/** Where hooks may be asked for. */
export const HOOKS = [
  'beforeCreate',
  'afterCreate',
  'beforeUpdate',
  'afterUpdate',
  'beforeDelete',
  'afterDelete',
  'afterCommit',
] as const satisfies readonly HookName[]

/** The methods of actions and calls, as their keys are written. */
export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const satisfies readonly HttpMethod[]

/** What may stand in `onDelete()`. */
export const ON_DELETE = ['cascade', 'restrict', 'set null'] as const satisfies readonly OnDelete[]

/** What people coming from elsewhere type, and what it is called here. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['array', 'put `[]` behind the type of the items: `string(..30)[]`'],
  ['blob', 'type `bytes`'],
  ['bool', 'type `boolean`'],
  ['bytea', 'type `bytes`'],
  ['char', 'type `string(..20)`, with the greatest length'],
  ['currency', 'type `decimal(10, 2)`'],
  ['float', 'type `double`, or `decimal(10, 2)` for money'],
  ['float4', 'type `real`'],
  ['float8', 'type `double`'],
  ['hasmany', 'the other side of a `ref` is there by itself; two-way lists are written `many product`'],
  ['integer', 'type `int`'],
  ['jsonb', 'type `json`'],
  ['long', 'type `bigint`'],
  ['manytomany', 'type `many` and the name of a resource: `many product`'],
  ['money', 'type `decimal(10, 2)`'],
  ['number', 'type `int`, `double`, or `decimal(10, 2)` for money'],
  ['numeric', 'type `decimal(10, 2)`'],
  ['object', 'type `json`'],
  ['password', 'type `secret`'],
  ['relation', 'type `ref` and the name of a resource: `ref customer`'],
  ['belongsto', 'type `ref` and the name of a resource: `ref customer`'],
  ['serial', 'type `int generated`'],
  ['bigserial', 'type `bigint generated`'],
  ['str', 'type `string`'],
  ['timestamp', 'type `datetime`'],
  ['timestamptz', 'type `datetime`'],
  ['varchar', 'type `string(..20)`, with the greatest length'],
])

/** What to type instead of a type from another language, with what stood in its parentheses. */
export function typeFromElsewhere(word: string, given = ''): string | undefined {
  const hint = ELSEWHERE.get(word.toLowerCase())
  const [, first, second] = given.match(/^\s*(\d{1,5})\s*(?:,\s*(\d{1,5})\s*)?$/) ?? []
  if (first === undefined) return hint
  return hint
    ?.replace(/`string\(\.\.20\)`.*/, `\`string(..${first})\``)
    .replace('(10, 2)', `(${first}, ${second ?? 0})`)
}

/** Whether a word stands in a list; for lists that are narrower than the word. */
export function isOneOf<Word extends string>(list: readonly Word[], word: string): word is Word {
  return list.some((one) => one === word)
}
