import { relative, sep } from 'node:path'
import * as z from 'zod'
import { AshlarError, EXIT } from '../errors.ts'
import type { Change } from '../merge/change.ts'
import { packageVersion } from '../package.ts'
import { typeProblems } from '../project/type-checker.ts'
import { checkedAsSarif, checkedForGithub } from '../report/check-formats.ts'
import { type Checked, checkedData, checkedText, hasFindings } from '../report/checked.ts'
import { withOwners } from '../report/type-errors.ts'
import type { Command } from './context.ts'
import { withProject } from './description.ts'
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
  const checked = await withProject({ root, writes: false }, async ({ source }): Promise<Checked> => {
    const input = { root, source, allowDrop: [], now: context.now() }
    const inspection = await inspect(input)
    const { changes } = inspection
    const types = options.types ? { types: await typesOf(root, changes) } : {}
    return { changes, ...(await migrationState(inspection, input)), ...types }
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

async function migrationState(
  inspection: Inspection,
  input: UpdateInput,
): Promise<Pick<Checked, 'migration' | 'refused'>> {
  try {
    const planned = await planMigrationOf(inspection, input)
    if (!('unavailable' in planned)) return state(planned.migrations.length === 0 ? 'current' : 'missing')
    // Without the dependencies only the recorded hash can tell, if there is one.
    return state(inspection.lock.schema === undefined ? 'unknown' : 'missing')
  } catch (error) {
    if (error instanceof AshlarError && error.exitCode === EXIT.drift) return state('missing', error.problems)
    throw error
  }
}

function state(migration: Checked['migration'], refused: Checked['refused'] = []) {
  return { migration, refused }
}
