import { ts } from 'ts-morph'
import { codeOf } from './code.ts'
import { called } from './merge.ts'
import type { ListMerge } from './merge-lists.ts'
import { mergeTwins } from './merge-unit.ts'
import { isRegistered } from './routes.ts'
import type { Side } from './side.ts'
import { bodyOf, isByPlace, type Unit } from './unit.ts'

/** What is generated anew: it may be there already. */
export function mergeAdded(one: ListMerge): void {
  const { merge, lists, pairs, name, standing, fresh } = one
  const alone = new Set(pairs.yoursAdded)
  const twinOf = twinsIn(one)
  for (const next of pairs.nextAdded) {
    const twin = twinOf(next)
    if (twin === undefined) {
      fresh.set(next, undefined)
      continue
    }
    alone.delete(twin)
    standing.set(next, twin)
    mergeTwins(merge, { yours: twin, next }, lists, isByPlace(lists.next) ? name : called(name, next))
  }
  // Of two rows of values that have some in common nobody knows which belong together.
  const isRow = lists.base.kind === ts.SyntaxKind.ArrayLiteralExpression
  if (isRow && fresh.size > 0 && alone.size > 0 && alone.size < pairs.yoursAdded.length)
    merge.conflicts.push(`both added \`${name}\`, each in its own way`)
}

/** Finds what the user added that is the same: of the same name, or the same call with the same text, or all the same. */
function twinsIn({ merge: { sides }, pairs }: ListMerge): (next: Unit) => Unit | undefined {
  const free = new Map<string, Unit[]>()
  for (const unit of pairs.yoursAdded)
    for (const name of namesOf(sides.yours, unit)) free.set(name, [...(free.get(name) ?? []), unit])
  const taken = new Set<Unit>()
  return (next) => {
    const twin = namesOf(sides.next, next)
      .map((name) => free.get(name)?.find((unit) => !taken.has(unit)))
      .find((unit) => unit !== undefined)
    if (twin !== undefined) taken.add(twin)
    return twin
  }
}

function namesOf(side: Side, unit: Unit): string[] {
  const key = unit.named || isRegistered(unit) ? [`key ${unit.key}`] : []
  return [...key, `code ${codeOf(bodyOf(side, unit)).join(' ')}`]
}
