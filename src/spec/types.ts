import type { OnDelete, OperationName, PlainType } from './spec.ts'

/** The types that take no argument, in the order of the manual. */
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
export const TYPE_NAMES = ['string', ...PLAIN_TYPES, 'decimal', 'enum', 'ref'] as const

/** The types that `= now` is a default of. */
export const TIME_TYPES: ReadonlySet<string> = new Set(['date', 'time', 'datetime'])

/** The operations in their order. */
export const OPERATIONS = ['list', 'get', 'create', 'update', 'delete'] as const satisfies readonly OperationName[]

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
  ['integer', 'type `int`'],
  ['jsonb', 'type `json`'],
  ['long', 'type `bigint`'],
  ['money', 'type `decimal(10, 2)`'],
  ['number', 'type `int`, `double`, or `decimal(10, 2)` for money'],
  ['numeric', 'type `decimal(10, 2)`'],
  ['object', 'type `json`'],
  ['password', 'type `string(..200) internal`'],
  ['relation', 'type `ref` and the name of a resource: `ref customer`'],
  ['belongsto', 'type `ref` and the name of a resource: `ref customer`'],
  ['serial', 'type `int generated`'],
  ['bigserial', 'type `bigint generated`'],
  ['str', 'type `string`'],
  ['timestamp', 'type `datetime`'],
  ['timestamptz', 'type `datetime`'],
  ['varchar', 'type `string(..20)`, with the greatest length'],
])

/** What to type instead of a type from another language. */
export function typeFromElsewhere(word: string): string | undefined {
  return ELSEWHERE.get(word.toLowerCase())
}
