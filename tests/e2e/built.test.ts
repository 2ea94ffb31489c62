import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { installedFolder, temporaryFolder } from '../setup/tree.ts'
import { buildPackage, runBin } from './built-package.ts'

const folder = buildPackage()
const dist = join(folder, 'dist')
const ashlar = join(folder, 'bin', 'ashlar.js')
const createAshlar = join(folder, 'bin', 'create-ashlar.js')
const minimal = join(packageRoot, 'tests', 'golden', 'minimal', 'ashlar.yaml')

describe('the bins', () => {
  test('print the version', () => {
    const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
    const printed = { exitCode: 0, stdout: `${version}\n`, stderr: '' }
    expect(runBin(ashlar, ['--version'], { cwd: folder })).toEqual(printed)
    expect(runBin(createAshlar, ['--version'], { cwd: folder })).toEqual(printed)
  })

  test('create-ashlar X is ashlar new X; the migration is planned by the bundled child', () => {
    const cwd = installedFolder()
    const args = ['notes', '--spec', minimal, '--yes', '--no-install', '--no-git']
    // On its standard error stands at most what takes longer than a second.
    expect(runBin(createAshlar, args, { cwd })).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Next:') })
    expect(readdirSync(join(cwd, 'notes', 'migrations'))).toContain('0000_init.sql')
    expect(runBin(ashlar, ['check'], { cwd: join(cwd, 'notes') })).toMatchObject({ exitCode: 0, stderr: '' })
  })

  test('an old Node gets a sentence and exit code 3', () => {
    const old = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.4"})'
    const result = runBin(ashlar, ['--version'], { cwd: folder, node: ['--import', old] })
    expect(result).toMatchObject({ exitCode: 3, stdout: '' })
    expect(result.stderr).toContain('ashlar needs Node.js 20 or newer')
  })

  test('a clone that was not built says what to run', () => {
    const clone = temporaryFolder()
    writeFileSync(join(clone, 'package.json'), '{ "type": "module" }')
    const bin = join(clone, 'ashlar.js')
    writeFileSync(bin, readFileSync(ashlar, 'utf8'))
    const { exitCode, stderr } = runBin(bin, ['check'], { cwd: clone })
    expect(exitCode).toBe(3)
    expect(stderr).toContain('npm ci')
    rmSync(clone, { recursive: true })
  })
})

describe('the bundle', () => {
  test('lies flat in dist/, where one folder up is the package', () => {
    const entries = readdirSync(dist, { withFileTypes: true })
    expect(entries.filter((entry) => entry.isDirectory())).toEqual([])
    expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(['main.js', 'index.js', 'migrate-child.js']))
  })

  test('loads commander and colours to begin with, and nothing heavy', () => {
    expect([...externalImports('main.js')].filter((name) => !name.startsWith('node:')).sort()).toEqual([
      'commander',
      'picocolors',
    ])
  })

  test('is a library too: the stages without the command line', async () => {
    const { generateFiles, readTemplates } = await import(join(dist, 'index.js'))
    const text = readFileSync(minimal, 'utf8')
    const files: { path: string }[] = generateFiles({ file: 'ashlar.yaml', text }, await readTemplates())
    expect(files.map(({ path }) => path)).toContain('src/resources/notes/notes.table.ts')
  })
})

/** The packages that a chunk and the chunks it imports load before anything runs. */
function externalImports(chunk: string, seen = new Set<string>()): Set<string> {
  if (seen.has(chunk)) return new Set()
  seen.add(chunk)
  const specifiers = [
    ...readFileSync(join(dist, chunk), 'utf8').matchAll(/^(?:import|export)[^'"]*?["']([^'"]+)["'];$/gm),
  ]
  const names = specifiers.map((match) => match[1] ?? '')
  const inner = names
    .filter((name) => name.startsWith('./'))
    .flatMap((name) => [...externalImports(name.slice(2), seen)])
  return new Set([...names.filter((name) => !name.startsWith('.')), ...inner])
}
