import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { AshlarError, EXIT, type Problem } from '../errors.ts'
import type { Lock } from '../merge/lock.ts'
import { sha256 } from '../merge/text.ts'
import type { Write } from '../merge/write.ts'
import type { DataChanges } from '../plan/fills.ts'
import type { ModuleExport } from '../spec/spec.ts'
import type { ExternalTable } from './external-table.ts'
import { refuseUnfounded } from './history-flaws.ts'
import { JOURNAL_PATH, type ReadText, readHistory } from './journal.ts'
import { KEPT_PATH, printKept, staleIn } from './keepers.ts'
import { type Mended, mendedMigrations } from './mend.ts'
import { type Migration, planFiles } from './plan.ts'
import { type MigrationBranches, type Moved, type Rebased, rebased } from './rebase.ts'
import type { Allowed } from './refusals.ts'
import type { DataRenames } from './rename.ts'
import { NO_DATA } from './risks.ts'
import { schemaHash } from './schema-hash.ts'
import { startChild } from './start-child.ts'
import { printSwaps, refuseHalfSwapped, SWAPS_PATH, swapsDone, swapsIn } from './swaps.ts'

/** A project whose files are about to be written. */
export interface MigrationInput {
  /** Absolute. */
  readonly root: string
  /** The text that every generated file will have, by path, `undefined` where one goes; the disk is asked for the rest. */
  readonly candidateFiles: ReadonlyMap<string, string | undefined>
  readonly lock: Pick<Lock, 'schema'>
  /** The module that exports every table that is migrated, relative to the project. */
  readonly entry: string
  /** Tables of the project that are used and not migrated. */
  readonly externals: readonly External[]
  /** Throws what is wrong with them, before anything is planned; they are in the order of `externals`. */
  readonly requireExternals: (tables: readonly ExternalTable[]) => void
  /** What may be dropped, as `products` or `products.old_name`. */
  readonly allowDrop: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
  /** Columns that nothing fills, as `products.weight`, where no row needs it. */
  readonly allowUnfilled?: readonly string[]
  /** What the description says of rows that are there. */
  readonly data?: DataChanges
  /** What the description says was called otherwise before, and what of it is to be remembered: see {@link swapsIn}. */
  readonly renames?: DataRenames & { readonly swaps?: readonly string[] }
  /** Where git is in the middle of merging two branches that each have new ones. */
  readonly branches?: MigrationBranches | undefined
}

/** A table of the project. */
export interface External extends ModuleExport {
  /** What is said of it; while that and the schema are the same, nobody looks at the table again. */
  readonly said: unknown
}

/** What to write and what to record in the lock, or why nothing could be planned. */
export type MigrationPlan = MovedMigrations & (PlannedMigrations | { readonly unavailable: 'not-installed' })

interface PlannedMigrations {
  readonly migrations: readonly Migration[]
  readonly schema: string
  /** What would be lost and nobody has named: see {@link requireNamed}. */
  readonly refused: readonly Problem[]
}

interface MovedMigrations {
  readonly writes: readonly Write[]
  /** Migrations of one branch that come after those of the other now. */
  readonly moved: readonly Moved[]
  /** Migrations that were written already, and would fail as they were. */
  readonly mended: readonly Mended[]
}

/**
 * Plans the migrations that the candidate schema needs; writes nothing. While the schema and the migrations are those
 * that the lock names, no process is started. Without the project's dependencies nothing is planned, and the schema of the lock stays.
 */
