import type { SpecPath } from './spec.ts'
import type { Tree } from './tree.ts'

/** The part of a description that stands at an offset. */
export interface PathAt {
  readonly path: SpecPath
  /** The offset is in the key, not in the value. */
  readonly onKey: boolean
  /** How many characters into the value the offset is. */
  readonly within: number
}

/** The innermost part of a tree at an offset of its text. */
export function pathAt(node: Tree, offset: number, path: SpecPath = []): PathAt {
  if (node.kind === 'map') {
    const entry = node.entries.findLast(({ keySpan }) => keySpan.start <= offset)
    if (entry === undefined || offset >= node.span.end) return { path, onKey: false, within: 0 }
    const inside = [...path, entry.key]
    return offset < entry.keySpan.end ? { path: inside, onKey: true, within: 0 } : pathAt(entry.value, offset, inside)
  }
  if (node.kind === 'list') {
    const index = node.items.findLastIndex(({ span }) => span.start <= offset)
    const item = node.items[index]
    return item === undefined ? { path, onKey: false, within: 0 } : pathAt(item, offset, [...path, index])
  }
  return { path, onKey: false, within: Math.max(0, offset - node.span.start) }
}
