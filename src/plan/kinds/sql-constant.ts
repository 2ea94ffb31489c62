import { literal } from '../../render/literal.ts'
import { sqlString, sqlTemplate } from '../../render/sql.ts'

/** Where drizzle's migrator cuts a file into statements, even inside a constant. */
export const SPLITTER = '--> statement-breakpoint'

/** An SQL string constant that survives drizzle's migrator. */
export function sqlConstant(text: string): string {
  if (!text.includes(SPLITTER)) return sqlString(text)
  return `E${sqlString(text.replaceAll('\\', '\\\\')).replaceAll(SPLITTER, SPLITTER.replace('>', '\\x3E'))}`
}

/** SQL as a template where nothing in it needs an escape, which reads better. */
export function sqlCode(text: string): string {
  return isPlain(text) ? `sql\`${sqlTemplate(text)}\`` : `sql.raw(${literal(text)})`
}

/** SQL as a part of a template. */
export function sqlPart(text: string): string {
  return isPlain(text) ? sqlTemplate(text) : `\${sql.raw(${literal(text)})}`
}

const PLAIN = /^(?:(?![`\\$])[\p{L}\p{M}\p{N}\p{P}\p{S} ])*$/u

function isPlain(text: string): boolean {
  return PLAIN.test(text)
}
