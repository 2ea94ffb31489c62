import { proseOf } from './tokens.ts'

/** Tags, comments and what a reader could click to run something; code spans and blocks are data. */
export function markdownCode(text: string): string {
  const prose = proseOf(text)
  const tags = prose.match(/<[a-zA-Z/!?][^>]*>?/g) ?? []
  const links = Array.from(
    prose.matchAll(/\]\(\s*<?([^\s)]*)|^[ \t]*\[[^\]]*\]:\s*<?(\S*)/gm),
    (link) => link[1] ?? link[2],
  )
  return [...tags, ...links.filter((to) => to !== undefined && !isHarmless(to))].join('\n')
}

/** On the web, or a file of the project; a browser reads entities and spaces in an address as what they stand for. */
function isHarmless(to: string): boolean {
  return /^https?:\/\//.test(to) || /^[\w./#-]+$/.test(to)
}
