import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { parseSync } from 'rolldown/utils'
import { packageRoot } from '../../src/package.ts'
import type { GeneratedFile } from '../../src/render/generated-file.ts'

const run = promisify(execFile)

/** How many projects the compiler is given at once. */
const BATCH = 100

/** Throws where a generated file is not what its name says. */
export function requireReadable(files: readonly GeneratedFile[]): void {
  for (const { path, text } of files) {
    if (path.endsWith('.json')) JSON.parse(text)
    if (!/\.[jt]s$/.test(path)) continue
    const [error] = parseSync(path, text).errors
    if (error !== undefined) throw new Error(`${path}: ${error.message}`)
  }
}

/** Projects that are to be type-checked; those with the same code are one. */
export class Projects {
  readonly #root: string
  readonly #seen = new Set<string>()
  #waiting: { readonly seed: number; readonly folder: string }[] = []
  readonly #failed: string[] = []
  #scripts: string[] = []

  constructor(root: string) {
    this.#root = root
  }

  /** How many different ones there are. */
  get count(): number {
    return this.#seen.size
  }

  /** Takes a project; checks a batch when there are enough. */
  async add(seed: number, files: readonly GeneratedFile[]): Promise<void> {
    const code = files.filter(({ path }) => path.endsWith('.ts'))
    const hash = createHash('sha256')
      .update(JSON.stringify(code.map(({ path, text }) => [path, text])))
      .digest('hex')
    if (this.#seen.has(hash)) return
    this.#seen.add(hash)
    const folder = join(this.#root, `p${seed}`)
    for (const { path, text } of code) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    // The document is looked at as JSON; its type would only cost the compiler time.
    mkdirSync(join(folder, 'docs'), { recursive: true })
    writeFileSync(join(folder, 'docs', 'openapi.json'), '{ "paths": { "/": { "get": {} } } }\n')
    this.#scripts.push(...files.filter(({ path }) => path.endsWith('.sh')).map(({ text }) => text))
    this.#waiting.push({ seed, folder })
    if (this.#waiting.length >= BATCH) await this.#check()
  }

  /** Checks the rest; what the compiler and the shell have against any of them. */
  async finish(): Promise<readonly string[]> {
    await this.#check()
    for (const script of this.#scripts) {
      const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })
      if (status !== 0) this.#failed.push(stderr)
    }
    return this.#failed
  }

  async #check(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    if (batch.length === 0) return
    const config = join(this.#root, 'tsconfig.json')
    const include = batch.map(({ folder }) => folder)
    writeFileSync(join(this.#root, 'package.json'), '{ "type": "module" }\n')
    writeFileSync(
      config,
      JSON.stringify({ extends: join(packageRoot, 'tests/golden/minimal/expected/tsconfig.json'), include }),
    )
    const tsc = join(packageRoot, 'node_modules/.bin/tsc')
    const checked = await run(tsc, ['--noEmit', '-p', config, '--checkers', '2'], { maxBuffer: 2 ** 26 }).catch(
      (error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? String(error) }),
    )
    this.#failed.push(...checked.stdout.split('\n').filter((line) => line !== ''))
  }
}
