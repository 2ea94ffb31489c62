const DEPENDENCY = /\n[ \t]*"create-ashlar"[ \t]*:[ \t]*"[^"\n]*"[ \t]*(,?)[ \t]*(?=\r?\n)/

/**
 * `package.json` without its dependency on ashlar; every other byte is as it was, but for the comma before it where it
 * was the last.
 */
export function withoutDependency(text: string): string {
  const [line, comma] = DEPENDENCY.exec(text) ?? []
  if (line === undefined) return text
  const [before = '', after = ''] = text.split(line)
  return (comma === ',' ? before : before.replace(/,\s*$/, '')) + after
}
