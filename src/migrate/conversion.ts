import { isWidening } from './widening.ts'

/**
 * The expression that makes a value of one type from the one of another, for `USING`; undefined where PostgreSQL takes
 * every value as it is. What cannot be read as the new type makes the migration fail, and nothing is changed then.
 *
 * @example
 * conversion('"total"', 'text', 'integer') // '"total"::integer'
 */
export function conversion(column: string, from: string, to: string): string | undefined {
  if (isWidening(from, to)) return undefined
  const [old, wanted] = [itemOf(from), itemOf(to)]
  if (old.isArray && wanted.isArray) return `${column}::text[]::${to}`
  if (old.isArray && wanted.name === 'jsonb') return `to_jsonb(${column})`
  if (old.isArray) return `${column}[1]::text::${to}`
  // Of a value that is missing no list is made.
  if (wanted.isArray) return `CASE WHEN ${column} IS NOT NULL THEN ARRAY[${column}]::text[]::${to} END`
  return scalar(column, old.name, to)
}

function scalar(column: string, from: string, to: string): string {
  const name = itemOf(to).name
  if (from === 'jsonb') return `(${column} #>> '{}')::${to}`
  if (name === 'jsonb') return from === 'bytea' ? `to_jsonb(${base64(column)})` : `to_jsonb(${column})`
  // The API has bytes as base64, so that is what their text is.
  if (from === 'bytea') return `${base64(column)}::${to}`
  if (name === 'bytea') return `decode(${column}::text, 'base64')`
  if (from === 'boolean' && NUMBERS.has(name)) return `${column}::integer::${to}`
  if (NUMBERS.has(from) && name === 'boolean') return `${column} <> 0`
  if (isCast(from, name)) return `${column}::${to}`
  return `${column}::text::${to}`
}

/** Lines are broken every 76 characters, which no API does. */
function base64(column: string): string {
  return `translate(encode(${column}, 'base64'), E'\\n', '')`
}

const NUMBERS: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric'])
const TEXTS: ReadonlySet<string> = new Set(['text', 'varchar'])
const TIMES: Readonly<Record<string, readonly string[]>> = {
  date: ['timestamp'],
  timestamp: ['date', 'time'],
}

/** Whether PostgreSQL has a cast between the two that is not by way of their texts. */
function isCast(from: string, to: string): boolean {
  if (TEXTS.has(from) || TEXTS.has(to)) return true
  return (NUMBERS.has(from) && NUMBERS.has(to)) || (TIMES[from]?.includes(to) ?? false)
}

/** `varchar` of `varchar(80)[]`, and that it is a list. */
function itemOf(type: string): { readonly name: string; readonly isArray: boolean } {
  const name = /^(?:double precision|\w+)/.exec(type)?.[0] ?? type
  return { name, isArray: /\[\d*\]$/.test(type) }
}
