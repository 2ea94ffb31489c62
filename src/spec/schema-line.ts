/** What tells editors where the JSON Schema of a description is. */
const SCHEMA_LINE = '# yaml-language-server: $schema=./node_modules/create-ashlar/schema/ashlar.schema.json'

/**
 * The text of a YAML description with a first line that tells editors where its JSON Schema is; one that says so
 * already, or has another schema, stays as it is.
 *
 * @example
 * withSchemaLine('ashlar: 1\n') // '# yaml-language-server: $schema=…\nashlar: 1\n'
 */
export function withSchemaLine(text: string): string {
  if (/^\uFEFF?(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*# *yaml-language-server: *\$schema=/.test(text)) return text
  const [mark, rest] = text.startsWith('\uFEFF') ? ['\uFEFF', text.slice(1)] : ['', text]
  return `${mark}${SCHEMA_LINE}${/\r\n/.test(text) ? '\r\n' : '\n'}${rest}`
}
