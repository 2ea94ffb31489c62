import * as z from 'zod'
import { EXIT, invalid } from '../errors.ts'
import type { Resource } from '../model/model.ts'
import { changedForAll } from '../model/shared-rows.ts'
import { describeGenerated } from '../pipeline.ts'
import { resourcePath } from '../plan/paths.ts'
import { PACKAGE_MANAGERS } from '../plan/setup.ts'
import { callingManager } from '../project/package-manager.ts'
import { type Created, createdText } from '../report/created.ts'
import { type Progress, plainProgress } from '../report/progress.ts'
import type { Command, CommandContext } from './context.ts'
import { type Answers, DEFAULT_DIR } from './new/answers.ts'
import { makeProject } from './new/make.ts'
import { originOf } from './new/origin.ts'
import { draftOf, type NewProject, projectOf } from './new/project.ts'
import { STARTER_NAMES } from './new/starters.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'

const Options = z.strictObject({
  ...commonOptions,
  dir: z.string().optional(),
  spec: z.string().optional(),
  starter: z.enum(STARTER_NAMES).optional(),
  name: z.string().optional(),
  yes: z.boolean().default(false),
  pm: z.enum(PACKAGE_MANAGERS).optional(),
  install: z.boolean().optional(),
  git: z.boolean().optional(),
})

type Options = z.output<typeof Options>

/** `ashlar new`: a folder with a whole service in it; invalid input makes not even the folder. */
export const newProject: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  if (options.dir === '') throw invalid([NO_FOLDER])
  const asks = context.interactive && !options.yes
  const project = asks ? await askProject(options, context) : await defaultProject(options, context)
  if (project === undefined) return EXIT.clean
  await makeProject(project, { progress: await progressFor(asks, context), context })
  const { root, manager, install, setup } = project
  const service = describeGenerated(project.description.source)
  const known = {
    isPublic: service.auth === undefined,
    changedForAll: changedForAll(service).map(({ names }) => names.one),
    actions: service.resources.flatMap((resource) => formOf(resource) ?? []),
  }
  const created = { root, cwd: context.cwd, manager, installed: install, ...known, node: setup.node }
  context.terminal.out(createdText(created, context.terminal.paint))
  return EXIT.clean
}

/** The file of a resource with actions that nobody has written yet. */
function formOf(resource: Resource): Created['actions'][number] | undefined {
  const names = resource.actions.map(({ name }) => name)
  return names.length === 0 ? undefined : { path: resourcePath(resource, 'actions'), names }
}

const NO_FOLDER = { code: 'ASH4003', message: 'the folder has no name', hint: 'name it, or type `.` for this one' }

/** Nothing is asked: what is not given is the default, but where to begin must be said, or `--yes`. */
function defaultAnswers(options: Options): Answers {
  const { dir, name, pm, install = true, git = true, yes } = options
  const origin = originOf(options) ?? (yes ? { starter: 'minimal' as const } : undefined)
  if (origin === undefined || (dir === undefined && !yes)) throw invalid([unasked(origin === undefined)])
  return { dir: dir ?? DEFAULT_DIR, origin, name, manager: pm ?? callerOf(), install, git }
}

function unasked(origin: boolean) {
  const message = `${origin ? '`--starter` or `--spec`' : 'the folder'} is missing, and without a terminal nothing is asked`
  return { code: 'ASH4002', message, hint: `type for example \`ashlar new ${DEFAULT_DIR} --starter minimal\`` }
}

function callerOf() {
  return callingManager(process.env.npm_config_user_agent)
}

async function defaultProject(options: Options, context: CommandContext): Promise<NewProject> {
  const { manager, install, git, ...origin } = defaultAnswers(options)
  return projectOf(await draftOf(origin, projectRoot(options, context)), { manager, install, git })
}

/** Questions and their looks are loaded only when somebody is there to see them. */
async function askProject(options: Options, context: CommandContext): Promise<NewProject | undefined> {
  const { interview } = await import('./new/interview.ts')
  const { dir, name, pm: manager, install, git } = options
  const origin = originOf(options)
  const given = { dir, origin, name, manager, install, git }
  return interview(given, { cwd: projectRoot(options, context), caller: callerOf() })
}

async function progressFor(asks: boolean, { terminal, elapsed }: CommandContext): Promise<Progress> {
  if (!asks) return plainProgress(terminal, elapsed)
  const { livelyProgress } = await import('./new/lively-progress.ts')
  return livelyProgress(terminal.paint, elapsed)
}
