import type { ts } from 'ts-morph'
import type { MergeInput, MergeResult } from './merge-text.ts'
import { type Neighbours, NO_NEIGHBOURS } from './structure/exports.ts'
import { flawOf, misfitOf } from './structure/flaws.ts'
import { freeNames } from './structure/free-names.ts'
import { listsIn } from './structure/lists.ts'
import type { Merge } from './structure/merge.ts'
import { mergeLists } from './structure/merge-lists.ts'
import { mergePart, mergeSpan } from './structure/merge-span.ts'
import { parseSide, parses, type Side } from './structure/side.ts'
import { spliced } from './structure/splice.ts'
import { mapThree, type Three } from './three.ts'

/**
 * Merges TypeScript and JSON by structure: unit by unit, the smallest that differs on both sides by lines. What the
 * merge does not touch keeps its bytes.
 *
 * @param neighbours the files around it: what they import of it must be in it afterwards, and what it imports in them
 *
 * @example
 * mergeStructure({ path: 'a.ts', base: 'a()\n', yours: 'a()\nmine()\n', next: "import 'x'\na()\n" })
 */
export function mergeStructure(input: MergeInput, neighbours: Neighbours = NO_NEIGHBOURS): MergeResult {
  try {
    return mergeTexts(input, neighbours)
  } catch (error) {
    // Thousands of links in a chain, or of parts in a sum, each in the one before it.
    if (error instanceof RangeError) return { conflict: 'it is nested too deeply to be merged' }
    throw error
  }
}

function mergeTexts({ path, isForm = false, ...input }: MergeInput, neighbours: Neighbours): MergeResult {
  const mark = input.yours.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const texts = { ...input, yours: input.yours.slice(mark.length) }
  const sides = mapThree(texts, (text) => parseSide(path, text))
  if (!parses(sides.yours)) return { conflict: 'it has a syntax error, so it cannot be merged' }
  const result = mergeWhole(sides, neighbours, { isForm, isFollowing: true })
  // That something is generated in another order is no reason for a conflict: then the order stays.
  const settled = 'conflict' in result ? mergeWhole(sides, neighbours, { isForm, isFollowing: false }) : result
  return 'conflict' in settled ? settled : { ...settled, text: mark + settled.text }
}

/** How a file is merged: see {@link Merge}. */
type How = Pick<Merge, 'isFollowing' | 'isForm'>

/** What is used must be declared: each round keeps, or brings back, what the one before it lacked. */
function mergeWhole(sides: Three<Side>, neighbours: Neighbours, how: How): MergeResult {
  for (let needed: ReadonlySet<string> = new Set(); ; ) {
    const result = mergeSides(sides, needed, how)
    if ('conflict' in result) return result
    const merged = parseSide(sides.yours.source.fileName, result.text)
    const missing = namesMissing(merged, sides)
    // What a form was for may be gone: whoever wrote it is told, here and by the compiler.
    const isFitted = missing.length > 0 || how.isForm
    const flaw = flawOf(merged, sides) ?? (isFitted ? undefined : misfitOf(merged, sides, neighbours, needed))
    if (flaw !== undefined) return { conflict: flaw }
    if (missing.length === 0) return result
    const lost = missing.find((name) => needed.has(name))
    if (lost !== undefined) return { conflict: `merged, it would use \`${lost}\`, which it no longer declares` }
    needed = new Set([...needed, ...missing])
  }
}

const BYTE_ORDER_MARK = '\uFEFF'

function mergeSides(sides: Three<Side>, needed: ReadonlySet<string>, how: How): MergeResult {
  const merge: Merge = { sides, needed, ...how, lists: mergeLists, splices: [], conflicts: [], notes: [] }
  if (sides.yours.source.fileName.endsWith('.json')) mergeJson(merge)
  else mergeFile(merge)
  const { conflicts, notes, splices } = merge
  if (conflicts.length > 0) return { conflict: [...new Set(conflicts)].join('; ') }
  return { text: spliced(sides.yours.text, splices), notes }
}

/** What a merged text uses and does not declare, though both sides did, as far as they used it. */
function namesMissing(merged: Side, { yours, next }: Three<Side>): string[] {
  if (merged.source.fileName.endsWith('.json')) return []
  const known = new Set([...freeNames(yours), ...freeNames(next)])
  return [...freeNames(merged)].filter((name) => !known.has(name))
}

function mergeFile(merge: Merge): void {
  const lists = mapThree(merge.sides, fileList)
  const before = mapThree(lists, ({ start }) => ({ start: 0, end: start }))
  mergePart(merge, before, 'the first lines')
  mergeLists(merge, lists, '')
}

function fileList(side: Side) {
  const [list] = listsIn(side, side.source)
  if (list === undefined) throw new Error('a file is a list of statements')
  return list
}

function mergeJson(merge: Merge): void {
  const { sides } = merge
  const { yours, base, next } = mapThree(sides, jsonValue)
  if (yours === undefined || base === undefined || next === undefined) {
    merge.conflicts.push('it holds no value')
    return
  }
  const values = { yours, base, next }
  mergeSpan(merge, {
    ranges: mapThree(values, (value, side) => ({ start: value.getStart(sides[side].source), end: value.end })),
    lists: () => mapThree(values, (value, side) => listsIn(sides[side], value)),
    name: '',
  })
}

function jsonValue({ source }: Side): ts.Node | undefined {
  const [statement] = source.statements
  return statement && 'expression' in statement ? (statement.expression as ts.Node) : undefined
}
