import { type Block, rootOf } from '../yaml/block.ts'
import { lazily, type Part, type Parts } from './part.ts'

/** YAML by key; `undefined` when it is none. */
export function yamlParts(text: string): Parts | undefined {
  const root = rootOf(text)
  if (root === undefined) return undefined
  return {
    text,
    roots: partsIn(root, 0),
    align: (parts, _other, others) => {
      const byKey = new Map(others.map((part) => [part.key, part]))
      return new Map(
        parts.flatMap((part) => {
          const twin = byKey.get(part.key)
          return twin === undefined ? [] : [[part, twin] as const]
        }),
      )
    },
    saying: ({ start, stop }) => text.slice(start, stop).trimStart(),
  }
}

/**
 * The parts of a block lie in it without a gap, behind its head, the first one behind its dash; the one that an item is
 * known by is the item.
 */
function partsIn({ key, named, above, head, sign, parts }: Block, start: number): Part[] {
  let at = start + above.length + head.length
  return parts.flatMap((block, index): Part[] => {
    const [from, stop] = [at, at + block.text.length]
    at = stop
    if (!named && key.startsWith(`${block.key}: `)) return []
    const own = index === 0 ? from + sign.length : from
    const bodyStop = from + block.text.trimEnd().length
    const lists = lazily(() => [partsIn(block, from)])
    return [{ key: block.key, start: own, stop, bodyStart: own + block.above.length, bodyStop, lists }]
  })
}
