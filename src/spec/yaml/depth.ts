import type { CST } from 'yaml'
import { Parser } from 'yaml'

/** How deep a description may nest; real ones stay below 12. */
export const MAX_DEPTH = 64

/**
 * The offset where a text nests deeper than {@link MAX_DEPTH}, or nothing. It must be asked before the text is
 * composed: the composer is recursive, and a deep document ends the process without an error that can be caught.
 */
export function tooDeepAt(text: string): number | undefined {
  for (const token of new Parser().parse(text)) {
    const open: { readonly token: CST.Token; readonly depth: number }[] = [{ token, depth: 1 }]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next.depth > MAX_DEPTH) return 'offset' in next.token ? next.token.offset : 0
      const depth = next.depth + 1
      open.push(...inside(next.token).map((child) => ({ token: child, depth })))
    }
  }
  return undefined
}

function inside(token: CST.Token): CST.Token[] {
  const children: CST.Token[] = []
  if ('value' in token && token.value) children.push(token.value)
  for (const item of 'items' in token ? token.items : []) {
    if (item.key) children.push(item.key)
    if (item.value) children.push(item.value)
  }
  return children
}
