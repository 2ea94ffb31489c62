import type { Field, FieldType } from './model.ts'

/** The types of PostgreSQL that hold what a field holds; what stands in brackets is compared apart. */
const SQL_TYPES: Readonly<Record<FieldType['kind'], readonly string[] | undefined>> = {
  string: ['varchar', 'text', 'char', 'citext'],
  text: ['text', 'varchar', 'citext'],
  slug: ['varchar', 'text', 'citext'],
  email: ['varchar', 'text', 'citext'],
  url: ['varchar', 'text', 'citext'],
  // An enum of PostgreSQL has a name of its own.
  enum: undefined,
  uuid: ['uuid'],
  smallint: ['smallint', 'smallserial'],
  int: ['integer', 'serial', 'smallint', 'smallserial'],
  bigint: ['bigint', 'bigserial'],
  real: ['real'],
  double: ['double precision', 'real'],
  decimal: ['numeric'],
  date: ['date'],
  time: ['time'],
  datetime: ['timestamp', 'timestamp with time zone'],
  boolean: ['boolean'],
  json: ['jsonb', 'json'],
  bytes: ['bytea'],
}

/** Whether a column of this type holds the values of a field; a longer text than the column takes is not held. */
export function holds(sqlType: string, { type, array }: Pick<Field, 'type' | 'array'>): boolean {
  const [, name = '', bracketed, rest = ''] =
    /^([a-z ]+?)\s*(?:\(([^)]*)\))?( with time zone)?(?:\[.*)?$/.exec(sqlType) ?? []
  if (array !== /\[/.test(sqlType)) return false
  const names = SQL_TYPES[type.kind]
  if (names === undefined) return true
  const length = LENGTHS[type.kind] ?? (type.kind === 'string' ? type.max : 0)
  if (bracketed !== undefined && /char/.test(name) && length > Number(bracketed)) return false
  return names.includes(name) || names.includes(`${name}${rest}`)
}

/** How long the texts of a type may be. */
const LENGTHS: Partial<Record<FieldType['kind'], number>> = { slug: 80, email: 254, url: 2048, text: 65_535 }
