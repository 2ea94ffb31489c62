const DEPENDENCY = /\n[ \t]*"create-ashlar"[ \t]*:[ \t]*"[^"\n]*"[ \t]*(,?)[ \t]*(?=\r?\n)/

/**
 * `package.json` without its dependency on ashlar; every other byte is as it was, but for the comma before it where it
 * was the last.
 */
export function withoutDependency(text: string): string {
  const found = DEPENDENCY.exec(text)
  if (found === null) return text
  const [line, comma] = found
  const before = text.slice(0, found.index)
  return (comma === ',' ? before : before.replace(/,\s*$/, '')) + text.slice(found.index + line.length)
}
