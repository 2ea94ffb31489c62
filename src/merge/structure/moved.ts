import { ts } from 'ts-morph'
import { hasNothingOfYours } from './gone.ts'
import type { ListMerge } from './merge-lists.ts'
import { runsWhereItStands } from './order.ts'
import { isReordered } from './pairs.ts'
import type { ListKind, Unit } from './unit.ts'

/**
 * Units of the base that are generated in another place now and go there, in a list whose order means nothing. What the
 * user edited stays where it is, and of the rest the fewest move; where the user has an order of their own, none does.
 */
export function movedIn(one: Pick<ListMerge, 'merge' | 'lists' | 'pairs'>): ReadonlySet<Unit> {
  const { merge, lists, pairs } = one
  const { inYours, inNext, yoursAdded } = pairs
  const { kind } = lists.base
  if (!merge.isFollowing || !HAS_NO_ORDER.has(kind) || !isReordered(lists.base, inNext)) return new Set()
  // Before or behind the user's own `...defaults` a property is not the same.
  if (isReordered(lists.base, inYours) || yoursAdded.some(({ node }) => ts.isSpreadAssignment(node))) return new Set()
  const standing = lists.base.units.flatMap((base): Standing[] => {
    const [yours, next] = [inYours.get(base), inNext.get(base)]
    if (yours === undefined || next === undefined) return []
    const isFree = (kind !== ts.SyntaxKind.SourceFile || isDeclaration(base)) && hasNothingOfYours(merge, yours, base)
    return [{ base, start: next.start, isFree }]
  })
  const stays = heaviestRow(standing)
  return new Set(standing.flatMap((unit) => (unit.isFree && !stays.has(unit) ? [unit.base] : [])))
}

const HAS_NO_ORDER: ReadonlySet<ListKind> = new Set([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.ObjectLiteralExpression,
  ts.SyntaxKind.TypeLiteral,
  ts.SyntaxKind.InterfaceDeclaration,
])

/** What else stands in a file does something where it stands, or is an import. */
function isDeclaration({ node }: Unit): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    runsWhereItStands(node)
  )
}

/** A unit that both sides still have, where it is generated now, and whether it may move. */
interface Standing {
  readonly base: Unit
  readonly start: number
  readonly isFree: boolean
}

/** Those that stand in one order before and after: first as many as can be of what may not move, then of the rest. */
function heaviestRow(units: readonly Standing[]): ReadonlySet<Standing> {
  const rows: { readonly weight: number; readonly end: Standing; readonly before: number }[] = []
  let best = -1
  for (const [at, end] of units.entries()) {
    let before = -1
    for (let other = 0; other < at; other += 1)
      if ((units[other]?.start ?? 0) < end.start && weightAt(rows, other) > weightAt(rows, before)) before = other
    rows.push({ weight: weightAt(rows, before) + (end.isFree ? 1 : units.length), end, before })
    if (weightAt(rows, at) > weightAt(rows, best)) best = at
  }
  const row = new Set<Standing>()
  for (let last = rows[best]; last !== undefined; last = rows[last.before]) row.add(last.end)
  return row
}

function weightAt(rows: readonly { readonly weight: number }[], at: number): number {
  return rows[at]?.weight ?? 0
}
