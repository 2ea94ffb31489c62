import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Project } from '../merge/branches.ts'
import { type Change, textsAfter } from '../merge/change.ts'
import { type Lock, nextLock } from '../merge/lock.ts'
import { noteLostImports } from '../merge/lost-imports.ts'
import { renaming, withRenamedSubjects } from '../merge/renames.ts'
import type { Snapshot } from '../merge/snapshot.ts'
import type { Write } from '../merge/write.ts'
import { codeRenames, dataRenames } from '../migrate/names-before.ts'
import { isInstalled, type MigrationPlan, planMigration, readerOf, requireNamed } from '../migrate/plan-migration.ts'
import type { Service } from '../model/model.ts'
import { type Renames, subjectsOf } from '../model/renames.ts'
import { changedForAll } from '../model/shared-rows.ts'
import { packageVersion, readTemplates } from '../package.ts'
import { decideFiles, describeGenerated, filesOf, requireExternals } from '../pipeline.ts'
import { placeOf } from '../plan/embedding.ts'
import { dataChangesOf } from '../plan/fills.ts'
import { PATHS } from '../plan/paths.ts'
import type { Setup } from '../plan/setup.ts'
import { isLockMerged, readLockOfBranches, settleBranches } from '../project/branches.ts'
import { formattedFiles, inNewFormat } from '../project/format/formatted-files.ts'
import { type StagedConflict, stagedConflicts } from '../project/index-stages.ts'
import { readMigrationBranches } from '../project/migration-branches.ts'
import { projectWrites } from '../project/project-writes.ts'
import { readSnapshot } from '../project/snapshot.ts'
import type { GeneratedFile } from '../render/generated-file.ts'
import type { Source } from '../spec/source.ts'

/** A project, its description, and what the user allows. */
export interface UpdateInput {
  readonly root: string
  readonly source: Source
  /** Tables and columns (`products`, `products.old_name`) that a migration may drop. */
  readonly allowDrop: readonly string[]
  /** Columns (`products.weight`) that may become required though nothing fills them. */
  readonly allowUnfilled?: readonly string[]
  /** Milliseconds since 1970, for the order of migrations. */
  readonly now: number
  /** Whether files in conflict get conflict markers. */
  readonly markers?: boolean
  /** That of a new project; one that is there keeps what its lock says. */
  readonly setup?: Setup
}

/** All that a project needs to be what its description says, and nothing of it done yet. */
export interface Update {
  readonly changes: readonly Change[]
  /** Whether anything of it is made of two branches that git has merged. */
  readonly ofBranches: boolean
  /** Whether nobody signs in, and so everybody may do everything. */
  readonly isPublic: boolean
  /** Resources that belong to no tenant, and that people of any tenant may change. */
  readonly changedForAll: readonly string[]
  readonly migration: MigrationPlan
  /** What git is to know of conflicts, once it is written. */
  readonly staged: readonly StagedConflict[]
  /** Code, lock and migration: one `commit`. */
  readonly writes: readonly Write[]
}

/** A project as it is against its description. */
export interface Inspection {
  readonly service: Service
  readonly lock: Lock
  readonly snapshot: Snapshot
  readonly changes: readonly Change[]
  /** The settings of the project's formatter, as the lock is to remember them. */
  readonly formatter: string | undefined
  /** Whether git has merged two locks into the one that stands there. */
  readonly lockMerged: boolean
}

/** Looks at the project and asks the pipeline; writes nothing. */
export async function inspect({ root, source, setup }: Pick<UpdateInput, Looked>): Promise<Inspection> {
  const lock = await readLockOfBranches(root)
  const settings = { descriptionFile: source.file, setup: setup ?? lock.setup }
  const service = describeGenerated(source, { embedded: settings.setup.embed !== undefined })
  const generated = filesOf(service, settings, await readTemplates())
  const { files, formatter, changed } = await formattedFiles(root, lock, generated)
  const renames = codeRenames(service, lock, readerOf(root))
  const renamed = withRenamedSubjects(lock, renames.subjects, subjectsOf(service))
  const read = { lock: renamed, snapshot: readSnapshot(root, renamed, files) }
  const settled = await settleBranches(root, read)
  const project = changed === undefined ? settled : await inNewFormat(root, changed, settled)
  return {
    service,
    ...project,
    formatter,
    lockMerged: isLockMerged(read),
    changes: noteLostImports(await decided(files, project, renames)),
  }
}

/** The compiler is loaded only where a file has to be merged that both sides changed. */
async function decided(files: readonly GeneratedFile[], project: Project, renames: Renames) {
  const changes = decideFiles(files, project)
  const { unmerged } = project.snapshot
  const mayMerge = changes.some(
    ({ kind, base, path }) => kind === 'conflict' && (base !== undefined || unmerged?.has(path)),
  )
  if (!mayMerge) return changes
  const { fileMerge, remembered } = await import('../merge/merge-file.ts')
  return decideFiles(files, { ...project, merge: remembered(renaming(fileMerge(textsAfter(changes)), renames)) })
}

type Looked = 'root' | 'source' | 'setup'

/** Inspects the project and plans the migration; writes nothing. */
export async function planUpdate(input: UpdateInput): Promise<Update> {
  const { source } = input
  const inspection = await inspect(input)
  const { lock, snapshot, changes } = inspection
  const migration = requireNamed(await planMigrationOf(inspection, input))
  const next = nextLock(lock, changes, {
    tool: await packageVersion(),
    description: source.file,
    formatter: inspection.formatter,
    schema: schemaAfter(migration, lock),
    setup: input.setup ?? lock.setup,
  })
  const ofBranches = inspection.lockMerged || migration.moved.length > 0
  const { markers = false } = input
  return {
    changes,
    migration,
    ofBranches,
    isPublic: inspection.service.auth === undefined,
    changedForAll: changedForAll(inspection.service).map(({ names }) => names.one),
    staged: markers ? stagedConflicts(changes, snapshot) : [],
    writes: [...projectWrites(changes, next, snapshot, { markers }), ...migration.writes],
  }
}

/** Plans the migration of a project that was inspected, and holds what is said of its own tables against them. */
export async function planMigrationOf(
  { service, lock, changes }: Inspection,
  { root, source, setup, allowDrop, allowUnfilled = [], now }: UpdateInput,
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
    allowUnfilled,
    now,
    data: dataChangesOf(service),
    renames: dataRenames(service, readerOf(root)),
    branches: await readMigrationBranches(root, readerOf(root)),
  })
}

function schemaAfter(migration: MigrationPlan, lock: Lock): string | undefined {
  return 'unavailable' in migration ? lock.schema : migration.schema
}
