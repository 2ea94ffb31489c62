import { sqlString } from './sql.ts'

/** A type, as far as it decides how a constant of it is written. */
export interface ConstantType {
  /** `string`, `bigint`, `json`, … as in the description. */
  readonly kind: string
  readonly array: boolean
}

/**
 * A value of the description as an SQL constant, which the database reads as the type of its column.
 *
 * @example
 * sqlConstant(["it's"], { kind: 'text', array: true }) // '{"it''s"}'
 */
export function sqlConstant(value: unknown, { kind, array }: ConstantType): string {
  if (array) return sqlText(arrayText(Array.isArray(value) ? value : []))
  if (kind === 'json') return `${sqlText(JSON.stringify(value))}::jsonb`
  return typeof value === 'string' && !WITHOUT_QUOTES.has(kind) ? sqlText(value) : String(value)
}

/** The time at which a row is made, as a column of the type has it. */
export function sqlNow(kind: string): string {
  return CLOCKS[kind] ?? 'now()'
}

const CLOCKS: Readonly<Record<string, string>> = { date: 'current_date', time: 'localtime' }

/** 64 bits are more than a JSON number holds, so they may come as text. */
const WITHOUT_QUOTES: ReadonlySet<string> = new Set(['bigint'])

/** Where drizzle's migrator cuts a file into statements, even inside a constant. */
export const SPLITTER = '--> statement-breakpoint'

/** A text as a constant that no migrator cuts in two. */
export function sqlText(text: string): string {
  if (!text.includes(SPLITTER)) return sqlString(text)
  return `E${sqlString(text.replaceAll('\\', '\\\\')).replaceAll(SPLITTER, SPLITTER.replace('>', '\\x3E'))}`
}

/** `{"a","b"}` */
function arrayText(items: readonly unknown[]): string {
  return `{${items.map((item) => `"${String(item).replaceAll(/["\\]/g, '\\$&')}"`).join()}}`
}
