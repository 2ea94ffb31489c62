import type { DataChanges } from '../plan/fills.ts'
import type { SchemaDiff } from './child-protocol.ts'
import { type Drop, dropsBetween, valuesBetween } from './drops.ts'
import type { Leg } from './legs.ts'
import { contractName, expandName, indexName, renameName, settleName } from './migration-name.ts'
import type { RenamedSchema } from './rename.ts'
import { type Risk, risksBetween } from './risks.ts'
import type { SchemaSnapshot } from './schema-snapshot.ts'

/** A migration that has no number yet. */
export interface Step {
  readonly name: string
  readonly statements: readonly string[]
  readonly isOnline: boolean
  readonly snapshot: SchemaSnapshot
  readonly drops: readonly Drop[]
  readonly risks: readonly Risk[]
}

/**
 * The migrations from one schema to another: one that renames, one that adds and alters, one that brings the rows in
 * order, one that makes indexes, one that drops; those that have nothing to do are left out.
 */
export function stepsOf(
  previous: SchemaSnapshot | undefined,
  { renames, legs, snapshot }: SchemaDiff,
  data: DataChanges,
): readonly Step[] {
  const drops = previous === undefined ? [] : dropsBetween(previous, snapshot)
  const values = previous === undefined ? [] : valuesBetween(previous, snapshot, data)
  const risks = previous === undefined ? [] : risksBetween(previous, snapshot, data)
  const steps = legs.map((leg, at) => {
    const before = at === 0 ? previous : legs[at - 1]?.snapshot
    return { ...named(leg, before, { drops, values }), risks: [] as readonly Risk[] }
  })
  // All of them are told with the first, which nobody runs without the others.
  const [first, ...others] = steps
  return [...renameSteps(renames), ...(first === undefined ? [] : [{ ...first, risks }]), ...others]
}

interface Lost {
  readonly drops: readonly Drop[]
  readonly values: readonly Drop[]
}

function named(
  { kind, statements, snapshot }: Leg,
  before: SchemaSnapshot | undefined,
  { drops, values }: Lost,
): Omit<Step, 'risks'> {
  const step = { statements, snapshot, drops: [], isOnline: false }
  switch (kind) {
    case 'expand':
      return { ...step, name: expandName(before, snapshot) }
    case 'settle':
      return { ...step, name: settleName(statements), drops: values, isOnline: true }
    case 'index':
      return { ...step, name: indexName(statements), isOnline: true }
    case 'contract':
      return { ...step, name: contractName(drops), drops }
  }
}

/** Before all else, and by themselves: what comes after is the same whatever things are called. */
function renameSteps(renames: RenamedSchema | null): readonly Step[] {
  if (renames === null || renames.statements.length === 0) return []
  const { renamed, statements, snapshot } = renames
  const risks = renamed.map(({ from, to }): Risk => {
    const taken = renamed.some((other) => other.to === from)
    return { kind: 'renamed', column: from, to, ...(taken && { taken }) }
  })
  const name = renameName(renamed.map(({ from }) => from))
  return [{ name, statements, isOnline: false, snapshot, drops: [], risks }]
}
