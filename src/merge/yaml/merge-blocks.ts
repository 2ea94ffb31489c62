import { mapThree, type Three } from '../three.ts'
import type { Block } from './block.ts'
import { type Findings, mergePart, sayable } from './findings.ts'
import { insertAll } from './insert.ts'
import { markValue } from './marks.ts'
import { isReordered } from './order.ts'
import { type BlockPairs, pairsOf } from './pairs.ts'
import { noteTakenOut } from './taken-out.ts'

/** Three texts of one pair or item as one. */
export function mergeBlock(blocks: Three<Block>, found: Findings, name: string): string {
  const { yours, base, next } = blocks
  if (yours.text === next.text || base.text === next.text) return yours.text
  if (yours.text === base.text) return next.text
  const merged = (part: (block: Block) => string, said = sayable(name)): string =>
    mergePart(mapThree(blocks, part), found, said)
  const above = merged((block) => block.above)
  const holders = [yours, base, next].filter(({ parts }) => parts.length > 0)
  if (holders.length === 0)
    return above + mergeBody(blocks, found, name) + merged(({ behind }) => behind, `the comment of ${sayable(name)}`)
  if (holders.length < 3) return above + merged(({ text, above: { length } }) => text.slice(length))
  const head = merged((block) => block.head)
  const sign = merged((block) => block.sign)
  const parts = mergeParts(
    mapThree(blocks, (block) => block.parts),
    found,
    name,
  )
  return above + head + opened(sign, parts, found, name)
}

/** Three values; one that only has other quotes is no other one. */
function mergeBody(blocks: Three<Block>, found: Findings, name: string): string {
  const { yours, base, next } = mapThree(blocks, ({ meaning }) => meaning)
  if (yours !== undefined && (next === base || next === yours)) return blocks.yours.body
  if (next !== undefined && yours === base) return blocks.next.body
  const bodies = mapThree(blocks, ({ body }) => body)
  return mergePart(bodies, found, sayable(name))
}

/** The parts of an item behind its dash, which stands on the first line of them. */
function opened(sign: string, parts: string, { conflicts }: Findings, name: string): string {
  // A key without a value is another thing than one that holds nothing.
  if (parts === '') conflicts.push(`nothing would be left of ${sayable(name)}: the rest of it is no longer generated`)
  if (sign === '') return parts
  const text = parts.replace(/^(?:[ \t]*\n)+/, '')
  const indent = /^ */.exec(text)?.[0].length ?? 0
  if (parts !== '' && indent !== sign.length) conflicts.push(`${sayable(name)} is indented otherwise`)
  return sign + text.slice(sign.length)
}

/** The path of keys to a block. */
function pathTo(name: string, { key }: Block): string {
  return name === '' ? key : `${name}, ${key}`
}

function mergeParts(parts: Three<readonly Block[]>, found: Findings, name: string): string {
  const pairs = pairsOf(parts)
  const kept = parts.yours.flatMap((own) => keptPart(own, pairs, found, pathTo(name, own)))
  noteTakenOut(parts, pairs, found, (block) => pathTo(name, block))
  if (isReordered(parts, pairs))
    found.conflicts.push(`what is generated of ${sayable(name)} has another order now, and the order matters`)
  const { all, misfits } = insertAll(kept, parts, pairs)
  for (const { block, reason } of misfits) found.conflicts.push(`\`${pathTo(name, block)}\` has no place: ${reason}`)
  return joined(all.map(({ text }) => text))
}

/** What becomes of a part that the user has. */
function keptPart(own: Block, pairs: BlockPairs, found: Findings, path: string): Block[] {
  const twin = pairs.twins.get(own)
  if (twin !== undefined) return [{ ...own, text: mergeTwins(own, twin, found, path) }]
  const old = pairs.ofYours.get(own)
  if (old === undefined) return [own]
  const fresh = pairs.inNext.get(old)
  if (fresh !== undefined) {
    if (own.named && own.key !== old.key && old.text !== fresh.text)
      found.notes.push(`you renamed \`${old.key}\`: what is generated of it changed, and is in \`${path}\` now`)
    return [{ ...own, text: mergeBlock({ yours: own, base: old, next: fresh }, found, path) }]
  }
  if (isUntouched(own, old)) return []
  found.conflicts.push(`you edited \`${path}\`, which is no longer generated`)
  return [own]
}

/** Whether a part is as it was generated, but for empty lines. */
function isUntouched(own: Block, old: Block): boolean {
  const said = ({ text }: Block): string =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .join('\n')
  return said(own) === said(old)
}

/** Both added the same key: what they hold becomes one. */
function mergeTwins(own: Block, fresh: Block, found: Findings, name: string): string {
  if (own.text === fresh.text) return own.text
  const isOne = own.parts.length > 0 && fresh.parts.length > 0 && isNamed(own)
  if (isOne && own.head === fresh.head && own.sign === fresh.sign) {
    const parts = mergeParts({ yours: own.parts, base: [], next: fresh.parts }, found, name)
    return own.above + own.head + opened(own.sign, parts, found, name)
  }
  if (own.body !== '' && own.body === fresh.body) return own.text
  found.conflicts.push(`both added \`${name}\`, each in its own way`)
  return own.text
}

/** Whether two of one key are one: two steps may use or run the same, each for its own sake. */
function isNamed({ marks }: Block): boolean {
  return marks === undefined || markValue(marks) === undefined || marks.id !== undefined || marks.name !== undefined
}

/** Every part but the last ends with its line. */
function joined(texts: readonly string[]): string {
  return texts.map((text, at) => (at < texts.length - 1 && !text.endsWith('\n') ? `${text}\n` : text)).join('')
}
