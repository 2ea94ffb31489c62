import { resolve } from 'node:path'
import * as z from 'zod'
import { EXIT, invalid } from '../errors.ts'
import { packageRoot, packageVersion } from '../package.ts'
import { describeGenerated } from '../pipeline.ts'
import { PACKAGE_MANAGERS } from '../plan/setup.ts'
import { gitInitAndCommit, isGitRepository } from '../project/git.ts'
import { install } from '../project/install.ts'
import { makeProjectFolder } from '../project/project-folder.ts'
import { exclusively } from '../project/run-lock.ts'
import { toolDependency, vendor } from '../project/vendor.ts'
import { commit } from '../project/writer.ts'
import { createdText, stepLine } from '../report/created.ts'
import { count } from '../report/duration.ts'
import { migrationFiles } from '../report/migration.ts'
import { printable } from '../report/printable.ts'
import { withSchemaLine } from '../spec/schema-line.ts'
import type { Command, CommandContext } from './context.ts'
import { DESCRIPTION_FILES, isZodForm, type ReadDescription, readDescription, withPlaces } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'
import { withServiceName } from './service-name.ts'
import { planUpdate } from './update.ts'

const Options = z.strictObject({
  ...commonOptions,
  dir: z.string().min(1),
  spec: z.string().optional(),
  name: z.string().optional(),
  yes: z.boolean().default(false),
  pm: z.enum(PACKAGE_MANAGERS).default('npm'),
  install: z.boolean().default(true),
  git: z.boolean().default(true),
})

type Options = z.output<typeof Options>

/** `ashlar new`: a folder with a whole service in it; invalid input makes not even the folder. */
export const newProject: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const description = await descriptionOf(options, context)
  const root = resolve(projectRoot(options, context), options.dir)
  const { terminal } = context
  if (!options.yes) terminal.err(`This version asks no questions; it takes ${choices(options)}.`)
  await step(context, () => write(root, description, context.now()))
  try {
    await finish(root, { options, source: description.source, context })
  } catch (error) {
    terminal.err(`The files are in ${printable(root)}, but the steps above are all that was done.`)
    throw error
  }
  const created = { root, cwd: context.cwd, manager: options.pm, installed: options.install }
  terminal.out(createdText(created, terminal.paint))
  return EXIT.clean
}

/** The description, under the name that it was given on the command line as long as there may be problems in it. */
async function descriptionOf({ spec, name, cwd }: Options, context: CommandContext): Promise<ReadDescription> {
  if (spec === undefined) {
    const hint = 'name the description: `--spec shop.yaml`'
    throw invalid([{ code: 'ASH4002', message: '`--spec` is missing, and nothing is asked', hint }])
  }
  const path = resolve(projectRoot({ cwd }, context), spec)
  const given = await readDescription(path, spec, 'name the file with the description: `--spec shop.yaml`')
  await withPlaces(given, () => describeGenerated(given.source))
  return isZodForm(path) ? inTypeScript(given, name) : inYaml(given, name)
}

function inYaml({ source: { text: given }, modules }: ReadDescription, name: string | undefined): ReadDescription {
  const text = name === undefined ? given : withServiceName(given, name)
  describeGenerated({ file: '--name', text })
  const code = withSchemaLine(text)
  return { source: { file: DESCRIPTION_FILES.yaml, text: code }, code, modules }
}

/** TypeScript is copied as it is: it may compute its name, and what it imports would not come along. */
function inTypeScript(given: ReadDescription, name: string | undefined): ReadDescription {
  const [first] = given.modules
  if (first !== undefined) {
    const message = `\`${given.source.file}\` imports \`${first}\`, which a new project would not have`
    throw invalid([{ code: 'ASH4007', message, hint: 'put what it needs into the one file' }])
  }
  if (name !== undefined) {
    const message = `\`--name\` cannot change a description in TypeScript`
    throw invalid([{ code: 'ASH4003', message, hint: `type \`name: '${name}'\` in \`${given.source.file}\`` }])
  }
  return { ...given, source: { ...given.source, file: DESCRIPTION_FILES.zod } }
}

/** Files first, in one commit with the description; they need nothing that is not here. */
async function write(root: string, { source, code }: ReadDescription, now: number): Promise<string> {
  makeProjectFolder(root)
  return exclusively(root, async () => {
    const setup = { dependency: toolDependency(await packageVersion()) }
    const { changes, writes } = await planUpdate({ root, source, allowDrop: [], now, setup })
    const description = { path: source.file, text: code, executable: false, expect: 'absent' }
    await commit(root, [description, ...writes])
    return `${count(changes.length + 1, 'file')} written`
  })
}

/** What needs programs and the network: dependencies, the migration that needs them, a first commit of it all. */
async function finish(root: string, project: Project): Promise<void> {
  const { options, context } = project
  await vendor(root, packageRoot, await packageVersion())
  if (options.install) {
    context.terminal.err(`installing with ${options.pm} …`)
    await step(context, async () => {
      await install(root, options.pm)
      return `dependencies installed with ${options.pm}`
    })
    await step(context, () => migrate(root, project))
  }
  if (options.git) await step(context, () => makeRepository(root))
}

/** A project inside a repository belongs to it: what is committed there, and when, is the user's business. */
async function makeRepository(root: string): Promise<string> {
  if (await isGitRepository(root)) return 'nothing committed: the folder is in a git repository already'
  await gitInitAndCommit(root, 'Generate the service with ashlar')
  return 'git repository with a first commit'
}

interface Project {
  readonly options: Options
  readonly source: ReadDescription['source']
  readonly context: CommandContext
}

function migrate(root: string, { source, context }: Project): Promise<string> {
  return exclusively(root, async () => {
    const { migration, writes } = await planUpdate({ root, source, allowDrop: [], now: context.now() })
    await commit(root, writes)
    const files = migrationFiles(migration)
    return files.length === 0 ? 'no migration needed' : `first migration ${files.join(', ')}`
  })
}

/** Runs one step and says what it did and how long that took. */
async function step({ terminal, elapsed }: CommandContext, run: () => Promise<string>): Promise<void> {
  const started = elapsed()
  const what = await run()
  terminal.out(stepLine({ what, milliseconds: elapsed() - started }, terminal.paint))
}

function choices({ pm, install: installs, git }: Options): string {
  return [installs ? pm : 'no install', git ? 'a git repository' : 'no git'].join(' and ')
}
