import { parseDocument } from 'yaml'
import type { MergeInput, MergeResult } from './merge-text.ts'
import { mapThree } from './three.ts'
import { rootOf } from './yaml/block.ts'
import type { Findings } from './yaml/findings.ts'
import { mergeBlock } from './yaml/merge-blocks.ts'
import { spaced } from './yaml/taken-out.ts'

/** Merges YAML by key: pairs of maps and items of lists, in block style; what stands on one line is one value. */
export function mergeYaml({ yours, base, next }: MergeInput): MergeResult {
  const roots = mapThree({ yours, base, next }, rootOf)
  if (roots.yours === undefined) return { conflict: 'it is no YAML, so it cannot be merged' }
  if (roots.base === undefined || roots.next === undefined) throw new Error('ashlar generates YAML')
  const found: Findings = { conflicts: [], notes: [], yours: spaced(yours) }
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
