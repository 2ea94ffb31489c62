import { relative, sep } from 'node:path'
import * as z from 'zod'
import { EXIT } from '../errors.ts'
import { type Change, textsAfter } from '../merge/change.ts'
import { isUnfounded } from '../migrate/history-flaws.ts'
import { JOURNAL_PATH } from '../migrate/journal.ts'
import { readerOf } from '../migrate/plan-migration.ts'
import { packageVersion } from '../package.ts'
import { PATHS } from '../plan/paths.ts'
import { migrationFlaws } from '../project/migration-flaws.ts'
import { STATE } from '../project/paths.ts'
import { typeProblems } from '../project/type-checker.ts'
import { checkedAsSarif, checkedForGithub } from '../report/check-formats.ts'
import { type Checked, checkedData, checkedText, hasFindings } from '../report/checked.ts'
import { withOwners } from '../report/type-errors.ts'
import type { Command } from './context.ts'
import { descriptionWrites, withProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'
import { type Inspection, inspect, planMigrationOf, type UpdateInput } from './update.ts'

const FORMATS = ['text', 'json', 'github', 'sarif'] as const

const Options = z.strictObject({
  ...commonOptions,
  json: z.boolean().default(false),
  format: z.enum(FORMATS).default('text'),
  types: z.boolean().default(false),
})

/** `ashlar check`: exit code 1 when the project is not what its description says; writes nothing. */
export const check: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const checked = await withProject({ root, writes: false }, async (description): Promise<Checked> => {
    const input = { root, source: description.source, allowDrop: [], now: context.now() }
    const inspection = await inspect(input)
    const flaws = await migrationFlaws(root, readerOf(root))
    const { migrationsMerged, ...migration } = flaws.some(isUnfounded)
      ? UNFOUNDED
      : await migrationState(inspection, input)
    const ofBranches = [
      ...descriptionWrites(description).map(({ path }) => path),
      ...(inspection.lockMerged ? [STATE.lock] : []),
      ...(migrationsMerged ? [JOURNAL_PATH] : []),
    ]
    const { changes } = inspection
    const types = options.types ? { types: await typesOf(root, changes) } : {}
    const weaknesses = await weaknessesOf(root, inspection)
    const connections = await connectionsOf(inspection)
    return { changes, ofBranches, flaws, ...migration, weaknesses, connections, ...types }
  })
  const { terminal } = context
  const exitCode = hasFindings(checked) ? EXIT.drift : EXIT.clean
  const format = options.json ? 'json' : options.format
  const folder = folderInRepository(root, process.env.GITHUB_WORKSPACE)
  if (format === 'json') terminal.out(JSON.stringify({ exitCode, ...checkedData(checked) }, undefined, 2))
  else if (format === 'sarif') {
    const version = await packageVersion()
    terminal.out(JSON.stringify(checkedAsSarif(checked, { folder, version }), undefined, 2))
  } else {
    terminal.out(checkedText(checked, terminal.paint))
    if (format === 'github' && exitCode !== EXIT.clean) terminal.out(checkedForGithub(checked, folder))
  }
  return exitCode
}

/** Where people sign in, and nothing else of an application is around the service. */
async function weaknessesOf(root: string, { service, lock, changes }: Inspection): Promise<Checked['weaknesses']> {
  if (service.auth === undefined || lock.setup.embed !== undefined) return undefined
  const { auditedFiles } = await import('../project/audited-files.ts')
  const files = auditedFiles(root, changes)
  if (files.every(({ text, generated }) => text === generated)) return []
  const { auditService } = await import('../audit/audit.ts')
  return auditService(files)
}

/** The manifests are edited by hand, and nothing else compares them with one another before they run. */
async function connectionsOf({ service, changes }: Inspection): Promise<Checked['connections']> {
  if (!service.deploy.includes('kubernetes')) return undefined
  const { connectionFlaws } = await import('../audit/connections.ts')
  const texts = textsAfter(changes)
  const manifest = (path: string) => ({ path, text: texts.get(path) })
  return connectionFlaws({
    deployment: manifest(PATHS.kubernetesDeployment),
    scaling: manifest(PATHS.kubernetesScaling),
    settings: manifest(PATHS.kubernetesSettings),
  })
}

async function typesOf(root: string, changes: readonly Change[]): Promise<Checked['types']> {
  const sources = changes.filter(({ path, before }) => before !== undefined && /\.[mc]?ts$/.test(path))
  const problems = await typeProblems(
    root,
    sources.map(({ path, from }) => from ?? path),
  )
  return withOwners(problems, changes)
}

/** Whoever shows findings beside files names the files from the root of the repository. */
function folderInRepository(root: string, workspace = root): string {
  const folder = relative(workspace, root).split(sep).join('/')
  return folder.startsWith('..') ? '' : folder
}

interface MigrationFindings extends Pick<Checked, 'migration' | 'refused'> {
  readonly migrationsMerged: boolean
}

/** Whether one is missing cannot be told before those that are there are in order. */
const UNFOUNDED: MigrationFindings = { migration: 'unknown', refused: [], migrationsMerged: false }

async function migrationState(inspection: Inspection, input: UpdateInput): Promise<MigrationFindings> {
  const planned = await planMigrationOf(inspection, input)
  const migrationsMerged = planned.moved.length > 0
  // Without the dependencies only the recorded hash can tell, if there is one.
  if ('unavailable' in planned) {
    return { migration: inspection.lock.schema === undefined ? 'unknown' : 'missing', refused: [], migrationsMerged }
  }
  const migration = planned.migrations.length + planned.mended.length === 0 ? 'current' : 'missing'
  return { migration, refused: planned.refused, migrationsMerged }
}
