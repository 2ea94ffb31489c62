import { ts } from 'ts-morph'
import type { Key } from './keys.ts'
import type { Side } from './side.ts'
import type { ListKind, Range, Unit, UnitList } from './unit.ts'

/** A node that is a unit, and what is known of it before its neighbours are. */
export interface Part extends Key {
  readonly node: ts.Node
  /** Where its own text ends. */
  readonly end: number
  readonly ordered: boolean
  /** Where its own text begins, when that is not where its node does. */
  readonly bodyStart?: number
}

/** The units of a list, in the order of the text. */
export function unitList(
  side: Side,
  list: Range & { readonly kind: ListKind; readonly separator: ',' | '' },
  parts: readonly Part[],
): UnitList {
  const seen = new Map<string, number>()
  let position = list.start
  const units = parts.map(({ node, key, named, ordered, ...part }): Unit => {
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    const separatorEnd =
      list.separator === '' ? node.end : (nextToken(side.text, node.end, ts.SyntaxKind.CommaToken) ?? node.end)
    const [trail = ''] = TRAILING_COMMENT.exec(side.text.slice(separatorEnd, list.end)) ?? []
    const unit = {
      key: times === 1 ? key : `${key} (${times})`,
      named,
      node,
      start: position,
      bodyStart: part.bodyStart ?? Math.max(position, node.getStart(side.source)),
      end: part.end,
      separatorEnd,
      stop: separatorEnd + trail.length,
      ordered,
    }
    position = unit.stop
    return unit
  })
  return { ...list, units }
}

const TRAILING_COMMENT = /^[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*?\*\/)(?=[ \t]*(?:\n|$))/

/** Where the next token ends, when it is of this kind; comments before it are passed over. */
export function nextToken(text: string, from: number, kind: ts.SyntaxKind): number | undefined {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text, undefined, from)
  return scanner.scan() === kind ? scanner.getTokenEnd() : undefined
}
