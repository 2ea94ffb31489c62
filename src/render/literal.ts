/**
 * Typed printers: the only way for text from a description to reach a code position.
 * Each makes one kind of token of one output language and cannot be broken out of.
 */

/**
 * A TypeScript string, in single quotes unless it holds more of them than of double ones. Control characters, line
 * separators and invisible marks are escaped, so nothing in the input can end the literal or hide code.
 *
 * @example
 * stringLiteral("it's") // "'it\\'s'", printed as "it's" in double quotes where that needs no escape
 */
export function stringLiteral(text: string): string {
  const body = text.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|\\/gu, escapeCharacter)
  // As formatters have it: the quotes of which fewer have to be escaped.
  const [singles, doubles] = [body.split("'").length, body.split('"').length]
  return singles > doubles ? `"${body.replaceAll('"', '\\"')}"` : `'${body.replaceAll("'", "\\'")}'`
}

/**
 * A JSON value as TypeScript: strings by {@link stringLiteral}, the rest as JSON.
 *
 * @example
 * literal({ a: ['x'] }) // "{ a: ['x'] }"
 */
export function literal(value: unknown): string {
  if (typeof value === 'string') return stringLiteral(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value === 'object' && value !== null) return objectLiteral(Object.entries(value))
  return JSON.stringify(value)
}

/**
 * A name in a TypeScript position. It must already be an identifier: names are validated, never escaped.
 *
 * @throws Error when it is not: that is a bug in an earlier room
 */
export function identifier(name: string): string {
  if (!/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name)) throw new Error(`not an identifier: ${JSON.stringify(name)}`)
  return name
}

/** A property key: bare when it is an identifier, else a string literal. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) && name !== '__proto__' ? name : stringLiteral(name)
}

function objectLiteral(entries: readonly [string, unknown][]): string {
  if (entries.length === 0) return '{}'
  return `{ ${entries.map(([key, value]) => `${objectKey(key)}: ${literal(value)}`).join(', ')} }`
}

/** A key in an object: `__proto__: x` sets the prototype, `['__proto__']: x` is a property like any other. */
export function objectKey(key: string): string {
  return key === '__proto__' ? "['__proto__']" : propertyKey(key)
}

function escapeCharacter(character: string): string {
  const short: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
  return short[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`
}
