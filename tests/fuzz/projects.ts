import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { parseSync } from 'rolldown/utils'
import { packageRoot } from '../../src/package.ts'
import type { GeneratedFile } from '../../src/render/generated-file.ts'
import { butUnwritten } from '../setup/unwritten.ts'
import { missingImports, parted } from './shared-files.ts'

const run = promisify(execFile)

/** How many projects the compiler is given at once. */
const BATCH = 60

/** How many compilers run at once. */
const COMPILERS = 2

/** Throws where a generated file is not what its name says. */
export function requireReadable(files: readonly GeneratedFile[]): void {
  for (const { path, text } of files) {
    if (path.endsWith('.json')) JSON.parse(text)
    if (!/\.[jt]s$/.test(path)) continue
    const [error] = parseSync(path, text).errors
    if (error !== undefined) throw new Error(`${path}: ${error.message}`)
  }
}

/** Projects that are to be type-checked while more of them are made; those with the same code are one. */
export class Projects {
  readonly #root: string
  readonly #model: ReadonlyMap<string, string>
  readonly #seen = new Set<string>()
  readonly #failed: string[] = []
  readonly #scripts = new Set<string>()
  readonly #running = new Set<Promise<void>>()
  #batch: Batch

  /** Works in a folder; the files of the model are those that most projects have alike. */
  constructor(root: string, model: readonly GeneratedFile[]) {
    this.#root = root
    this.#model = new Map(model.map(({ path, text }) => [path, text]))
    this.#batch = new Batch(join(root, 'b0'))
  }

  /** How many different ones there are. */
  get count(): number {
    return this.#seen.size
  }

  /** Takes a project; has a batch checked when there are enough. */
  async add(seed: number, files: readonly GeneratedFile[]): Promise<void> {
    for (const { path, text } of files) if (path.endsWith('.sh')) this.#scripts.add(text)
    const code = files.filter(({ path }) => path.endsWith('.ts'))
    const hash = createHash('sha256').update(JSON.stringify(code)).digest('hex')
    if (this.#seen.has(hash)) return
    this.#seen.add(hash)
    this.#failed.push(...missingImports(files).map((missing) => `p${seed}/${missing}`))
    const { own, shared } = parted(code, this.#model)
    this.#batch.add(`p${seed}`, own)
    this.#batch.share(shared)
    if (this.#batch.size >= BATCH) await this.#start()
  }

  /** Waits for the rest; what the compiler and the shell have against any of them. */
  async finish(): Promise<readonly string[]> {
    await this.#start()
    await Promise.all(this.#running)
    return [...this.#failed, ...[...this.#scripts].flatMap(shellErrors)]
  }

  async #start(): Promise<void> {
    const batch = this.#batch
    this.#batch = new Batch(join(this.#root, `b${this.#seen.size}`))
    if (batch.size === 0) return
    while (this.#running.size >= COMPILERS) await Promise.race(this.#running)
    const check = batch.check().then((errors) => {
      this.#failed.push(...errors)
      this.#running.delete(check)
    })
    this.#running.add(check)
  }
}

/** Projects side by side: to the compiler each is laid over the files that they share. */
class Batch {
  readonly #folder: string
  readonly #names: string[] = []
  readonly #shared = new Map<string, string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  get size(): number {
    return this.#names.length
  }

  add(name: string, files: readonly GeneratedFile[]): void {
    this.#names.push(name)
    for (const { path, text } of files) this.#write(join(name, path), text)
    // The document is looked at as JSON; its type would only cost the compiler time. What is imported as JSON is not shared.
    this.#write(join(name, 'docs/openapi.json'), '{ "paths": { "/": { "get": {} } } }\n')
    this.#write(join(name, 'docs/openapi.fragment.json'), '{}\n')
    this.#write(join(name, 'package.json'), '{ "type": "module", "version": "0.1.0" }\n')
  }

  share(files: readonly GeneratedFile[]): void {
    for (const { path, text } of files) this.#shared.set(path, text)
  }

  /** What the compiler says, by the options of a generated project. */
  async check(): Promise<readonly string[]> {
    for (const [path, text] of this.#shared) this.#write(join('shared', path), text)
    this.#write('package.json', '{ "type": "module" }\n')
    const include = ['shared', ...this.#names]
    const config = {
      extends: join(packageRoot, 'tests/golden/minimal/expected/tsconfig.json'),
      compilerOptions: { rootDirs: include },
      include,
    }
    this.#write('tsconfig.json', JSON.stringify(config))
    const tsc = join(packageRoot, 'node_modules/.bin/tsc')
    // Two checkers of one program would each look at what the projects share: two programs take half as long.
    const errors = await run(tsc, ['-p', this.#folder, '--singleThreaded'], {
      cwd: this.#folder,
      env: { ...process.env, GOGC: '400' },
      maxBuffer: 2 ** 26,
    }).then(
      () => [],
      (error: { readonly stdout?: string }) =>
        butUnwritten(error.stdout || String(error))
          .split('\n')
          .filter(Boolean),
    )
    rmSync(this.#folder, { recursive: true, force: true })
    return errors
  }

  #write(path: string, text: string): void {
    const file = join(this.#folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

function shellErrors(script: string): string[] {
  const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })
  return status === 0 ? [] : [`a script: ${stderr}`]
}
