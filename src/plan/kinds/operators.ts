import type { Field, FieldType } from '../../model/model.ts'

/** What stands in brackets behind the name of a filter: `price[gte]`; nothing for equality. */
export type Operator = '' | 'in' | 'null' | 'gt' | 'gte' | 'lt' | 'lte' | 'contains' | 'startsWith'

/** Types of which more than equality is asked. */
const OPERATORS: Readonly<Record<FieldType['kind'], readonly Operator[]>> = {
  string: ['', 'contains', 'startsWith'],
  text: ['', 'contains', 'startsWith'],
  url: ['', 'contains', 'startsWith'],
  slug: ['', 'in', 'contains', 'startsWith'],
  email: ['', 'in', 'contains', 'startsWith'],
  enum: ['', 'in'],
  uuid: ['', 'in'],
  smallint: ['', 'in', 'gt', 'gte', 'lt', 'lte'],
  int: ['', 'in', 'gt', 'gte', 'lt', 'lte'],
  bigint: ['', 'in', 'gt', 'gte', 'lt', 'lte'],
  real: ['', 'gt', 'gte', 'lt', 'lte'],
  double: ['', 'gt', 'gte', 'lt', 'lte'],
  decimal: ['', 'in', 'gt', 'gte', 'lt', 'lte'],
  date: ['', 'in', 'gt', 'gte', 'lt', 'lte'],
  time: ['', 'gt', 'gte', 'lt', 'lte'],
  datetime: ['', 'gt', 'gte', 'lt', 'lte'],
  boolean: [''],
  json: [],
  bytes: [],
}

/** By what a list can be filtered by a field. A list of values has commas, so texts that may hold some have none. */
export function operatorsOf({ type, array, optional, reference }: Field): readonly Operator[] {
  const nulls: Operator[] = optional ? ['null'] : []
  if (array) return ['contains', ...nulls]
  if (reference !== undefined) return [...(KEYS[type.kind] ?? ['']), ...nulls]
  if (type.kind === 'enum' && type.values.some((value) => value.includes(','))) return ['', ...nulls]
  return [...OPERATORS[type.kind], ...nulls]
}

/** A key is equal to another one or it is not. */
const KEYS: Partial<Record<FieldType['kind'], readonly Operator[]>> = {
  uuid: ['', 'in'],
  slug: ['', 'in'],
  email: ['', 'in'],
  smallint: ['', 'in'],
  int: ['', 'in'],
  bigint: ['', 'in'],
}

/** The function of `src/db/filters.ts` that an operator is. */
export function filterFunction(operator: Operator, { array }: Field): string {
  if (array && operator === 'contains') return 'holding'
  return FUNCTIONS[operator]
}

const FUNCTIONS: Readonly<Record<Operator, string>> = {
  '': 'equals',
  in: 'anyOf',
  null: 'missing',
  gt: 'above',
  gte: 'atLeast',
  lt: 'below',
  lte: 'atMost',
  contains: 'containing',
  startsWith: 'startingWith',
}
