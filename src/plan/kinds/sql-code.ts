import { literal } from '../../render/literal.ts'
import { sqlTemplate } from '../../render/sql.ts'

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
