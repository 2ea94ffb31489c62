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

/** `text` with the line ends that most lines of `model` have; LF when there is no model. */
export function withLineEndsOf(model: string | undefined, text: string): string {
  const lf = toLf(text)
  return model !== undefined && isMostlyCrlf(model) ? lf.replaceAll('\n', '\r\n') : lf
}

function isMostlyCrlf(text: string): boolean {
  const crlf = text.split('\r\n').length - 1
  const all = text.split('\n').length - 1
  return crlf * 2 > all
}
