import { parseDocument } from 'yaml'
import { mergeLines } from './merge-lines.ts'
import type { MergeInput, MergeResult } from './merge-text.ts'
import { mapThree, type Three } from './three.ts'
import { type Block, rootOf } from './yaml/block.ts'
import { insertAll } from './yaml/insert.ts'
import { type BlockPairs, madeOf, pairsOf, withoutKey } from './yaml/pairs.ts'

/** Merges YAML by key: pairs of maps and items of lists, in block style; what stands on one line is one value. */
export function mergeYaml({ yours, base, next }: MergeInput): MergeResult {
  const roots = mapThree({ yours, base, next }, rootOf)
  if (roots.yours === undefined) return { conflict: 'it is no YAML, so it cannot be merged' }
  if (roots.base === undefined || roots.next === undefined) throw new Error('ashlar generates YAML')
  const found: Findings = { conflicts: [], notes: [], yours: wordsOf(yours) }
  const text = mergeBlock({ yours: roots.yours, base: roots.base, next: roots.next }, found, '')
  if (found.conflicts.length > 0) return { conflict: [...new Set(found.conflicts)].join('; ') }
  if (!isWhole(text)) return { conflict: 'merged, it would be no YAML' }
  return { text, notes: found.notes }
}

/** An alias of what is no longer there shows only when it is followed. */
function isWhole(text: string): boolean {
  const document = parseDocument(text)
  try {
    document.toJS()
    return document.errors.length === 0
  } catch {
    return false
  }
}

interface Findings {
  readonly conflicts: string[]
  readonly notes: string[]
  /** All that the user has, as words. */
  readonly yours: string
}

function mergeBlock(blocks: Three<Block>, found: Findings, name: string): string {
  const { yours, base, next } = blocks
  if (yours.text === next.text || base.text === next.text) return yours.text
  if (yours.text === base.text) return next.text
  const above = mergePart(
    mapThree(blocks, (block) => block.above),
    found,
    name,
  )
  const holders = [yours, base, next].filter(({ parts }) => parts.length > 0)
  if (holders.length === 0) {
    const body = mergePart(
      mapThree(blocks, (block) => block.body),
      found,
      name,
    )
    return (
      above +
      body +
      mergePart(
        mapThree(blocks, (block) => block.behind),
        found,
        `the comment of ${name}`,
      )
    )
  }
  if (holders.length < 3) {
    const rest = ({ text, above: { length } }: Block): string => text.slice(length)
    return above + mergePart(mapThree(blocks, rest), found, name)
  }
  const head = mergePart(
    mapThree(blocks, (block) => block.head),
    found,
    name,
  )
  const sign = mergePart(
    mapThree(blocks, (block) => block.sign),
    found,
    name,
  )
  const parts = mergeParts(
    mapThree(blocks, (block) => block.parts),
    found,
    name,
  )
  return above + head + opened(sign, parts, found, name)
}

/** The parts of an item behind its dash, which stands on the first line of them. */
function opened(sign: string, parts: string, { conflicts }: Findings, name: string): string {
  if (sign === '') return parts
  const text = parts.replace(/^(?:[ \t]*\n)+/, '')
  const indent = /^ */.exec(text)?.[0].length ?? 0
  if (text === '') conflicts.push(`nothing would be left of \`${name}\`: the rest of it is no longer generated`)
  else if (indent !== sign.length) conflicts.push(`\`${name}\` is indented otherwise`)
  return sign + text.slice(sign.length)
}

function mergePart(texts: Three<string>, { conflicts }: Findings, name: string): string {
  const { yours, base, next } = texts
  if (base === next) return yours
  if (yours === base) return next
  const text = mergeLines(texts)
  if (text === undefined) conflicts.push(`both changed \`${name}\``)
  return text ?? yours
}

/** The path of keys to a block. */
function pathTo(name: string, { key }: Block): string {
  return name === '' ? key : `${name}, ${key}`
}

function mergeParts(parts: Three<readonly Block[]>, found: Findings, name: string): string {
  const pairs = pairsOf(parts)
  const kept = parts.yours.flatMap((own) => keptPart(own, pairs, found, pathTo(name, own)))
  for (const base of parts.base) noteTakenOut(base, { parts, pairs, found }, pathTo(name, base))
  for (const { block, reason } of insertAll(kept, parts, pairs))
    found.conflicts.push(`\`${pathTo(name, block)}\` has no place: ${reason}`)
  return joined(kept.map(({ text }) => text))
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

interface Around {
  readonly parts: Three<readonly Block[]>
  readonly pairs: BlockPairs
  readonly found: Findings
}

/** What the user took out stays out, unless it only got another name. */
function noteTakenOut(base: Block, { parts, pairs, found }: Around, path: string): void {
  const next = pairs.inNext.get(base)
  if (pairs.inYours.has(base) || next?.text === base.text) return
  const made = madeOf(base, parts, pairs)
  const became = next === undefined ? 'which is no longer generated' : 'and what is generated of it changed'
  if (made !== undefined) found.conflicts.push(`you took out \`${path}\` or made it \`${made.key}\`, ${became}`)
  else if (next !== undefined && isElsewhere(base, found))
    found.conflicts.push(`you moved what \`${path}\` holds, and what is generated of it changed`)
  else if (next !== undefined) found.notes.push(`\`${path}\` stays deleted, although what is generated of it changed`)
}

/** Whether the user has what a block holds still, such as below another key; a few lines of it may be other ones. */
function isElsewhere(block: Block, { yours }: Findings): boolean {
  // The sign behind the key, and that of a text of several lines, went with its line.
  const held = withoutKey(block).replace(/^:\s*(?:[|>][-+]?\s)?/, '')
  const words = wordsOf(held)
  if (words.length <= A_FEW_WORDS) return false
  const lines = held.split('\n').map(wordsOf).filter(isSaying)
  const there = lines.filter((line) => yours.includes(line)).length
  return yours.includes(words) || (lines.length > A_FEW_LINES && there > MOST * lines.length)
}

function isSaying(line: string): boolean {
  return /\w/.test(line)
}

const A_FEW_WORDS = 30
const A_FEW_LINES = 5
const MOST = 0.8

function wordsOf(text: string): string {
  return text.split(/\s+/).join(' ').trim()
}

/** Both added the same key: what they hold becomes one. */
function mergeTwins(own: Block, fresh: Block, found: Findings, name: string): string {
  if (own.text === fresh.text) return own.text
  if (own.parts.length > 0 && fresh.parts.length > 0 && own.head === fresh.head && own.sign === fresh.sign) {
    const parts = mergeParts({ yours: own.parts, base: [], next: fresh.parts }, found, name)
    return own.above + own.head + opened(own.sign, parts, found, name)
  }
  if (own.body !== '' && own.body === fresh.body) return own.text
  found.conflicts.push(`both added \`${name}\`, each in its own way`)
  return own.text
}

/** Every part but the last ends with its line. */
function joined(texts: readonly string[]): string {
  return texts.map((text, at) => (at < texts.length - 1 && !text.endsWith('\n') ? `${text}\n` : text)).join('')
}
