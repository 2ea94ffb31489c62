import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { withSchemaLine } from '../../../src/spec/schema-line.ts'
import { ashlar } from '../../setup/cli.ts'
import { readTree, temporaryFolder } from '../../setup/tree.ts'
import { NOTES } from './project.ts'

let cwd = ''

beforeEach(() => {
  cwd = temporaryFolder()
  writeFileSync(join(cwd, 'notes.yaml'), NOTES)
})

const OFFLINE = ['--spec', 'notes.yaml', '--yes', '--no-install']

describe('a new project', () => {
  test('has the description byte for byte below the line for editors, the code, and the lock', async () => {
    const text = `\uFEFF${NOTES.replaceAll('\n', '\r\n')}`
    writeFileSync(join(cwd, 'notes.yaml'), text)
    const { exitCode, stdout } = await ashlar(['new', 'my-api', ...OFFLINE, '--no-git'], { cwd })
    expect(exitCode).toBe(0)
    const tree = readTree(join(cwd, 'my-api'))
    expect(tree['ashlar.yaml']).toBe(withSchemaLine(text))
    expect(Object.keys(tree)).toEqual(expect.arrayContaining(['.ashlar/lock.json', 'src/app.ts', 'package.json']))
    expect(stdout).toMatch(/^done {2}\d+ files written \([\d.]+ m?s\)\n/)
    expect(stdout).toContain('The API is public')
    expect(stdout).toMatch(/Next:\n {2}cd my-api\n {2}npm install\n {2}npx --no ashlar generate\n$/)
  })

  test('--name gives it another name and leaves the rest of the description', async () => {
    await ashlar(['new', 'x', ...OFFLINE, '--no-git', '--name', 'memos'], { cwd })
    expect(readFileSync(join(cwd, 'x', 'ashlar.yaml'), 'utf8')).toBe(
      withSchemaLine(NOTES.replace('name: notes', 'name: memos')),
    )
    expect(JSON.parse(readFileSync(join(cwd, 'x', 'package.json'), 'utf8'))).toMatchObject({ name: 'memos' })
  })

  test('is committed to a repository of its own', async () => {
    const { exitCode } = await ashlar(['new', 'x', ...OFFLINE], { cwd })
    expect(exitCode).toBe(0)
    const git = (...args: string[]) => execFileSync('git', args, { cwd: join(cwd, 'x'), encoding: 'utf8' })
    expect(git('log', '--format=%s')).toBe('Generate the service with ashlar\n')
    expect(git('status', '--porcelain')).toBe('')
    expect(git('ls-files')).toContain('.ashlar/lock.json')
  })

  test('inside a repository it is left to that repository', async () => {
    execFileSync('git', ['init', '-q'], { cwd })
    const { exitCode, stdout } = await ashlar(['new', 'x', ...OFFLINE], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('nothing committed: the folder is in a git repository already')
    expect(existsSync(join(cwd, 'x', '.git'))).toBe(false)
  })

  test('--cwd is where the folder and the description are looked for', async () => {
    const args = ['new', 'x', ...OFFLINE, '--no-git', '-C', cwd]
    expect(await ashlar(args, { cwd: temporaryFolder() })).toMatchObject({ exitCode: 0 })
    expect(existsSync(join(cwd, 'x', 'ashlar.yaml'))).toBe(true)
  })

  test('--yes alone is the smallest starter, in a folder that gives it its name', async () => {
    const { exitCode } = await ashlar(['new', '--yes', '--no-install', '--no-git'], { cwd })
    expect(exitCode).toBe(0)
    expect(readFileSync(join(cwd, 'my-api', 'ashlar.yaml'), 'utf8')).toContain('\nname: my-api\n')
  })

  test.each([
    ['My Läden/My API', 'my-api'],
    ['Ελλάδα', 'shop'],
  ])('a starter in %s is called %s', async (dir, name) => {
    const { exitCode } = await ashlar(['new', dir, '--starter', 'shop', '--no-install', '--no-git'], { cwd })
    expect(exitCode).toBe(0)
    expect(JSON.parse(readFileSync(join(cwd, dir, 'package.json'), 'utf8')).name).toBe(name)
  })

  test('a repository that has other files keeps them', async () => {
    execFileSync('git', ['init', '-q', 'x'], { cwd })
    writeFileSync(join(cwd, 'x', 'LICENSE'), 'mine')
    const { exitCode, stdout } = await ashlar(['new', 'x', ...OFFLINE], { cwd })
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('nothing committed') })
    expect(readFileSync(join(cwd, 'x', 'LICENSE'), 'utf8')).toBe('mine')
  })

  test('the package manager that called is the one that the project is set up for, and the lock knows it', async () => {
    const env = { npm_config_user_agent: 'yarn/4.1.0 npm/? node/v24.0.0 linux x64' }
    const { stdout } = await ashlar(['new', 'x', ...OFFLINE, '--no-git'], { cwd, env })
    expect(stdout).toContain('yarn ashlar generate')
    expect(JSON.parse(readFileSync(join(cwd, 'x', '.ashlar/lock.json'), 'utf8'))).toMatchObject({ manager: 'yarn' })
    expect(existsSync(join(cwd, 'x', '.yarnrc.yml'))).toBe(true)
    expect(readFileSync(join(cwd, 'x', '.gitignore'), 'utf8')).toContain('\n.yarn/\n')
    expect(await ashlar(['check'], { cwd: join(cwd, 'x') })).toMatchObject({ exitCode: 0 })
  })

  test('without --yes and without a terminal nothing is asked', async () => {
    const args = ['new', 'x', '--spec', 'notes.yaml', '--no-install', '--no-git']
    const { exitCode, stderr } = await ashlar(args, { cwd })
    expect(exitCode).toBe(0)
    expect(stderr).not.toContain('?')
  })
})

