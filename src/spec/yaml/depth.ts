import type { CST } from 'yaml'
import { Parser } from 'yaml'
import { LIMITS } from '../limits.ts'

/** How deep a description may nest; real ones stay below 12. */
export const MAX_DEPTH = 64

/** What a text has too much of, and where. */
export interface Excess {
  readonly what: 'depth' | 'keys'
  readonly offset: number
}

/**
 * Where a text nests deeper than {@link MAX_DEPTH} or has more than 1,000 entries in one place, or nothing. It must be asked
 * before the text is composed: the composer is recursive, so that a deep document ends the process without an
 * error that can be caught, and it compares each key of a map with each other.
 */
export function excessIn(text: string): Excess | undefined {
  for (const token of new Parser().parse(text)) {
    const open: { readonly token: CST.Token; readonly depth: number }[] = [{ token, depth: 1 }]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const offset = 'offset' in next.token ? next.token.offset : 0
      if (next.depth > MAX_DEPTH) return { what: 'depth', offset }
      if (keysOf(next.token) > LIMITS.keys) return { what: 'keys', offset }
      const depth = next.depth + 1
      for (const child of inside(next.token)) open.push({ token: child, depth })
    }
  }
  return undefined
}

function keysOf(token: CST.Token): number {
  const isList = token.type === 'block-seq' || token.type === 'flow-collection'
  return isList || token.type === 'block-map' ? token.items.length : 0
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
