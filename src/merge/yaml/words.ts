import type { Block } from './block.ts'

/** What a block says behind its key or its dash. */
export function withoutKey({ text, above, called, named }: Block): string {
  const said = text.slice(above.length).trim()
  if (!named) return said.replace(/^- +/, '')
  const quote = /^["']/.exec(said)?.[0] ?? ''
  return said.startsWith(quote + called + quote) ? said.slice(called.length + 2 * quote.length).trim() : said
}

const known = new WeakMap<Block, readonly string[]>()

/** The words and signs of a block without its key; a block is asked for them many times. */
export function wordsOf(block: Block): readonly string[] {
  const words = known.get(block) ?? wordsIn(withoutKey(block))
  known.set(block, words)
  return words
}

function wordsIn(text: string): string[] {
  return text.match(/\w+|[^\s\w]/g) ?? []
}