export async function planMigration(input: MigrationInput): Promise<MigrationPlan> {
  const { root, candidateFiles, lock, externals, now, branches, data = NO_DATA } = input
  const onDisk = readerOf(root)
  const { files: ordered, moved } = branches === undefined ? UNMOVED : rebased(branches)
  const recorded: ReadText = (path) => (ordered.has(path) ? ordered.get(path) : onDisk(path))
  const afterwards: ReadText = (path) => (candidateFiles.has(path) ? candidateFiles.get(path) : recorded(path))
  const schema = verdictHash(afterwards, input)
  const writesOf = (files: ReadonlyMap<string, string | undefined>): readonly Write[] => writesTo(files, onDisk)
  const renames = renamesIn(input)
  const swaps = input.renames?.swaps ?? swapsIn(renames)
  const swapped = swapsDone(onDisk, renames)
  const stale = staleIn(onDisk, data.kept)
  const isCurrent = schema === lock.schema && swaps.every((swap) => swapped.includes(swap)) && stale.length === 0
  if (!isCurrent && !isInstalled(root)) {
    const isFirst = recorded(JOURNAL_PATH) === undefined
    if (!isFirst) refuseHalfSwapped(renames, swapped)
    const remembered = isFirst ? [...swapsFile(onDisk, swaps), ...keptFile(onDisk, data.kept)] : []
    const files = new Map([...ordered, ...remembered])
    return { unavailable: 'not-installed', writes: writesOf(files), moved, mended: [] }
  }
  if (!isCurrent) refuseUnfounded(recorded)
  const mended = mendedMigrations(recorded, data)
  const texts = mended.map(({ path, text }) => [path, text] as const)
  const remembered = [...swapsFile(onDisk, swaps), ...keptFile(onDisk, data.kept)]
  const written = new Map([...ordered, ...texts, ...remembered])
  if (isCurrent) {
    return { migrations: [], writes: writesOf(written), moved, mended, schema, refused: [] }
  }
  const history = readHistory(recorded)
  const files = Object.fromEntries([...candidateFiles].map(([path, text]) => [path, text ?? null]))
  const diff = await startChild({
    root,
    entry: input.entry,
    files,
    previous: history.previous,
    renames: { ...renames, swapped },
    data: { ...data, kept: stale },
    externals: externals.map(({ module, name }) => ({ module, name })),
  })
  input.requireExternals(diff.externals.map((table) => table ?? undefined))
  const {
    migrations,
    files: made,
    refused,
  } = planFiles({
    history,
    diff,
    data: { ...data, kept: stale },
    allowed: allowedIn(input),
    now,
  })
  const writes = writesOf(new Map([...written, ...made]))
  const next = verdictHash((path) => made.get(path) ?? afterwards(path), input)
  return { migrations, writes, moved, mended, schema: next, refused }
}

/** The plan, where it may be written: what loses data that nobody named is refused (exit 1). */
export function requireNamed(plan: MigrationPlan): MigrationPlan {
  if ('unavailable' in plan || plan.refused.length === 0) return plan
  throw new AshlarError(EXIT.drift, plan.refused)
}

/** What has to be written for files to have these texts; `undefined` takes one out. */
export function writesTo(files: ReadonlyMap<string, string | undefined>, onDisk: ReadText): readonly Write[] {
  return [...files].map(([path, text]) => ({ path, text, executable: false, expect: hashOf(onDisk(path)) }))
}

const UNMOVED: Rebased = { files: new Map(), moved: [] }

function allowedIn({ allowDrop, allowUnfilled }: MigrationInput): Allowed {
  return { drop: allowDrop, unfilled: allowUnfilled ?? [] }
}

/** Without what the child does not need. */
function renamesIn({ renames }: MigrationInput): DataRenames {
  return { tables: renames?.tables ?? [], columns: renames?.columns ?? [], circles: renames?.circles ?? [] }
}

/** What is remembered of names that went round, where that changes. */
function swapsFile(read: ReadText, swaps: readonly string[]): readonly (readonly [string, string | undefined])[] {
  const before = read(SWAPS_PATH)
  const text = printSwaps(swaps, before)
  return before === text ? [] : [[SWAPS_PATH, text]]
}

/** What is remembered of columns that follow from other rows, where that changes. */
function keptFile(read: ReadText, kept: DataChanges['kept'] = []): readonly (readonly [string, string | undefined])[] {
  const before = read(KEPT_PATH)
  const text = printKept(kept, before)
  return before === text ? [] : [[KEPT_PATH, text]]
}

/** Reads the texts of a project. */
export function readerOf(root: string): ReadText {
  return (path) => readText(join(root, path))
}

/** The hash of all that decides: the schema, and what is said of tables that it does not hold, with their modules. */
function verdictHash(read: ReadText, { entry, externals }: Pick<MigrationInput, 'entry' | 'externals'>): string {
  const schema = schemaHash(read, entry)
  if (externals.length === 0) return schema
  return sha256(JSON.stringify([schema, ...externals.map((one) => [one, schemaHash(read, join(one.module))])]))
}

const NEEDED = ['drizzle-kit/api', 'drizzle-orm', 'rolldown']

/** Whether a project has what a migration is planned with. */
export function isInstalled(root: string): boolean {
  const { resolve } = createRequire(join(root, 'package.json'))
  return NEEDED.every((name) => {
    try {
      return resolve(name) !== ''
    } catch {
      return false
    }
  })
}

/** The text of a file, or `undefined` when there is none; a folder of that name is none either. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined
    throw error
  }
}

function hashOf(text: string | undefined): string {
  return text === undefined ? 'absent' : sha256(text)
}
