import type { MergeInput, MergeResult } from './merge-text.ts'
import { mapThree } from './three.ts'
import { rootOf } from './yaml/block.ts'
import { lostComment, withCommentsByLines } from './yaml/comments-by-lines.ts'
import { isIn } from './yaml/elsewhere.ts'
import type { Findings } from './yaml/findings.ts'
import { mergeBlock } from './yaml/merge-blocks.ts'
import { flawOfYaml } from './yaml/whole.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/** Merges YAML by key: pairs of maps and items of lists, in block style; what stands on one line is one value. */
export function mergeYaml({ yours, base, next }: MergeInput): MergeResult {
  const mark = yours.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const texts = mapThree({ yours, base, next }, (text) =>
    text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text,
  )
  const roots = mapThree(texts, rootOf)
  if (roots.yours === undefined) return { conflict: 'it is no YAML, so it cannot be merged' }
  if (roots.base === undefined || roots.next === undefined) throw new Error('ashlar generates YAML')
  const found: Findings = { conflicts: [], comments: [], notes: [], isInYours: isIn(texts.yours) }
  const byKey = mergeBlock({ yours: roots.yours, base: roots.base, next: roots.next }, found, '')
  if (found.conflicts.length > 0) return conflictOf([...found.conflicts, ...found.comments])
  const lost = lostComment(texts, byKey)
  const unclear = [...found.comments, ...(lost === undefined ? [] : [`merged, it would lose the comment \`${lost}\``])]
  const text = unclear.length === 0 ? byKey : withCommentsByLines(texts, byKey)
  if (text === undefined) return conflictOf(unclear)
  const flaw = flawOfYaml(text, [texts.yours, texts.next])
  return flaw === undefined ? { text: mark + text, notes: found.notes } : { conflict: flaw }
}

function conflictOf(reasons: readonly string[]): MergeResult {
  return { conflict: [...new Set(reasons)].join('; ') }
}
