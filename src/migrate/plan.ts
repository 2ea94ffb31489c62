import { invalid, type Problem } from '../errors.ts'
import type { DataChanges } from '../plan/fills.ts'
import type { SchemaDiff } from './child-protocol.ts'
import { type Drop, tableName } from './drops.ts'
import {
  type History,
  JOURNAL_PATH,
  type Journal,
  type JournalEntry,
  printJson,
  snapshotPath,
  sqlPath,
} from './journal.ts'
import { referencedKeys } from './keys.ts'
import { type Allowed, refusalsOf } from './refusals.ts'
import type { Risk } from './risks.ts'
import { ORIGIN_ID, type SchemaSnapshot } from './schema-snapshot.ts'
import { chained } from './snapshot-chain.ts'
import { BREAKPOINT, printSql } from './sql-file.ts'
import { type Step, stepsOf } from './steps.ts'

/** A migration to be written. */
export interface Migration {
  /** `0001_add_reviews` */
  readonly tag: string
  /** `migrations/0001_add_reviews.sql` */
  readonly path: string
  readonly statements: readonly string[]
  /** Whether each statement stands by itself, so that nobody waits for all of them. */
  readonly isOnline: boolean
  /** What it destroys; everything else is in a migration before it. */
  readonly drops: readonly Drop[]
  /** What may fail, or cut values, where there are rows. */
  readonly risks: readonly Risk[]
}

/** Migrations, and the files that they and drizzle-kit's records of them are, by path. */
export interface PlannedFiles {
  readonly migrations: readonly Migration[]
  readonly files: ReadonlyMap<string, string>
  /** Why they must not be written: what they lose and nobody has named. */
  readonly refused: readonly Problem[]
}

/** What a plan is made of. */
export interface PlanInput {
  readonly history: History
  readonly diff: SchemaDiff
  readonly data: DataChanges
  readonly allowed: Allowed
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The migrations that lead from the last one to the schema, see {@link stepsOf}; none when nothing changed. */
export function planFiles({ history, diff, data, allowed, now }: PlanInput): PlannedFiles {
  const { journal } = history
  const previous = diff.renames?.snapshot ?? history.previous
  refuseReferencedKeys(previous, diff.snapshot)
  refuseUnplannable(diff.legs.flatMap(({ statements }) => statements))
  const steps = stepsOf(previous, diff, data)
  const records = steps.map((step, index) => recordOf(step, { journal, index, now }))
  const linked = chain(records, previous?.id ?? ORIGIN_ID)
  if (records.length === 0) return { migrations: [], files: new Map(), refused: [] }
  const next = { ...journal, entries: [...journal.entries, ...records.map(({ entry }) => entry)] }
  const files = linked.flatMap(({ migration, snapshot }) => [
    [migration.path, printSql(migration)] as const,
    [snapshotPath(migration.tag), printJson(snapshot)] as const,
  ])
  return {
    migrations: linked.map(({ migration }) => migration),
    files: new Map([...files, [JOURNAL_PATH, printJson(next)]]),
    refused: refusalsOf(
      { drops: steps.flatMap(({ drops }) => drops), risks: steps.flatMap(({ risks }) => risks) },
      allowed,
    ),
  }
}

interface Recorded {
  readonly entry: JournalEntry
  readonly migration: Migration
  readonly snapshot: SchemaSnapshot
}

function recordOf(step: Step, { journal, index, now }: { journal: Journal; index: number; now: number }): Recorded {
  const last = journal.entries.at(-1)
  const idx = (last === undefined ? 0 : last.idx + 1) + index
  // A migration with an earlier time than one before it would be skipped in silence.
  const when = Math.max(now, (last?.when ?? 0) + 1) + index
  const tag = `${String(idx).padStart(4, '0')}_${step.name}`
  return {
    entry: { idx, version: '7', when, tag, breakpoints: true },
    migration: {
      tag,
      path: sqlPath(tag),
      statements: step.statements,
      isOnline: step.isOnline,
      drops: step.drops,
      risks: step.risks,
    },
    snapshot: step.snapshot,
  }
}

function chain(records: readonly Recorded[], origin: string): readonly Recorded[] {
  let prevId = origin
  return records.map((record) => {
    const snapshot = chained(record.snapshot, prevId)
    prevId = snapshot.id
    return { ...record, snapshot }
  })
}

/** What refers to the old key says nothing of the new one. */
function refuseReferencedKeys(previous: SchemaSnapshot | undefined, next: SchemaSnapshot): void {
  const found = previous === undefined ? [] : referencedKeys(previous, next)
  if (found.length === 0) return
  throw invalid(
    found.map(({ table, before, references }) => ({
      code: 'ASH3144',
      message: `the primary key of \`${tableName(table)}\` is no longer \`${before?.columns.join(', ')}\`, and \`${references.join('`, `')}\` refers to it`,
      hint: KEY_IN_STEPS,
    })),
  )
}

const KEY_IN_STEPS =
  'keep `key:` until nothing refers to it: 1. put a plain field of the type of the new key beside each reference, and fill it by a migration of your own; 2. take the references out and change `key:`; 3. make the plain fields references by `renamedFrom` (`docs/migrations.md` of ashlar has it in full)'

function refuseUnplannable(statements: readonly string[]): void {
  if (statements.some((statement) => statement.includes(BREAKPOINT))) {
    throw invalid([
      {
        code: 'ASH3143',
        message: `a default or a name in the schema holds \`${BREAKPOINT}\`, where drizzle would cut the statement in two`,
        hint: 'write it differently',
      },
    ])
  }
}
