import { invalid, type Problem } from '../errors.ts'
import type { SchemaDiff } from './child-protocol.ts'
import { type Drop, dropsBetween } from './drops.ts'
import {
  type History,
  JOURNAL_PATH,
  type Journal,
  type JournalEntry,
  printJson,
  snapshotPath,
  sqlPath,
} from './journal.ts'
import { midOf } from './mid.ts'
import { contractName, expandName, renameName } from './migration-name.ts'
import { type Losses, refusalsOf } from './refusals.ts'
import type { RenamedSchema } from './rename.ts'
import { type Risk, risksBetween } from './risks.ts'
import { ORIGIN_ID, type SchemaSnapshot } from './schema-snapshot.ts'
import { chained } from './snapshot-chain.ts'

/** A migration to be written. */
export interface Migration {
  /** `0001_add_reviews` */
  readonly tag: string
  /** `migrations/0001_add_reviews.sql` */
  readonly path: string
  readonly statements: readonly string[]
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
  /** What may be dropped, as `products` or `products.old_name`. */
  readonly allowDrop: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The end of a statement in a migration, for drizzle's migrators. */
const BREAKPOINT = '--> statement-breakpoint'

/**
 * The migrations that lead from the last one to the schema: one that renames, one that adds and alters, one that drops;
 * none when nothing changed.
 */
export function planFiles({ history, diff, allowDrop, now }: PlanInput): PlannedFiles {
  const { journal } = history
  const previous = diff.renames?.snapshot ?? history.previous
  refuseUnplannable([...diff.expand, ...diff.contract])
  const drops = previous === undefined ? [] : dropsBetween(previous, diff.snapshot)
  const risks = previous === undefined ? [] : risksBetween(previous, diff.snapshot)
  const steps = stepsOf(previous, diff, { drops, risks })
  const records = steps.map((step, index) => recordOf(step, { journal, index, now }))
  const linked = chain(records, previous?.id ?? ORIGIN_ID)
  if (records.length === 0) return { migrations: [], files: new Map(), refused: [] }
  const next = { ...journal, entries: [...journal.entries, ...records.map(({ entry }) => entry)] }
  const files = linked.flatMap(({ migration, snapshot }) => [
    [migration.path, printSql(migration.statements)] as const,
    [snapshotPath(migration.tag), printJson(snapshot)] as const,
  ])
  return {
    migrations: linked.map(({ migration }) => migration),
    files: new Map([...files, [JOURNAL_PATH, printJson(next)]]),
    refused: refusalsOf({ drops, risks }, allowDrop),
  }
}

interface Step {
  readonly name: string
  readonly statements: readonly string[]
  readonly snapshot: SchemaSnapshot
  readonly drops: readonly Drop[]
  readonly risks: readonly Risk[]
}

function stepsOf(previous: SchemaSnapshot | undefined, diff: SchemaDiff, { drops, risks }: Losses): readonly Step[] {
  const { snapshot, expand, contract } = diff
  const mid = previous === undefined || contract.length === 0 ? snapshot : midOf(previous, snapshot)
  const steps = [
    ...renameSteps(diff.renames),
    { name: expandName(previous, mid), statements: expand, snapshot: mid, drops: [], risks },
    { name: contractName(drops), statements: contract, snapshot, drops, risks: [] },
  ]
  return steps.filter(({ statements }) => statements.length > 0)
}

/** Before all else, and by themselves: what comes after is the same whatever things are called. */
function renameSteps(renames: RenamedSchema | null): readonly Step[] {
  if (renames === null) return []
  const { renamed, statements, snapshot } = renames
  const risks = renamed.map(({ from, to }): Risk => ({ kind: 'renamed', column: from, to }))
  return [{ name: renameName(renamed.map(({ from }) => from)), statements, snapshot, drops: [], risks }]
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

function printSql(statements: readonly string[]): string {
  return `${statements.map((statement) => statement.trim()).join(`\n${BREAKPOINT}\n`)}\n`
}

/** Where drizzle-kit does not know the name of the key that is there, it adds a second one, which PostgreSQL refuses. */
const PRIMARY_KEY_CHANGE = /<constraint_name>|^ALTER TABLE .* ADD PRIMARY KEY/m

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
  if (statements.some((statement) => PRIMARY_KEY_CHANGE.test(statement))) {
    throw invalid([
      {
        code: 'ASH3144',
        message: 'the primary key of a table that exists already changes, which ashlar cannot migrate',
        hint: 'keep its `key:`, or describe a new resource with the new key',
      },
    ])
  }
}
