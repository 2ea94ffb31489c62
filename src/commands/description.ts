import { isUtf8 } from 'node:buffer'
import { existsSync, type Stats } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { environment, invalid, type Problem, withSource } from '../errors.ts'
import { sha256 } from '../merge/text.ts'
import type { Write } from '../merge/write.ts'
import { isInterrupted } from '../project/recover.ts'
import { exclusively } from '../project/run-lock.ts'
import type { Source } from '../spec/source.ts'
import { MAX_BYTES, tooLarge } from '../spec/yaml/text-guard.ts'
import type { LoadedSpec } from '../zod/load-spec.ts'
import { loadText } from './load-text.ts'
import { mergedDescription } from './merged-description.ts'

/** The names that a description has in a project, and in the headers of its files. */
export const DESCRIPTION_FILES = { yaml: 'ashlar.yaml', zod: 'ashlar.spec.ts' } as const

/** A description that was read. */
export interface ReadDescription {
  /** The name to show, and the text for the parser: for TypeScript the JSON that it describes. */
  readonly source: Source
  /** What the file says: where git could not merge it, the description of both branches. */
  readonly code: string
  /** What stands there. */
  readonly onDisk: string
  /** Local modules that a description in TypeScript imports. */
  readonly modules: readonly string[]
}

/** Whether a description is in TypeScript. */
export function isZodForm(file: string): boolean {
  return /\.[mc]?ts$/.test(file)
}

/** A description anywhere on disk; `shown` is its name in problems. TypeScript is run in a process of its own. */
export async function readDescription(path: string, shown: string, hint: string): Promise<ReadDescription> {
  const onDisk = await readText(path, shown, hint)
  const code = await mergedDescription(path, onDisk).catch((error: unknown) => {
    throw withSource(error, { file: shown, text: onDisk })
  })
  if (!isZodForm(path)) return { source: { file: shown, text: code }, code, onDisk, modules: [] }
  const loaded = await (code === onDisk ? loadFile(path) : loadText(path, code)).catch((error: unknown) => {
    throw withSource(error, { file: basename(path), text: code })
  })
  return { ...loaded, code, onDisk }
}

async function loadFile(path: string): Promise<LoadedSpec> {
  const { loadSpec } = await import('../zod/load-spec.ts')
  return loadSpec(path)
}

/** What has to be written of the description itself; nothing, unless it is made of two branches. */
export function descriptionWrites({ source, code, onDisk }: ReadDescription): readonly Write[] {
  if (code === onDisk) return []
  return [{ path: source.file, text: code, executable: false, expect: sha256(onDisk) }]
}

async function readText(path: string, shown: string, hint: string): Promise<string> {
  try {
    refuseUnreadable(await stat(path), shown)
    const bytes = await readFile(path)
    if (isUtf8(bytes)) return bytes.toString('utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
    throw environment({ code: 'ASH3001', message: `\`${shown}\` is not there`, hint }, error)
  }
  throw invalid([{ code: 'ASH4004', message: `\`${shown}\` is not UTF-8 text`, hint: 'save it as UTF-8' }])
}

/** A pipe or a device may never end, and a file of gigabytes is no description: none of them is opened. */
function refuseUnreadable(file: Stats, shown: string): void {
  if (!file.isFile()) {
    const kind = file.isDirectory() ? 'a folder' : 'no ordinary file'
    throw invalid([{ code: 'ASH4010', message: `\`${shown}\` is ${kind}`, hint: 'name the file of the description' }])
  }
  if (file.size > MAX_BYTES) throw invalid([tooLarge(shown)])
}

/** Does something with a description, and gives what is wrong with it the places that the user knows. */
export async function withPlaces<Result>(
  { source, code }: ReadDescription,
  action: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await action()
  } catch (error) {
    const text = { file: source.file, text: code }
    if (!isZodForm(source.file)) throw withSource(error, text)
    const { placedInTypeScript } = await import('../zod/places.ts')
    throw withSource(await placedInTypeScript(error, source, code), text)
  }
}

const UNFINISHED: Problem = {
  code: 'ASH3119',
  message: 'an earlier run of ashlar was interrupted while it wrote the description in its other form',
  hint: 'run `ashlar generate`: it finishes that first',
}

/** Runs an action on a description wherever it is; `shown` is its name in problems. */
export async function withDescription<Result>(
  { path, shown }: { readonly path: string; readonly shown: string },
  action: (description: ReadDescription) => Promise<Result>,
): Promise<Result> {
  const read = await readDescription(path, shown, 'name the file with the description: `--spec shop.yaml`')
  return withPlaces(read, () => action(read))
}

/** Runs an action on a project with its description; one that writes runs alone, after what an earlier run left. */
export async function withProject<Result>(
  project: { readonly root: string; readonly writes: boolean },
  action: (description: ReadDescription) => Promise<Result>,
): Promise<Result> {
  const run = async (): Promise<Result> => {
    const read = await readProjectDescription(project.root)
    return withPlaces(read, () => action(read))
  }
  // A folder that is no project gets no lock. What is read before the lock may not be what an interrupted run leaves.
  return project.writes && hasDescription(project.root) ? exclusively(project.root, run) : run()
}

/** Refuses a folder that has no description (exit 3). */
export function requireProject(root: string): void {
  if (hasDescription(root)) return
  throw environment({ code: 'ASH3001', message: `\`${DESCRIPTION_FILES.yaml}\` is not there`, hint: IN_A_PROJECT })
}

function hasDescription(root: string): boolean {
  return Object.values(DESCRIPTION_FILES).some((file) => existsSync(join(root, file)))
}

function readProjectDescription(root: string): Promise<ReadDescription> {
  const { yaml, zod } = DESCRIPTION_FILES
  const isZod = existsSync(join(root, zod))
  if (isZod && existsSync(join(root, yaml))) {
    if (isInterrupted(root)) throw environment(UNFINISHED)
    const message = `there are two descriptions here, \`${yaml}\` and \`${zod}\``
    throw invalid([{ code: 'ASH4005', message, hint: 'keep one of the two; git tells which is older' }])
  }
  const path = join(root, isZod ? zod : yaml)
  return readDescription(path, basename(path), IN_A_PROJECT)
}

const IN_A_PROJECT = 'run ashlar in the folder of a project, or name it: `-C my-api`'
