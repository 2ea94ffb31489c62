import { ts } from 'ts-morph'
import type { Three } from '../three.ts'
import { sameCode } from './code.ts'
import type { Merge } from './merge.ts'
import type { ListMerge } from './merge-lists.ts'
import { isReordered, type Pairs } from './pairs.ts'
import { bodyOf, isCode, type ListKind, type UnitList } from './unit.ts'

/** Whether the user put a chain into something else: what is generated of its links has no place in it any more. */
export function isWrapped({ sides }: Merge, lists: Three<UnitList>, { inYours }: Pairs): boolean {
  const [head] = lists.base.units
  if (lists.base.kind !== 'links' || head === undefined || inYours.size === lists.base.units.length) return false
  const own = inYours.get(head)
  return own === undefined || !sameCode(bodyOf(sides.yours, own), bodyOf(sides.base, head))
}

/** Whether nothing is left of what a block held, so that nobody can tell where something new belongs in it. */
export function isAnew({ lists, pairs, fresh }: ListMerge): boolean {
  const { yours, base } = lists
  return (
    isCode(base.kind) && base.units.length > 0 && yours.units.length > 0 && pairs.inYours.size === 0 && fresh.size > 0
  )
}

/** Whether what is generated has another order now that means something, which a list with edits in it does not take. */
export function losesOrder({ base }: Three<UnitList>, { inNext }: Pairs): boolean {
  const isOrdered = isCode(base.kind) ? base.kind !== ts.SyntaxKind.SourceFile : HAS_ORDER.has(base.kind)
  const units = isOrdered ? base.units : base.units.filter(({ node }) => ts.isSpreadAssignment(node))
  return isReordered({ units }, inNext)
}

const HAS_ORDER: ReadonlySet<ListKind> = new Set([ts.SyntaxKind.ArrayLiteralExpression])
