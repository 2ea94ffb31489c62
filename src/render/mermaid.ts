/**
 * The name of an entity, or the label of a relation, in a Mermaid diagram: in quotes, because Mermaid has words of its
 * own, such as `class` and `end`. It must be a name already: names are validated, never escaped.
 *
 * @throws Error when it is not: that is a bug in an earlier room
 */
export function mermaidName(name: string): string {
  return `"${safe(name)}"`
}

/** The name of an attribute. Those that Mermaid would take for the mark of a key get an underscore. */
export function mermaidAttribute(name: string): string {
  return /^(?:pk|fk|uk)$/i.test(name) ? `${safe(name)}_` : safe(name)
}

/** Any text in quotes. What could be more than text to Mermaid, or end the block of code, stands as a character reference. */
export function mermaidText(text: string): string {
  const body = text.replaceAll(/[^\p{L}\p{N} _-]/gu, (character) => `#${character.codePointAt(0)};`)
  return `"${body}"`
}

function safe(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) throw new Error(`not a name: ${JSON.stringify(name)}`)
  return name
}
