import type { Field } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { SPLITTER, sqlConstant, sqlNow } from '../../render/sql-constant.ts'
import { type Code, code, value } from '../code.ts'
import { sqlCode } from './sql-code.ts'

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
  return code(`default(sql\`${sqlNow(kind)}\`)`, value('sql', 'drizzle-orm'))
}

/**
 * The default as SQL, where drizzle-kit cannot be trusted with the value: it does not double the quotes in arrays and
 * in JSON, has no bigint, and takes a JSON text for SQL.
 */
function sqlDefault({ array, type }: Field, given: unknown): string | undefined {
  const isTold =
    (array && Array.isArray(given) && given.length > 0) ||
    (!array && type.kind === 'bigint') ||
    (!array && type.kind === 'json' && !isEmptyObject(given)) ||
    (!array && typeof given === 'string' && given.includes(SPLITTER))
  return isTold ? sqlConstant(given, { kind: type.kind, array }) : undefined
}

function isEmptyObject(given: unknown): boolean {
  return typeof given === 'object' && given !== null && !Array.isArray(given) && Object.keys(given).length === 0
}
