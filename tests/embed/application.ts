import { execFile, execFileSync, spawn } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../../src/package.ts'
import { ashlar, type CliResult } from '../setup/cli.ts'
import { installedFolder } from '../setup/tree.ts'

const run = promisify(execFile)

/** What the API of the clinic is described by. */
export const CLINIC = join(packageRoot, 'tests/embed/clinic.yaml')

/** A repository with the application at `apps/api`, committed; see its README. */
export interface Repository {
  readonly root: string
  /** `apps/api` */
  readonly app: string
  git(...args: readonly string[]): string
  /** ashlar at the root of the repository. */
  ashlar(...args: readonly string[]): Promise<CliResult>
}

/** A repository of a test's own. */
export function repository(): Repository {
  const root = installedFolder()
  const app = join(root, 'apps/api')
  cpSync(join(packageRoot, 'tests/embed/application'), app, { recursive: true })
  writeFileSync(join(root, '.gitignore'), 'node_modules\ndist\n')
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: root,
      encoding: 'utf8',
    })
  git('init', '-q')
  commitAll(git)
  return { root, app, git, ashlar: (...args) => ashlar(args, { cwd: root }) }
}

/** Commits everything that is there. */
export function commitAll(git: Repository['git']): void {
  git('add', '-A')
  git('commit', '-qm', 'as it is', '--allow-empty')
}

/** Changes a text file of the application. */
export function edit(path: string, ...changes: readonly (readonly [from: string, to: string])[]): void {
  let text = readFileSync(path, 'utf8')
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`)
    text = text.replace(from, to)
  }
  writeFileSync(path, text)
}

/** What the compiler has against the application, by its own tsconfig.json; the built files are in `dist`. */
export async function compile(app: string, ...options: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(join(packageRoot, 'node_modules/.bin/tsc'), options, { cwd: app })
    return stdout
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && error.stdout) return String(error.stdout)
    throw error
  }
}

/** Runs a built program of the application to its end. */
export async function runBuilt(app: string, program: string, databaseUrl: string): Promise<void> {
  await run(process.execPath, [program], { cwd: app, env: { ...process.env, DATABASE_URL: databaseUrl } })
}

/** The application as a process that listens. */
export interface Running {
  readonly url: string
  /** What it has printed. */
  readonly output: () => string
  stop(): Promise<void>
}

/** Starts the built application on a free port. */
export async function start(app: string, databaseUrl: string): Promise<Running> {
  const child = spawn(process.execPath, ['dist/src/index.js'], {
    cwd: app,
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const port = await new Promise<string>((resolve, reject) => {
    const read = (text: Buffer): void => {
      output += text
      const [, found] = output.match(/listening on (\d+)/) ?? []
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('close', () => reject(new Error(`it did not start: ${output}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    stop: () => {
      child.kill('SIGTERM')
      return gone
    },
  }
}
