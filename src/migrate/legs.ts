import type { DataChanges } from '../plan/fills.ts'
import { alterColumns } from './alter-columns.ts'
import { rekey } from './keys.ts'
import { indexing, unproved } from './online.ts'
import { routeBetween } from './route.ts'
import type { SchemaSnapshot } from './schema-snapshot.ts'
import { settle } from './settle.ts'

/** Statements that belong into one migration. */
export interface Leg {
  readonly kind: 'expand' | 'settle' | 'index' | 'contract'
  readonly statements: readonly string[]
  /** The schema that they lead to. */
  readonly snapshot: SchemaSnapshot
}

/** What drizzle-kit does to get from one schema to another. */
type Compare = (from: SchemaSnapshot, to: SchemaSnapshot) => Promise<readonly string[]>

/** The statements from one schema to another, of which what is called otherwise was renamed before; empty legs are left out. */
export async function legsBetween(
  previous: SchemaSnapshot,
  next: SchemaSnapshot,
  { data, compare }: { readonly data: DataChanges; readonly compare: Compare },
): Promise<readonly Leg[]> {
  const route = routeBetween(previous, next, data)
  const { wide, altered, open, settled, indexed, keyed, changes, keys } = route
  const constraints = unproved(await compare(altered, open), previous)
  const legs: readonly Leg[] = [
    {
      kind: 'expand',
      statements: [...(await compare(previous, wide)), ...alterColumns(changes), ...constraints.statements],
      snapshot: open,
    },
    { kind: 'settle', statements: settle(route, constraints.unproven, data.kept), snapshot: settled },
    {
      kind: 'index',
      statements: [...indexing(await compare(settled, indexed), previous), ...keys.flatMap(rekey)],
      snapshot: keyed,
    },
    { kind: 'contract', statements: await compare(keyed, next), snapshot: next },
  ]
  return legs.filter(({ statements }) => statements.length > 0)
}
