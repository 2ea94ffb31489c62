import { existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { environment } from '../errors.ts'
import { runTool } from './tools.ts'

/** What a type checker has against a place; lines and columns count from 1. */
export interface TypeProblem {
  /** From the project, with `/`; an application around an embedded API may be further up. */
  readonly path: string
  readonly line: number
  readonly column: number
  /** `TS2345` */
  readonly code: string
  /** Its first line is a sentence; the others go into detail. */
  readonly message: string
}

/**
 * Runs the project's own type checker on its `tsconfig.json`, or on that of the application around it, and writes nothing,
 * whatever that says. One that is not installed, or that does not get to the types, is refused (exit 3).
 *
 * @param expected files of which some have to be checked: a configuration that leaves all of them out says nothing
 */
export async function typeProblems(root: string, expected: readonly string[]): Promise<readonly TypeProblem[]> {
  const folder = foldersUp(root).find((one) => existsSync(join(one, CONFIG)))
  if (folder === undefined) throw environment(NO_CONFIG)
  const program = checkerIn(root)
  if (program === undefined) throw environment(NOT_INSTALLED)
  const check = (config: string): Promise<Checking> => runChecker({ root, folder, program, config })
  const wanted = new Set(expected.map((path) => resolve(root, path)))
  const takesIn = ({ files, problems }: Checking): boolean =>
    problems.length > 0 || files.some((file) => wanted.has(file))
  const own = await check(CONFIG)
  if (takesIn(own)) return own.problems
  // One that only names others checks nothing by itself.
  const parts = await Promise.all((await referencesOf(join(folder, CONFIG))).map(check))
  if (!parts.some(takesIn)) throw environment(LEFT_OUT)
  return parts.flatMap(({ problems }) => problems)
}

const CONFIG = 'tsconfig.json'

interface Checking {
  readonly problems: readonly TypeProblem[]
  /** Absolute. */
  readonly files: readonly string[]
}

interface CheckerRun {
  readonly root: string
  /** Of the configuration. */
  readonly folder: string
  readonly program: string
  /** Relative to the folder. */
  readonly config: string
}

async function runChecker({ root, folder, program, config }: CheckerRun): Promise<Checking> {
  const { exitCode, stdout, stderr } = await runTool({
    program: process.execPath,
    args: [program, '--project', config, ...CHECK_ONLY],
    cwd: folder,
    hint: NOT_INSTALLED.hint,
  })
  const lines = stdout.split(/\r?\n/)
  const problems = problemsIn(lines, { config, inProject: (path) => pathFrom(root, resolve(folder, path)) })
  if (exitCode !== 0 && problems.length === 0) throw environment(stopped(stderr || stdout))
  return { problems, files: lines.filter(isAbsolute).map((file) => resolve(file)) }
}

function pathFrom(root: string, path: string): string {
  return relative(root, path).split(sep).join('/')
}

/** The configurations that one refers to, from its folder. */
async function referencesOf(config: string): Promise<string[]> {
  const { ts } = await import('ts-morph')
  const { references }: { references?: unknown } = ts.readConfigFile(config, ts.sys.readFile).config ?? {}
  return Array.isArray(references) ? references.flatMap(({ path }) => (typeof path === 'string' ? [path] : [])) : []
}

const CHECK_ONLY = ['--noEmit', '--pretty', 'false', '--composite', 'false', '--incremental', 'false', '--listFiles']

/** By package: the compiler, and the preview of the one that it became. */
const CHECKERS = [
  ['typescript', 'tsc'],
  ['@typescript/native-preview', 'tsgo'],
] as const

function checkerIn(root: string): string | undefined {
  for (const folder of foldersUp(root)) {
    for (const [name, command] of CHECKERS) {
      const program = programIn(join(folder, 'node_modules', name), command)
      if (program !== undefined) return program
    }
  }
  return undefined
}

function programIn(folder: string, command: string): string | undefined {
  const manifest = join(folder, 'package.json')
  if (!existsSync(manifest)) return undefined
  const { bin }: { bin?: Readonly<Record<string, unknown>> } = JSON.parse(readFileSync(manifest, 'utf8'))
  const path = bin?.[command]
  return typeof path === 'string' ? join(folder, path) : undefined
}

/** A folder and all above it, the nearest first. */
function foldersUp(folder: string): string[] {
  const up = dirname(folder)
  return up === folder ? [folder] : [folder, ...foldersUp(up)]
}

const PROBLEM = /^(?:(.+)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/

/** Details of a problem stand below it, indented. One of the configuration itself has no place in a file. */
function problemsIn(
  lines: readonly string[],
  { config, inProject }: { readonly config: string; readonly inProject: (path: string) => string },
): TypeProblem[] {
  const problems: TypeProblem[] = []
  for (const line of lines) {
    const [, path = config, row = '1', column = '1', code, message = ''] = PROBLEM.exec(line) ?? []
    const last = problems.at(-1)
    if (code !== undefined) {
      problems.push({ path: inProject(path), line: Number(row), column: Number(column), code, message })
    } else if (last !== undefined && /^\s+\S/.test(line)) {
      problems[problems.length - 1] = { ...last, message: `${last.message}\n${line}` }
    }
  }
  return problems
}

const NO_CONFIG = {
  code: 'ASH3160',
  message: 'there is no `tsconfig.json` in the project or above it, so its types cannot be checked',
  hint: 'take it back from git, or leave `--types` out',
}

const NOT_INSTALLED = {
  code: 'ASH3161',
  message: 'the type checker of the project is not installed',
  hint: 'install the dependencies, TypeScript among them: npm install',
}

const LEFT_OUT = {
  code: 'ASH3163',
  message: '`tsconfig.json` takes in none of the generated files, so nothing would be checked',
  hint: 'name their folder in its `include`, or leave `--types` out',
}

function stopped(output: string) {
  const words = output.trim().split('\n').slice(-5).join('\n')
  return {
    code: 'ASH3162',
    message: `the type checker stopped: ${words}`,
    hint: 'see whether `npx tsc --noEmit` works',
  }
}
