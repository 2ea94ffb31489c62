import type { ts } from 'ts-morph'
import type { MergeInput, MergeResult } from './merge-text.ts'
import { exportsOf, type Importers } from './structure/exports.ts'
import { listsIn, parseSide, parses } from './structure/lists.ts'
import { type Merge, mergeLists, mergeNodes, mergePart } from './structure/merge-units.ts'
import { redeclared } from './structure/redeclared.ts'
import { tokensOf } from './structure/tokens.ts'
import { type Side, spliced, type Three } from './structure/unit.ts'

/**
 * Merges TypeScript and JSON by structure: unit by unit, the smallest that differs on both sides by lines. What the
 * merge does not touch keeps its bytes.
 *
 * @param importers who imports which names of this file: they must be in it afterwards too
 *
 * @example
 * mergeStructure({ path: 'a.ts', base: 'a()\n', yours: 'a()\nmine()\n', next: "import 'x'\na()\n" })
 */
export function mergeStructure({ path, ...input }: MergeInput, importers: Importers = new Map()): MergeResult {
  const mark = input.yours.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const sides = {
    yours: parseSide(path, input.yours.slice(mark.length)),
    base: parseSide(path, input.base),
    next: parseSide(path, input.next),
  }
  if (!parses(sides.yours)) return { conflict: 'it has a syntax error, so it cannot be merged' }
  const merge: Merge = { sides, splices: [], conflicts: [], notes: [] }
  if (path.endsWith('.json')) mergeJson(merge)
  else mergeFile(merge)
  const { conflicts, notes, splices } = merge
  if (conflicts.length > 0) return { conflict: [...new Set(conflicts)].join('; ') }
  const text = spliced(sides.yours.text, splices)
  const merged = parseSide(path, text)
  if (!parses(merged)) return { conflict: 'merged, it would have a syntax error' }
  if (path.endsWith('.json') && isJson(sides.yours.text) && !isJson(text))
    return { conflict: 'merged, it would be no JSON' }
  if (swallows(merged, sides)) return { conflict: 'merged, a comment would reach into code' }
  const [twice] = [...redeclared(merged)].filter((name) => !redeclared(sides.yours).has(name))
  if (twice !== undefined) return { conflict: `merged, it would declare \`${twice}\` twice` }
  const lost = lostExport({ merged, next: sides.next }, importers)
  return lost === undefined ? { text: mark + text, notes } : { conflict: lost }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whether a comment of one line says what none of the three texts says: then code has got into it. */
function swallows(merged: Side, { yours, base, next }: Three<Side>): boolean {
  const known = new Set([yours, base, next].flatMap(({ text }) => lineComments(text)))
  return lineComments(merged.text).some((comment) => !known.has(comment))
}

function lineComments(text: string): string[] {
  return tokensOf(text)
    .filter((token) => token.startsWith('//'))
    .map((token) => token.trimEnd())
}

/** What others import and the generated file has must be in the merged one too. */
function lostExport({ merged, next }: { merged: Side; next: Side }, importers: Importers): string | undefined {
  const [has, generated] = [exportsOf(merged), exportsOf(next)]
  if (has === undefined || generated === undefined) return undefined
  const lost = [...importers].find(([name]) => generated.has(name) && !has.has(name))
  return lost && `merged, it would not export \`${lost[0]}\`, which ${lost[1]} imports`
}

const BYTE_ORDER_MARK = '\uFEFF'

function mergeFile(merge: Merge): void {
  const { sides } = merge
  const lists = {
    yours: listOfFile(sides.yours),
    base: listOfFile(sides.base),
    next: listOfFile(sides.next),
  }
  const preamble = ({ start }: { start: number }) => ({ start: 0, end: start })
  const ranges = { yours: preamble(lists.yours), base: preamble(lists.base), next: preamble(lists.next) }
  mergePart(merge, ranges, 'the first lines')
  mergeLists(merge, lists, '')
}

function listOfFile(side: Side) {
  const [list] = listsIn(side, side.source)
  if (list === undefined) throw new Error('a file is a list of statements')
  return list
}

function mergeJson(merge: Merge): void {
  const { yours, base, next } = merge.sides
  const values: Three<ts.Node | undefined> = {
    yours: jsonValue(yours.source),
    base: jsonValue(base.source),
    next: jsonValue(next.source),
  }
  if (values.yours === undefined || values.base === undefined || values.next === undefined) {
    merge.conflicts.push('it holds no value')
    return
  }
  mergeNodes(merge, { yours: values.yours, base: values.base, next: values.next }, '')
}

function jsonValue(source: ts.SourceFile): ts.Node | undefined {
  const [statement] = source.statements
  return statement && 'expression' in statement ? (statement.expression as ts.Node) : undefined
}
