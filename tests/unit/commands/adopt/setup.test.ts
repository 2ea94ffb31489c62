import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../../../src/package.ts'
import { ashlar } from '../../../setup/cli.ts'
import { temporaryFolder } from '../../../setup/tree.ts'
import { NOTES } from '../project.ts'
import { edit, filesOf, lockOf } from './edits.ts'

/** Loses the lock of a project and takes it back; the lock is what it was, and nothing else has changed. */
async function expectTakenBack(root: string, ...args: readonly string[]): Promise<void> {
  const [files, lock] = [filesOf(root), lockOf(root)]
  rmSync(join(root, '.ashlar'), { recursive: true })
  const { exitCode, stderr } = await ashlar(['adopt', ...args], { cwd: root })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(lockOf(root)).toEqual(lock)
  expect(filesOf(root)).toEqual(files)
  expect(await ashlar(['check'], { cwd: root })).toMatchObject({ exitCode: 0 })
}

describe('a whole service', () => {
  async function made(manager: string, folder = temporaryFolder()): Promise<string> {
    writeFileSync(join(folder, 'notes.yaml'), NOTES)
    const args = ['new', 'notes', '--spec', 'notes.yaml', '--pm', manager, '--yes', '--no-install', '--no-git']
    expect(await ashlar(args, { cwd: folder })).toMatchObject({ exitCode: 0 })
    return join(folder, 'notes')
  }

  test.each(['pnpm', 'yarn', 'bun'])('that was made for %s, with other edits', async (manager) => {
    const root = await made(manager)
    edit(root, 'README.md', '\n', '\nOur own words.\n')
    await expectTakenBack(root)
  })

  test('that was made for npm, and is installed with pnpm today', async () => {
    const root = await made('npm')
    writeFileSync(join(root, 'pnpm-lock.yaml'), '')
    await expectTakenBack(root)
  })

  test('in a repository with several packages, and alone by now', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'package.json'), '{ "workspaces": ["*"] }')
    const root = await made('yarn', folder)
    await expectTakenBack(root)
    rmSync(join(folder, 'package.json'))
    await expectTakenBack(root)
  })

  test('that does not depend on ashlar, and brings its Node along', async () => {
    const root = await made('npm')
    const lock = readFileSync(join(root, '.ashlar/lock.json'), 'utf8')
    writeFileSync(join(root, '.ashlar/lock.json'), lock.replace(/"dependency": ".*"/, '"node": "^24.11.0"'))
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })
    await expectTakenBack(root)
    edit(root, 'package.json', '"node": "^24.11.0"', '"node": "^26.0.0"')
    rmSync(join(root, '.ashlar'), { recursive: true })
    expect(await ashlar(['adopt'], { cwd: root })).toMatchObject({ exitCode: 0 })
    expect(lockOf(root)).toMatchObject({ node: '^26.0.0' })
  })
})

describe('an API inside of an application', () => {
  async function embedded(folder: string, db: string): Promise<string> {
    const app = temporaryFolder()
    cpSync(join(packageRoot, 'tests/embed/application'), app, { recursive: true })
    mkdirSync(join(app, folder), { recursive: true })
    const made = await ashlar(['init', '--embed', folder, '--db', db], { cwd: app })
    expect(made).toMatchObject({ exitCode: 0, stderr: '' })
    return join(app, folder)
  }

  test.each([
    ['src', './db.ts#db'],
    ['src/parts/api', '../../db.ts#db'],
    ['.', './src/db.ts#db'],
  ])('in %s', async (folder, db) => {
    await expectTakenBack(await embedded(folder, db))
  })

  test('that was renamed keeps the record of its migrations', async () => {
    const root = await embedded('src', './db.ts#db')
    edit(root, 'ashlar.yaml', 'name: clinic', 'name: surgery')
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })
    expect(lockOf(root).embed.record).toBe('__clinic_migrations')
    await expectTakenBack(root)
    await expectTakenBack(root, '--db', './db.ts#db')
  })

  test('whose own files do not tell where the database is has to be told', async () => {
    const root = await embedded('src', './db.ts#db')
    rmSync(join(root, 'db/migrate.ts'))
    rmSync(join(root, '.ashlar'), { recursive: true })
    const refused = await ashlar(['adopt'], { cwd: root })
    expect(refused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('`--db ./db.ts#db`') })
    expect(await ashlar(['adopt', '--db', './none.ts#db'], { cwd: root })).toMatchObject({ exitCode: 2 })
    const { exitCode, stdout } = await ashlar(['adopt', '--db', './db.ts#db'], { cwd: root })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('with its database `./db.ts#db` by node-postgres.')
    expect(stdout).toContain('  absent    db/migrate.ts')
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })
  })
})
