import { posix, relative, resolve, sep } from 'node:path'
import * as z from 'zod'
import { EXIT } from '../errors.ts'
import { packageVersion } from '../package.ts'
import { describeGenerated } from '../pipeline.ts'
import { DRIVERS } from '../plan/embedding.ts'
import type { Setup } from '../plan/setup.ts'
import { callingManager } from '../project/package-manager.ts'
import { makeFolder, requireFree, requireUnused } from '../project/project-folder.ts'
import { exclusively } from '../project/run-lock.ts'
import { commit } from '../project/writer.ts'
import { embeddedText } from '../report/embedded.ts'
import type { Command } from './context.ts'
import { type ReadDescription, readDescription, withPlaces } from './description.ts'
import { type Application, applicationAround } from './init/application.ts'
import { initialDescription } from './init/description.ts'
import { missingPackages } from './init/packages.ts'
import { embeddingIn } from './init/setup.ts'
import { originOf } from './new/origin.ts'
import { STARTER_NAMES } from './new/starters.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'
import { planUpdate, type Update, type UpdateInput } from './update.ts'

const Options = z.strictObject({
  ...commonOptions,
  embed: z.string(),
  db: z.string(),
  driver: z.enum(DRIVERS).optional(),
  spec: z.string().optional(),
  starter: z.enum(STARTER_NAMES).optional(),
  name: z.string().optional(),
  dryRun: z.boolean().default(false),
})

type Options = z.output<typeof Options>

/** `ashlar init`: an API inside of an application that is there; nothing outside of the one folder is touched. */
export const init: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const { embed: folder, dryRun } = options
  const cwd = projectRoot(options, context)
  const root = resolve(cwd, folder)
  requireUnused(root, folder)
  const application = applicationAround(root, folder)
  const origin = originOf(options)
  const packages = posix.join(relative(root, application.root).split(sep).join('/') || '.', 'node_modules')
  const from = {
    root,
    cwd,
    origin,
    packages: packages.startsWith('.') ? packages : `./${packages}`,
    name: options.name,
    application: application.name,
  }
  const { description, isNew } = await initialDescription(from)
  const added = isNew ? [{ path: description.source.file, text: description.code, ...NEW_FILE }] : []
  const { setup, isBuilt } = await withPlaces(description, () => setupFor(root, { application, options, description }))
  const planned = { root, source: description.source, allowDrop: [], now: context.now(), setup }
  const update = await withPlaces(description, () => planUpdate(planned)).catch(async (error: unknown) => {
    if (origin !== undefined && 'spec' in origin) await retold(planned, { cwd, spec: origin.spec })
    throw error
  })
  refuseTaken(update, options)
  // Planned before the lock: a folder to which nothing was added gets none.
  if (!dryRun) {
    makeFolder(root)
    await exclusively(root, () => commit(root, [...added, ...update.writes]))
  }
  const texts = update.changes.flatMap(({ after }) => after ?? [])
  const missing = missingPackages(root, { texts, tool: await packageVersion(), declared: application.dependencies })
  const manager = application.manager ?? callingManager(process.env.npm_config_user_agent)
  const embedded = {
    ...update,
    folder: relative(application.root, root) || '.',
    isBuilt,
    application: relative(cwd, application.root) || '.',
    added: added.map(({ path }) => path),
    manager,
    missing,
    dryRun,
  }
  context.terminal.out(embeddedText(embedded, context.terminal.paint))
  return EXIT.clean
}

const NEW_FILE = { executable: false, expect: 'absent' } as const

interface Known {
  readonly application: Application
  readonly options: Options
  readonly description: ReadDescription
}

/** What the API goes by from now on; the description has to be right before the application is looked at. */
async function setupFor(
  root: string,
  { application, options, description }: Known,
): Promise<{ readonly setup: Setup; readonly isBuilt: boolean }> {
  const { name: service } = describeGenerated(description.source, { embedded: true })
  const { embed, isBuilt } = await embeddingIn(root, { application, given: options, service })
  const { manager } = application
  return { setup: { embed, ...(manager !== undefined && { manager }) }, isBuilt }
}

/** What is wrong with a description of the user's is said of that file, not of the one that it would become. */
async function retold(input: UpdateInput, { cwd, spec }: { readonly cwd: string; readonly spec: string }) {
  const given = await readDescription(resolve(cwd, spec), spec, '')
  await withPlaces(given, () => planUpdate({ ...input, source: given.source }))
}

/** Files of the application that stand where some of the API would go are refused, all at once (exit 3). */
function refuseTaken({ changes }: Update, { embed, db }: Options): void {
  const taken = changes.filter(({ kind }) => kind !== 'create').map(({ path }) => posix.join(embed, path))
  const below = posix.join(embed, 'api')
  const example = `--embed ${below} --db ${fromBelow(db)}`
  requireFree(taken, `give the API a folder of its own: make ${below}, then type \`${example}\``)
}

/** The same module from a folder that is one deeper. */
function fromBelow(db: string): string {
  return db.replace(/^(?:\.\/)?/, '../')
}
