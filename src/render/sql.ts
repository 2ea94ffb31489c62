import { stringLiteral } from './literal.ts'

/**
 * SQL text inside a tagged template literal of TypeScript (``sql`…` ``).
 *
 * @throws Error on characters that end or fill a template literal: values are validated before they come here
 */
export function sqlTemplate(text: string): string {
  if (/[`\\]|\$\{/.test(text)) throw new Error(`not safe in a template literal: ${stringLiteral(text)}`)
  return text
}

/** An SQL string constant: quotes are doubled. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
