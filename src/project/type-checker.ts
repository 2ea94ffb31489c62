import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
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
 */
export async function typeProblems(root: string): Promise<readonly TypeProblem[]> {
  const folder = foldersUp(root).find((one) => existsSync(join(one, 'tsconfig.json')))
  if (folder === undefined) throw environment(NO_CONFIG)
  const program = checkerIn(root)
  if (program === undefined) throw environment(NOT_INSTALLED)
  const { exitCode, stdout, stderr } = await runTool({
    program: process.execPath,
    args: [program, ...CHECK_ONLY],
    cwd: folder,
    hint: NOT_INSTALLED.hint,
  })
  const problems = problemsIn(stdout, (path) => relative(root, resolve(folder, path)).split(sep).join('/'))
  if (exitCode !== 0 && problems.length === 0) throw environment(stopped(stdout || stderr))
  return problems
}

const CHECK_ONLY = ['--noEmit', '--pretty', 'false', '--composite', 'false', '--incremental', 'false']

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
function problemsIn(output: string, inProject: (path: string) => string): TypeProblem[] {
  const problems: TypeProblem[] = []
  for (const line of output.split(/\r?\n/)) {
    const [, path = 'tsconfig.json', row = '1', column = '1', code, message = ''] = PROBLEM.exec(line) ?? []
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

function stopped(output: string) {
  const words = output.trim().split('\n').slice(-5).join('\n')
  return {
    code: 'ASH3162',
    message: `the type checker stopped: ${words}`,
    hint: 'see whether `npx tsc --noEmit` works',
  }
}
