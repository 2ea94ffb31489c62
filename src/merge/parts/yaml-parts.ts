import { type Block, rootOf } from '../merge-yaml.ts'
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
    saying: ({ start, stop }) => text.slice(start, stop),
  }
}

/** The parts of a block lie in it without a gap, behind its head. */
function partsIn({ head, parts }: Block, start: number): Part[] {
  let at = start + head.length
  return parts.map((block) => {
    const from = at
    at += block.text.length
    const above = /^(?:[ \t]*(?:#.*)?\n)*/.exec(block.text)?.[0].length ?? 0
    const bodyStop = from + block.text.trimEnd().length
    return {
      key: block.key,
      start: from,
      stop: at,
      bodyStart: from + above,
      bodyStop,
      lists: lazily(() => [partsIn(block, from)]),
    }
  })
}
