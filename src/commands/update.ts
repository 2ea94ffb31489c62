import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Change, textsAfter } from '../merge/change.ts'
import { type Lock, nextLock } from '../merge/lock.ts'
import { noteLostImports } from '../merge/lost-imports.ts'
import type { Snapshot } from '../merge/snapshot.ts'
import type { Write } from '../merge/write.ts'
import { isInstalled, type MigrationPlan, planMigration } from '../migrate/plan-migration.ts'
import type { Service } from '../model/model.ts'
import { packageVersion, readTemplates } from '../package.ts'
import { decideFiles, describeGenerated, filesOf, requireExternals } from '../pipeline.ts'
import { placeOf } from '../plan/embedding.ts'
import { PATHS } from '../plan/paths.ts'
import type { Setup } from '../plan/setup.ts'
import { projectWrites } from '../project/project-writes.ts'
import { readLock, readSnapshot } from '../project/snapshot.ts'
import type { GeneratedFile } from '../render/generated-file.ts'
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
  readonly service: Service
  readonly lock: Lock
  readonly snapshot: Snapshot
  readonly changes: readonly Change[]
}

/** Looks at the project and asks the pipeline; writes nothing. */
export async function inspect({ root, source, setup }: Pick<UpdateInput, Looked>): Promise<Inspection> {
  const lock = readLock(root)
  const settings = { descriptionFile: source.file, setup: setup ?? lock.setup }
  const service = describeGenerated(source, { embedded: settings.setup.embed !== undefined })
  const files = filesOf(service, settings, await readTemplates())
  const snapshot = readSnapshot(root, lock, files)
  return { service, lock, snapshot, changes: noteLostImports(await decided(files, { lock, snapshot })) }
}

/** The compiler is loaded only where a file has to be merged that both sides changed. */
async function decided(files: readonly GeneratedFile[], project: { readonly lock: Lock; readonly snapshot: Snapshot }) {
  const changes = decideFiles(files, project)
  if (!changes.some(({ kind, base }) => kind === 'conflict' && base !== undefined)) return changes
  const { fileMerge, remembered } = await import('../merge/merge-file.ts')
  return decideFiles(files, { ...project, merge: remembered(fileMerge(textsAfter(changes))) })
}

type Looked = 'root' | 'source' | 'setup'

/** Inspects the project and plans the migration; writes nothing. */
export async function planUpdate(input: UpdateInput): Promise<Update> {
  const { source } = input
  const inspection = await inspect(input)
  const { lock, snapshot, changes } = inspection
  const migration = await planMigrationOf(inspection, input)
  const next = nextLock(lock, changes, {
    tool: await packageVersion(),
    description: source.file,
    schema: schemaAfter(migration, lock),
    setup: input.setup ?? lock.setup,
  })
  return { changes, migration, writes: [...projectWrites(changes, next, snapshot), ...migrationWrites(migration)] }
}

/** Plans the migration of a project that was inspected, and holds what is said of its own tables against them. */
export async function planMigrationOf(
  { service, lock, changes }: Inspection,
  { root, source, setup, allowDrop, now }: UpdateInput,
): Promise<MigrationPlan> {
  const used = service.resources.flatMap((resource) => {
    const { names, external, fields, operations } = resource
    return external === undefined ? [] : [{ one: names.one, ...external, said: [fields, operations] }]
  })
  const absent =
    used.length > 0 && isInstalled(root) ? used.filter(({ module }) => !existsSync(join(root, module))) : []
  requireExternals(source, service, new Map(absent.map(({ one }) => [one, 'absent'])))
  return planMigration({
    root,
    candidateFiles: textsAfter(changes),
    lock,
    entry: placeOf(PATHS.schema, setup ?? lock.setup),
    externals: used,
    requireExternals: (tables) =>
      requireExternals(source, service, new Map(tables.map((table, at) => [used[at]?.one ?? '', table]))),
    allowDrop,
    now,
  })
}

function schemaAfter(migration: MigrationPlan, lock: Lock): string | undefined {
  return 'unavailable' in migration ? lock.schema : migration.schema
}

function migrationWrites(migration: MigrationPlan): readonly Write[] {
  return 'unavailable' in migration ? [] : migration.writes
}
