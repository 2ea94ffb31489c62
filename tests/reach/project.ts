import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { ashlar, type CliResult } from '../setup/cli.ts'

const run = promisify(execFile)

/** What somebody typed into a generated file, at each place where `from` stands. */
export interface Edit {
  readonly path: string
  readonly from: string
  readonly to: string
}

/** A generated project that somebody works in. */
export interface Project {
  readonly root: string
  /** Takes the description of this name from the folder of the case, and generates. */
  generate(description: string): Promise<CliResult>
  check(): Promise<CliResult>
  /** Types edits, those of the case in the document too, and puts its own files beside what is generated. */
  edit(edits: readonly Edit[]): Promise<void>
  read(path: string): string
  /** What the compiler and the linter find, and the tests of the project that fail. */
  findings(): Promise<string>
  serve(env?: NodeJS.ProcessEnv): Promise<Service>
}

/** A service that runs on its embedded database. */
export interface Service {
  readonly url: string
  ask(method: string, path: string, sent?: Sent): Promise<Answer>
  stop(): Promise<void>
}

interface Sent {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer, its body read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** A project of its own for a case: the folder `tests/reach/<name>`. */
export function newProject(name: string): Project {
  const folder = join(packageRoot, 'tests/reach', name)
  const root = join(inject('installedRoot'), `reach-${name}`)
  mkdirSync(root, { recursive: true })
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const bin = (program: string, args: readonly string[]) =>
    run(join(packageRoot, 'node_modules/.bin', program), args, { cwd: root, env: withoutThisRun() })
  return {
    root,
    read,
    generate(description) {
      writeFileSync(join(root, 'ashlar.yaml'), readFileSync(join(folder, `${description}.yaml`)))
      return ashlar(['generate'], { cwd: root })
    },
    check: () => ashlar(['check'], { cwd: root }),
    async edit(edits) {
      if (existsSync(join(folder, 'own'))) cpSync(join(folder, 'own'), root, { recursive: true })
      for (const { path, from, to } of edits) write(root, path, replaced(read(path), { path, from, to }))
      const document = join(folder, 'document.json')
      if (existsSync(document)) write(root, DOCUMENT, patched(read(DOCUMENT), readFileSync(document, 'utf8')))
      await bin('biome', ['check', '--write'])
    },
    async findings() {
      const found: string[] = []
      for (const [program, ...args] of [
        ['tsc', '--noEmit'],
        ['biome', 'check', '--error-on-warnings'],
        ['vitest', 'run'],
      ]) {
        await bin(program ?? '', args).catch(({ stdout, stderr }) => found.push(`${program}: ${stdout}${stderr}`))
      }
      return found.join('\n')
    },
    serve: (env = {}) => serve(root, env),
  }
}

const DOCUMENT = 'docs/openapi.json'

/** What a JSON Merge Patch of the case makes of a JSON file. */
function patched(text: string, patch: string): string {
  return `${JSON.stringify(merged(JSON.parse(text), JSON.parse(patch)), null, 2)}\n`
}

function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const all = new Map(Object.entries(Object(target)))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) all.delete(key)
    else all.set(key, merged(all.get(key), value))
  }
  return Object.fromEntries(all)
}

function replaced(text: string, { path, from, to }: Edit): string {
  if (!text.includes(from)) throw new Error(`${path} has no ${JSON.stringify(from)}`)
  return text.replaceAll(from, () => to)
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

async function serve(root: string, more: NodeJS.ProcessEnv): Promise<Service> {
  const env = { ...withoutThisRun(), PORT: '0', ...more }
  const child = spawn('node', ['scripts/run.js', 'src/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(child)
  return {
    url,
    async ask(method, path, { body, headers } = {}) {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const type = body === undefined ? {} : { 'Content-Type': 'application/json' }
      const answer = await fetch(new URL(path, url), { method, headers: { ...type, ...headers }, ...sent })
      const text = await answer.text()
      return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) }
    },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let log = ''
  for await (const chunk of child.stdout ?? []) {
    log += chunk
    const [, url] = /"url":"([^"]+)"/.exec(log) ?? []
    if (url === undefined) continue
    child.stdout?.resume()
    return url
  }
  throw new Error(`the service did not start: ${log}`)
}

/** The environment without what this run of vitest has put there. */
function withoutThisRun(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|DATABASE_URL|BASE_URL|PORT)/.test(name)),
  )
}
