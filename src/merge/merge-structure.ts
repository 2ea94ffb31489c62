import type { ts } from 'ts-morph'
import type { MergeInput, MergeResult } from './merge-text.ts'
import { listsIn, parseSide, parses } from './structure/lists.ts'
import { type Merge, mergeLists, mergeNodes, mergePart } from './structure/merge-units.ts'
import { spliced, type Three } from './structure/unit.ts'

/**
 * Merges TypeScript and JSON by structure: unit by unit, the smallest that differs on both sides by lines. What the
 * merge does not touch keeps its bytes.
 *
 * @example
 * mergeStructure({ path: 'a.ts', base: 'a()\n', yours: 'a()\nmine()\n', next: "import 'x'\na()\n" })
 */
export function mergeStructure({ path, ...input }: MergeInput): MergeResult {
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
  const text = mark + spliced(sides.yours.text, splices)
  if (!parses(parseSide(path, text))) return { conflict: 'merged, it would have a syntax error' }
  return { text, notes }
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

function listOfFile(side: Merge['sides']['yours']) {
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
