import { type Change, textsAfter } from '../merge/change.ts'
import { type Lock, nextLock } from '../merge/lock.ts'
import type { Snapshot } from '../merge/snapshot.ts'
import type { Write } from '../merge/write.ts'
import { type MigrationPlan, planMigration } from '../migrate/plan-migration.ts'
import { packageVersion, readTemplates } from '../package.ts'
import { decideFiles, generateFiles } from '../pipeline.ts'
import { projectWrites } from '../project/project-writes.ts'
import { readLock, readSnapshot } from '../project/snapshot.ts'
import { toolDependency } from '../project/vendor.ts'
import type { Source } from '../spec/source.ts'

/** A project, its description, and what the user allows. */
export interface UpdateInput {
  readonly root: string
  readonly source: Source
  /** Tables and columns (`products`, `products.old_name`) that a migration may drop. */
  readonly allowDrop: readonly string[]
  /** Milliseconds since 1970, for the order of migrations. */
  readonly now: number
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
export async function inspect(root: string, source: Source): Promise<Inspection> {
  const files = generateFiles(source, await readTemplates(), toolDependency(await packageVersion()))
  const lock = readLock(root)
  const snapshot = readSnapshot(root, lock, files)
  return { lock, snapshot, changes: decideFiles(files, { lock, snapshot }) }
}

/** Inspects the project and plans the migration; writes nothing. */
export async function planUpdate({ root, source, allowDrop, now }: UpdateInput): Promise<Update> {
  const { lock, snapshot, changes } = await inspect(root, source)
  const migration = await planMigration({ root, candidateFiles: textsAfter(changes), lock, allowDrop, now })
  const next = nextLock(lock, changes, await about(source, schemaAfter(migration, lock)))
  return { changes, migration, writes: [...projectWrites(changes, next, snapshot), ...migrationWrites(migration)] }
}

async function about(source: Source, schema: string | undefined): Promise<Omit<Lock, 'entries'>> {
  return { tool: await packageVersion(), description: source.file, schema }
}

function schemaAfter(migration: MigrationPlan, lock: Lock): string | undefined {
  return 'unavailable' in migration ? lock.schema : migration.schema
}

function migrationWrites(migration: MigrationPlan): readonly Write[] {
  return 'unavailable' in migration ? [] : migration.writes
}
