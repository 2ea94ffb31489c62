import type { Field } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type Code, code, value } from '../code.ts'
import { SPLITTER, sqlCode, sqlConstant } from './sql-constant.ts'

/** The call that gives a column its default: `default(0)`; empty text where the database has none. */
export function defaultCall(field: Field): Code {
  const { made, type, default: given } = field
  if (made === 'createdAt' || made === 'updatedAt') return code('defaultNow()')
  if (made === 'version') return code('default(1)')
  if (given === undefined) return code('')
  if (given.kind === 'now') return nowDefault(type.kind)
  const sql = sqlDefault(field, given.value)
  if (sql !== undefined) return code(`default(${sqlCode(sql)})`, value('sql', 'drizzle-orm'))
  if (type.kind === 'datetime' && !field.array) return code(`default(new Date(${literal(given.value)}))`)
  return code(`default(${literal(given.value)})`)
}

function nowDefault(kind: Field['type']['kind']): Code {
  if (kind === 'datetime') return code('defaultNow()')
  const clock = kind === 'date' ? 'current_date' : 'localtime'
  return code(`default(sql\`${clock}\`)`, value('sql', 'drizzle-orm'))
}

/**
 * The default as SQL, where drizzle-kit cannot be trusted with the value: it does not double the quotes in arrays and
 * in JSON, has no bigint, and takes a JSON text for SQL.
 */
function sqlDefault({ array, type }: Field, given: unknown): string | undefined {
  if (array) return Array.isArray(given) && given.length > 0 ? sqlConstant(arrayText(given)) : undefined
  if (type.kind === 'bigint') return String(given)
  if (type.kind === 'json' && !isEmptyObject(given)) return `${sqlConstant(JSON.stringify(given))}::jsonb`
  return typeof given === 'string' && given.includes(SPLITTER) ? sqlConstant(given) : undefined
}

/** `{"a","b"}`, which the database reads as the type of its column. */
function arrayText(items: readonly unknown[]): string {
  return `{${items.map((item) => `"${String(item).replaceAll(/["\\]/g, '\\$&')}"`).join()}}`
}

function isEmptyObject(given: unknown): boolean {
  return typeof given === 'object' && given !== null && !Array.isArray(given) && Object.keys(given).length === 0
}