describe('what is refused leaves nothing behind', () => {
  test.each([
    ['no description', [], 2, '`--starter` or `--spec` is missing, and without a terminal nothing is asked [ASH4002]'],
    ['two descriptions', ['--spec', 'notes.yaml', '--starter', 'shop'], 2, 'both name a description'],
    ['an unknown starter', ['--starter', 'shp'], 2, '`--starter` is one of minimal, shop, northwind'],
    ['a description that is not there', ['--spec', 'no.yaml'], 3, '`no.yaml` is not there'],
    ['an unknown package manager', ['--spec', 'notes.yaml', '--pm', 'nmp'], 2, '`--pm` is one of npm, pnpm, yarn, bun'],
    [
      'a name that npm refuses',
      ['--spec', 'notes.yaml', '--name', 'No Spaces'],
      2,
      '`--name`: `No Spaces` is not a name for a service',
    ],
  ])('%s', async (_what, args, exitCode, sentence) => {
    const result = await ashlar(['new', 'x', ...args, '--no-install', '--no-git'], { cwd })
    expect(result.exitCode).toBe(exitCode)
    expect(result.stderr).toContain(sentence)
    expect(existsSync(join(cwd, 'x'))).toBe(false)
  })

  test('a wrong description: every problem at once, at its place in the file that was named', async () => {
    writeFileSync(join(cwd, 'notes.yaml'), `${NOTES}      rating: intt\n      writer: ref usr\n`)
    const { exitCode, stderr } = await ashlar(['new', 'x', ...OFFLINE], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^notes\.yaml:10:15: .*`intt`/m)
    expect(existsSync(join(cwd, 'x'))).toBe(false)
  })

  test('a description that is not UTF-8', async () => {
    writeFileSync(join(cwd, 'notes.yaml'), Buffer.from([0x61, 0xff, 0xfe]))
    const { exitCode, stderr } = await ashlar(['new', 'x', ...OFFLINE], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('`notes.yaml` is not UTF-8 text')
  })

  test.each([
    ['a folder', '.', '`.` is a folder [ASH4010]'],
    ['a device that never ends', '/dev/zero', '`/dev/zero` is no ordinary file [ASH4010]'],
  ])('%s in place of a description', async (_what, spec, sentence) => {
    const { exitCode, stderr } = await ashlar(['new', 'x', '--spec', spec, '--yes', '--no-install'], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toContain(sentence)
  })

  test('a file of gigabytes, which is not even opened', async () => {
    writeFileSync(join(cwd, 'large.yaml'), '')
    truncateSync(join(cwd, 'large.yaml'), 2 ** 32)
    const { exitCode, stderr } = await ashlar(['new', 'x', '--spec', 'large.yaml', '--yes'], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('large.yaml:1:1: the description is larger than 1 MiB [ASH1001]')
  })

  test('no folder at all, or one without a name', async () => {
    const nameless = await ashlar(['new', '', '--starter', 'minimal'], { cwd })
    expect(nameless).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('the folder has no name') })
    const missing = await ashlar(['new', '--starter', 'minimal'], { cwd })
    expect(missing).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('the folder is missing') })
    expect(Object.keys(readTree(cwd))).toEqual(['notes.yaml'])
  })

  test('a repository in which something stands in the way, each thing by name', async () => {
    execFileSync('git', ['init', '-q', 'x'], { cwd })
    for (const name of ['README.md', 'package.json', 'LICENSE']) writeFileSync(join(cwd, 'x', name), 'mine')
    const { exitCode, stderr } = await ashlar(['new', 'x', ...OFFLINE], { cwd })
    expect(exitCode).toBe(3)
    expect(stderr).toContain('`README.md` is there already [ASH3133]')
    expect(stderr).toContain('`package.json` is there already [ASH3133]')
    expect(stderr).not.toContain('LICENSE')
    const left = Object.keys(readTree(join(cwd, 'x'))).filter((path) => !path.startsWith('.git/'))
    expect(left).toEqual(['LICENSE', 'README.md', 'package.json'])
  })

  test('a project of ashlar', async () => {
    await ashlar(['new', 'x', ...OFFLINE, '--no-git'], { cwd })
    const { exitCode, stderr } = await ashlar(['new', 'x', ...OFFLINE], { cwd })
    expect(exitCode).toBe(3)
    expect(stderr).toContain('`x` is an ashlar project already')
  })

  test('a folder that holds something', async () => {
    mkdirSync(join(cwd, 'x'))
    writeFileSync(join(cwd, 'x', 'mine.txt'), 'mine')
    const { exitCode, stderr } = await ashlar(['new', 'x', ...OFFLINE], { cwd })
    expect(exitCode).toBe(3)
    expect(stderr).toContain('is not empty')
    expect(readTree(join(cwd, 'x'))).toEqual({ 'mine.txt': 'mine' })
  })

  test('a package manager that is not there is named, and so is what is done already', async () => {
    const args = ['new', 'x', '--spec', 'notes.yaml', '--yes', '--no-git']
    const { exitCode, stderr } = await ashlar(args, { cwd, env: { PATH: '' } })
    expect(exitCode).toBe(3)
    expect(stderr).toContain('`npm` is not installed')
    expect(stderr).toContain('The files are in')
    expect(existsSync(join(cwd, 'x', 'src', 'app.ts'))).toBe(true)
  })
})
