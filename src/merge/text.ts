import { createHash } from 'node:crypto'

/** The text with LF line ends: what all texts are compared and hashed as, so that a CRLF checkout is not an edit. */
export function toLf(text: string): string {
  return text.replaceAll('\r\n', '\n')
}

/** The SHA-256 of the LF-normalised text, as 64 hexadecimal digits: the name of its object in `.ashlar/objects`. */
export function digest(text: string): string {
  return sha256(toLf(text))
}

/** The SHA-256 of exactly these bytes (a string counts as UTF-8), as 64 hexadecimal digits. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * `text` with the line ends of `model`: a line that both have keeps its own, the others get those of most lines; LF when
 * there is no model.
 */
export function withLineEndsOf(model: string | undefined, text: string): string {
  const lf = toLf(text)
  if (model === undefined || !model.includes('\r\n')) return lf
  const usual = isMostlyCrlf(model) ? '\r\n' : '\n'
  const ends = lineEndsOf(model)
  const lines = lf.split('\n')
  const last = lines.pop() ?? ''
  return lines.map((line) => line + (ends.get(line)?.shift() ?? usual)).join('') + last
}

/** By the text of a line the ends of the lines that say so, in their order. */
function lineEndsOf(text: string): Map<string, string[]> {
  const ends = new Map<string, string[]>()
  for (const [, line = '', end = ''] of text.matchAll(/([^\n]*?)(\r?\n)/g)) {
    const known = ends.get(line)
    if (known === undefined) ends.set(line, [end])
    else known.push(end)
  }
  return ends
}

function isMostlyCrlf(text: string): boolean {
  const crlf = text.split('\r\n').length - 1
  const all = text.split('\n').length - 1
  return crlf * 2 > all
}
