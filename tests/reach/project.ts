import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { ashlar, type CliResult } from '../setup/cli.ts'
import { type Service, serve, withoutThisRun } from './service.ts'

const run = promisify(execFile)

/** What somebody typed into a generated file, at each place where `from` stands. */
export interface Edit {
  readonly path: string
  readonly from: string
  readonly to: string
}

/** A generated project that somebody works in. */
export interface Project {
  /** Takes the description of this name from the folder of the case, and generates. */
  generate(description: string): Promise<CliResult>
  check(): Promise<CliResult>
  /** Puts the files of the case's own beside what is generated, and patches the document. */
  addOwn(): void
  /** Types edits, and formats. */
  edit(edits: readonly Edit[]): Promise<void>
  /** Lines that were typed in and do not stand in their file any more. */
  lost(edits: readonly Edit[]): string[]
  /** What the compiler, the linter and the tests of the project find, and its contract test at these addresses. */
  findings(addresses: string): Promise<string>
  serve(): Promise<Service>
}

/** A project of its own for a case: the folder `tests/reach/<name>`. */
export function newProject(name: string): Project {
  const folder = join(packageRoot, 'tests/reach', name)
  const root = join(inject('installedRoot'), `reach-${name}`)
  mkdirSync(root, { recursive: true })
  const read = (path: string) => readFileSync(join(root, path), 'utf8')
  const write = (path: string, text: string) => writeFileSync(join(root, path), text)
  const start = (program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    run(join(packageRoot, 'node_modules/.bin', program), args, { cwd: root, env: { ...withoutThisRun(), ...more } })

  return {
    generate(description) {
      write('ashlar.yaml', readFileSync(join(folder, `${description}.yaml`), 'utf8'))
      return ashlar(['generate'], { cwd: root })
    },
    check: () => ashlar(['check'], { cwd: root }),
    addOwn() {
      cpSync(join(folder, 'own'), root, { recursive: true })
      const patch = JSON.parse(readFileSync(join(folder, 'document.json'), 'utf8'))
      write(DOCUMENT, `${JSON.stringify(merged(JSON.parse(read(DOCUMENT)), patch), null, 2)}\n`)
    },
    async edit(edits) {
      for (const { path, from, to } of edits) {
        const text = read(path)
        if (!text.includes(from)) throw new Error(`${path} has no ${JSON.stringify(from)}`)
        write(
          path,
          text.replaceAll(from, () => to),
        )
      }
      await start('biome', ['check', '--write'])
    },
    lost(edits) {
      return edits.flatMap(({ path, from, to }) => {
        const known = from.split('\n')
        const text = plain(read(path))
        return to.split('\n').filter((line) => !known.includes(line) && !text.includes(plain(line).replace(/,$/, '')))
      })
    },
    async findings(addresses) {
      const found: string[] = []
      const look = async (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
        await start(program, args, env).catch(({ stdout, stderr }) => found.push(`${program}: ${stdout}${stderr}`))
      }
      await look('tsc', ['--noEmit'])
      await look('biome', ['check', '--error-on-warnings'])
      await look('vitest', ['run'])
      await look('vitest', ['run', '--mode', 'contract', '-t', addresses], { CONTRACT_REQUESTS: '5' })
      await look('node', ['scripts/run.js', 'tests/curl/run.ts'])
      return found.join('\n')
    },
    serve: () => serve(root),
  }
}

const DOCUMENT = 'docs/openapi.json'

/** JSON Merge Patch. */
function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const all = new Map(Object.entries(Object(target)))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) all.delete(key)
    else all.set(key, merged(all.get(key), value))
  }
  return Object.fromEntries(all)
}

/** Without what a formatter decides. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, '').replaceAll(/,(?=[)\]}])/g, '')
}
