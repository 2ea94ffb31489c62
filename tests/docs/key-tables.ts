import { MEANINGS } from '../../src/spec/grammar/meanings.ts'

const MARK = /(<!-- keys: ([^\n]*?) ?-->\n)(\n\|(?:[^\n]*\n)*?(?=\n))?/g

/**
 * A document with a table of keys behind each mark `<!-- keys: api -->`, made from what the parser knows: so the manual
 * cannot name a key that there is not, nor say something else than the editor does.
 */
export function withKeyTables(document: string): string {
  return document.replace(MARK, (_, mark: string, map: string) => `${mark}\n${tableOf(map)}`)
}

/** The maps that a document has tables for. */
export function tabledMaps(document: string): string[] {
  return Array.from(document.matchAll(MARK), ([, , map = '']) => map)
}

function tableOf(map: string): string {
  const meanings = new Map<string, Readonly<Record<string, string>>>(Object.entries(MEANINGS)).get(map)
  if (meanings === undefined) throw new Error(`there is no map ${map}`)
  const rows = Object.entries(meanings).map(([key, meaning]) => `| \`${key}\` | ${meaning} |\n`)
  return `| key | meaning |\n| --- | --- |\n${rows.join('')}`
}
