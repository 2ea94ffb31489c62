import { type Change, textsAfter } from '../merge/change.ts'
import { type Lock, nextLock } from '../merge/lock.ts'
import type { Snapshot } from '../merge/snapshot.ts'
import type { Write } from '../merge/write.ts'
import { type MigrationPlan, planMigration } from '../migrate/plan-migration.ts'
import { packageVersion, readTemplates } from '../package.ts'
import { decideFiles, generateFiles } from '../pipeline.ts'
import { placeOf } from '../plan/embedding.ts'
import { PATHS } from '../plan/paths.ts'
import type { Setup } from '../plan/setup.ts'
import { projectWrites } from '../project/project-writes.ts'
import { readLock, readSnapshot } from '../project/snapshot.ts'
import type { Source } from '../spec/source.ts'

/** A project, its description, and what the user allows. */
export interface UpdateInput {
  readonly root: string
  readonly source: Source
  /** Tables and columns (`products`, `products.old_name`) that a migration may drop. */
  readonly allowDrop: readonly string[]
  /** Milliseconds since 1970, for the order of migrations. */
  readonly now: number
  /** That of a new project; one that is there keeps what its lock says. */
  readonly setup?: Setup
}

/** All that a project needs to be what its description says, and nothing of it done yet. */
export interface Update {
  readonly changes: readonly Change[]
  readonly migration: MigrationPlan
  /** Code, lock and migration: one `commit`. */
  readonly writes: readonly Write[]
}

/** A project as it is against its description. */
export interface Inspection {
  readonly lock: Lock
  readonly snapshot: Snapshot
  readonly changes: readonly Change[]
}

/** Looks at the project and asks the pipeline; writes nothing. */
export async function inspect({ root, source, setup }: Pick<UpdateInput, Looked>): Promise<Inspection> {
  const lock = readLock(root)
  const files = generateFiles(source, await readTemplates(), setup ?? lock.setup)
  const snapshot = readSnapshot(root, lock, files)
  return { lock, snapshot, changes: decideFiles(files, { lock, snapshot }) }
}

type Looked = 'root' | 'source' | 'setup'

/** Inspects the project and plans the migration; writes nothing. */
export async function planUpdate(input: UpdateInput): Promise<Update> {
  const { root, source, allowDrop, now } = input
  const { lock, snapshot, changes } = await inspect(input)
  const setup = input.setup ?? lock.setup
  const candidateFiles = textsAfter(changes)
  const migration = await planMigration({ root, candidateFiles, lock, entry: schemaEntry(setup), allowDrop, now })
  const next = nextLock(lock, changes, {
    tool: await packageVersion(),
    description: source.file,
    schema: schemaAfter(migration, lock),
    setup,
  })
  return { changes, migration, writes: [...projectWrites(changes, next, snapshot), ...migrationWrites(migration)] }
}

/** The module that exports every table that a project migrates. */
export function schemaEntry(setup: Setup): string {
  return placeOf(PATHS.schema, setup)
}

function schemaAfter(migration: MigrationPlan, lock: Lock): string | undefined {
  return 'unavailable' in migration ? lock.schema : migration.schema
}

function migrationWrites(migration: MigrationPlan): readonly Write[] {
  return 'unavailable' in migration ? [] : migration.writes
}
