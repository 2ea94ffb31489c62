import type { MergeInput, MergeResult } from './merge-text.ts'
import { mapThree } from './three.ts'
import { rootOf } from './yaml/block.ts'
import { isIn } from './yaml/elsewhere.ts'
import type { Findings } from './yaml/findings.ts'
import { mergeBlock } from './yaml/merge-blocks.ts'
import { flawOfYaml } from './yaml/whole.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/** Merges YAML by key: pairs of maps and items of lists, in block style; what stands on one line is one value. */
export function mergeYaml({ path, yours, base, next }: MergeInput): MergeResult {
  if (yours.startsWith(BYTE_ORDER_MARK)) {
    const result = mergeYaml({ path, yours: yours.slice(BYTE_ORDER_MARK.length), base, next })
    return 'text' in result ? { ...result, text: BYTE_ORDER_MARK + result.text } : result
  }
  const roots = mapThree({ yours, base, next }, rootOf)
  if (roots.yours === undefined) return { conflict: 'it is no YAML, so it cannot be merged' }
  if (roots.base === undefined || roots.next === undefined) throw new Error('ashlar generates YAML')
  const found: Findings = { conflicts: [], notes: [], isInYours: isIn(yours) }
  const text = mergeBlock({ yours: roots.yours, base: roots.base, next: roots.next }, found, '')
  if (found.conflicts.length > 0) return { conflict: [...new Set(found.conflicts)].join('; ') }
  const flaw = flawOfYaml(text, [yours, next])
  return flaw === undefined ? { text, notes: found.notes } : { conflict: flaw }
}
