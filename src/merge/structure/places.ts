import { ts } from 'ts-morph'
import type { Three } from '../three.ts'
import { declaredIn } from './declared-names.ts'
import { namesRead, runsWhereItStands } from './order.ts'
import type { Side } from './side.ts'
import type { Unit, UnitList } from './unit.ts'

/** What is generated anew in a list, and what stands in the user's. */
export interface Insertion {
  readonly sides: Three<Side>
  readonly lists: Three<UnitList>
  /** Units of `next` that come into the user's text, and how they are written there when that is otherwise. */
  readonly fresh: ReadonlyMap<Unit, string | undefined>
  /** From units of `next` to what they are in the user's text. */
  readonly standing: ReadonlyMap<Unit, Unit>
  /** Units of the user's text that go. */
  readonly gone: ReadonlySet<Unit>
}

/** A unit and where it goes: behind this one of the user's, or first. */
export interface Placed {
  readonly unit: Unit
  readonly after: Unit | undefined
}

/**
 * Each new unit behind the one before it in `next`, or behind the nearest before that one which is still there; but not
 * before what it reads, and not among the imports.
 */
export function places({ lists, fresh, standing, gone }: Insertion): Placed[] {
  if (fresh.size === 0) return []
  const { units } = lists.yours
  const placeOf = new Map(units.map((unit, at) => [unit, at]))
  const declaredAt = new Map(
    units.flatMap((unit, at) => (gone.has(unit) ? [] : namesOf(unit).map((name) => [name, at]))),
  )
  // What is first in a file or function tells how the rest is read.
  const directives = units.findIndex(({ node }) => !isDirective(node))
  const imports = units.findLastIndex((unit) => ts.isImportDeclaration(unit.node) && !gone.has(unit))
  const known = new Set(standing.values())
  let behind = (directives === -1 ? units.length : directives) - 1
  // What the user imports first for what it does is to run first.
  while (isRunImport(units[behind + 1]) && !known.has(units[behind + 1] as Unit)) behind += 1
  return lists.next.units.flatMap((unit): Placed[] => {
    if (!fresh.has(unit)) {
      const there = standing.get(unit)
      if (there !== undefined && !gone.has(there)) behind = placeOf.get(there) ?? behind
      return []
    }
    const least = ts.isStatement(unit.node) && !ts.isImportDeclaration(unit.node) ? imports : -1
    const read = runs(unit.node) ? [...namesRead(unit.node)].map((name) => declaredAt.get(name) ?? -1) : []
    const at = Math.max(behind, least, ...read)
    for (const name of namesOf(unit)) declaredAt.set(name, at)
    return [{ unit, after: units[at] }]
  })
}

function namesOf({ node }: Unit): string[] {
  return runsWhereItStands(node) ? declaredIn(node) : []
}

function runs(node: ts.Node): boolean {
  return runsWhereItStands(node) || ts.isExpressionStatement(node)
}

/** `import './instrument.ts'` */
function isRunImport(unit: Unit | undefined): boolean {
  return unit !== undefined && ts.isImportDeclaration(unit.node) && unit.node.importClause === undefined
}

/** `'use strict'` */
function isDirective(node: ts.Node): boolean {
  return ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)
}
