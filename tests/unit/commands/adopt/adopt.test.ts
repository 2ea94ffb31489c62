import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { digest } from '../../../../src/merge/text.ts'
import { parseDescription } from '../../../../src/spec/parse.ts'
import { zodText } from '../../../../src/spec/print/zod.ts'
import { ashlar } from '../../../setup/cli.ts'
import { readTree, temporaryFolder, writeTimes } from '../../../setup/tree.ts'
import { NOTES, newNotes } from '../project.ts'
import { edit, filesOf, lockOf } from './edits.ts'

const TABLE = 'src/resources/notes/notes.table.ts'
const ROUTES = 'src/resources/notes/notes.routes.ts'
const WITH_RATING = `${NOTES}      rating: int? = 3\n`

/** Three edits as people make them. */
function editThree(root: string): void {
  edit(root, TABLE, "title: varchar('title', { length: 200 })", "title: varchar('headline', { length: 200 })")
  edit(root, ROUTES, 'const routes = new Hono<Env>()\n', '$&  // Ours come first.\n')
  edit(root, 'package.json', '"version": "0.1.0"', '"version": "2.7.0"')
}

/** A project with edits, and its lock gone. */
async function lost(description = NOTES) {
  const project = await newNotes({ installed: false })
  if (description !== NOTES) {
    project.describe(description)
    await project.run('generate')
  }
  editThree(project.root)
  const before = { lock: lockOf(project.root), files: filesOf(project.root) }
  rmSync(join(project.root, '.ashlar'), { recursive: true })
  return { ...project, before }
}

describe('a project whose lock is gone', async () => {
  const { root, run, describe: rewrite, before } = await lost()

  test('--dry-run says what would be done and writes nothing', async () => {
    const times = writeTimes(root)
    const { exitCode, stdout } = await run('adopt', '--dry-run', '--diff')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`  keep      ${TABLE} +1 -1  (differs from what is generated: your edit)\n`)
    expect(stdout).toContain("+  title: varchar('headline', { length: 200 }).notNull(),\n")
    expect(stdout).toMatch(
      /^\d+ files as generated, 3 kept as you have them\. Nothing was written: this was a dry run\.$/m,
    )
    expect(writeTimes(root)).toEqual(times)
  })

  test('gets one that says what the old one said; no other file is touched', async () => {
    const times = writeTimes(root)
    expect(await run('adopt')).toMatchObject({ exitCode: 0, stderr: '' })
    const after = Object.entries(writeTimes(root)).filter(([path]) => !path.startsWith('.ashlar/'))
    expect(Object.fromEntries(after)).toEqual(times)
    expect(lockOf(root)).toEqual(before.lock)
  })

  test('is in step, and adopting it once more changes nothing', async () => {
    expect((await run('check')).stdout).toMatch(/^\d+ files checked: all in step with the description\.$/m)
    const times = writeTimes(root)
    expect(await run('adopt')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('nothing to take back') })
    expect(writeTimes(root)).toEqual(times)
  })

  test('keeps the edits when the description changes', async () => {
    expect(await run('generate')).toMatchObject({ exitCode: 0 })
    expect(filesOf(root)).toEqual(before.files)
    rewrite(WITH_RATING)
    expect(await run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
    const table = readFileSync(join(root, TABLE), 'utf8')
    expect(table).toContain("varchar('headline'")
    expect(table).toContain("rating: integer('rating')")
    expect(readFileSync(join(root, ROUTES), 'utf8')).toContain('// Ours come first.')
    expect(readFileSync(join(root, 'package.json'), 'utf8')).toContain('"version": "2.7.0"')
  })
})

describe('a folder that was copied without what begins with a dot', async () => {
  const { root: from } = await lost()
  const root = join(temporaryFolder(), 'copy')
  cpSync(from, root, { recursive: true, filter: (path) => path === from || !basename(path).startsWith('.') })
  writeFileSync(join(root, 'README.md'), 'Wholly our own.\n')

  test('names what is missing, and what is another file than the generated one', async () => {
    const { exitCode, stdout } = await ashlar(['adopt'], { cwd: root })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('  absent    .gitignore  (`ashlar generate` writes it)\n')
    expect(stdout).toContain('  keep      README.md  (has nothing of what is generated: yours, kept like an edit)\n')
    expect(existsSync(join(root, '.gitignore'))).toBe(false)
  })

  test('what is missing comes with `generate`, and only that', async () => {
    const before = filesOf(root)
    const check = await ashlar(['check'], { cwd: root })
    expect(check.stdout).toContain('  missing   .gitignore  run `ashlar generate` to write it\n')
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })
    const after = filesOf(root)
    expect(after).toMatchObject(before)
    expect(Object.keys(after).filter((path) => !(path in before))).toEqual([
      '.dockerignore',
      '.env.example',
      '.github/workflows/ci.yml',
      '.gitignore',
    ])
  })
})

describe('a lock that cannot be read', () => {
  /** The description was changed and generated once, so that bases are not what is generated now. */
  async function broken(damage: (text: string) => string) {
    const project = await newNotes({ installed: false })
    editThree(project.root)
    const lock = join(project.root, '.ashlar/lock.json')
    const good = lockOf(project.root)
    project.describe(WITH_RATING)
    writeFileSync(lock, damage(readFileSync(lock, 'utf8')))
    return { ...project, good, files: filesOf(project.root) }
  }

  test('is refused with what helps', async () => {
    const { run } = await broken((text) => text.slice(0, -20))
    const { exitCode, stderr } = await run('generate')
    expect(exitCode).toBe(3)
    expect(stderr).toContain('[ASH3101]')
    expect(stderr).toContain('where git does not have it: ashlar adopt')
  })

  test.each([
    ['with an end that is missing', (text: string) => text.slice(0, -40)],
    ['with a line of somebody in it', (text: string) => text.replace('"files": {\n', '$&oops\n')],
    ['without its head', (text: string) => text.replace('"format": 1,', '"format": "one",')],
  ])('%s counts as far as it can be read', async (_, damage) => {
    const { root, run, good, files } = await broken(damage)
    const { exitCode, stdout } = await run('adopt')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^The lock could not be read as a whole: \d+ lines of it could\.$/m)
    expect(filesOf(root)).toEqual(files)
    expect(lockOf(root).files[`table note`]).toEqual(good.files['table note'])
    expect(await run('generate')).toMatchObject({ exitCode: 0 })
    const table = readFileSync(join(root, TABLE), 'utf8')
    expect(table).toContain("varchar('headline'")
    expect(table).toContain("rating: integer('rating')")
  })

  test('of which nothing is left is made anew', async () => {
    const { root, run, good, files } = await broken(() => 'gone\n')
    expect(await run('adopt')).toMatchObject({ exitCode: 0 })
    expect(filesOf(root)).toEqual(files)
    expect(Object.keys(lockOf(root).files).length).toBe(Object.keys(good.files).length)
  })

  test('of a newer ashlar, or with the markers of a merge, is no lock that is lost', async () => {
    const newer = await broken((text) => text.replace('"format": 1', '"format": 2'))
    expect(await newer.run('adopt', '--anew')).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('ASH3102'),
    })
    const merged = await broken((text) => text.replace('{\n', '{\n<<<<<<< ours\n'))
    expect(await merged.run('adopt')).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('ASH3103') })
    expect(await merged.run('adopt', '--anew')).toMatchObject({ exitCode: 0 })
  })
})

describe('texts of .ashlar/objects that are lost', () => {
  async function withoutObjects() {
    const project = await newNotes({ installed: false })
    editThree(project.root)
    const objects = readTree(join(project.root, '.ashlar/objects'))
    rmSync(join(project.root, '.ashlar/objects'), { recursive: true })
    return { ...project, objects }
  }

  test('are named where the description was changed since, and found when it is put back', async () => {
    const { root, run, describe: rewrite, objects } = await withoutObjects()
    rewrite(WITH_RATING)
    const refused = await run('generate')
    expect(refused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('[ASH3104]') })
    expect(refused.stderr).toContain('where git does not have it: ashlar adopt')
    const files = filesOf(root)
    const lock = lockOf(root)
    const { exitCode, stdout } = await run('adopt')
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining(`  lost      ${TABLE}  (`),
    })
    expect(lockOf(root)).toEqual(lock)
    rewrite(NOTES)
    expect(await run('adopt')).toMatchObject({ exitCode: 0 })
    expect(readTree(join(root, '.ashlar/objects'))).toEqual(objects)
    expect(filesOf(root)).toEqual({ ...files, 'ashlar.yaml': NOTES })
    rewrite(WITH_RATING)
    expect(await run('generate')).toMatchObject({ exitCode: 0 })
    expect(readFileSync(join(root, TABLE), 'utf8')).toContain("rating: integer('rating')")
  })

  test('are given up with --anew: what changed since stays out of the edited files', async () => {
    const { root, run, describe: rewrite } = await withoutObjects()
    rewrite(WITH_RATING)
    const files = filesOf(root)
    const { exitCode, stdout } = await run('adopt', '--anew')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`  keep      ${TABLE} +2 -3  (`)
    expect(filesOf(root)).toEqual(files)
    expect(await run('generate')).toMatchObject({ exitCode: 0 })
    expect(readFileSync(join(root, TABLE), 'utf8')).toBe(files[TABLE])
  })

  test('are what they were while the description is', async () => {
    const { root, run, objects } = await withoutObjects()
    const damaged = digest(readFileSync(join(root, 'src/app.ts'), 'utf8'))
    expect(await run('adopt')).toMatchObject({ exitCode: 0 })
    expect(readTree(join(root, '.ashlar/objects'))).toEqual(objects)
    writeFileSync(join(root, '.ashlar/objects', damaged), 'something else\n')
    expect(await run('adopt')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 lost text of') })
    expect(readTree(join(root, '.ashlar/objects'))).toEqual(objects)
  })
})

test('a file that stands where a new one belongs is taken as it is', async () => {
  const { root, run, describe: rewrite } = await newNotes({ installed: false })
  rewrite(`${NOTES}  tag:\n    fields:\n      label: string(1..20)\n`)
  await run('generate')
  const { files, ...head } = lockOf(root)
  const { 'table tag': _, ...others } = files
  writeFileSync(join(root, '.ashlar/lock.json'), JSON.stringify({ ...head, files: others }))
  edit(root, 'src/resources/tags/tags.table.ts', 'length: 20', 'length: 40')
  expect(await run('check')).toMatchObject({ exitCode: 1 })
  expect(await run('adopt')).toMatchObject({ exitCode: 0 })
  expect(await run('check')).toMatchObject({ exitCode: 0 })
  expect(lockOf(root).files['table tag']).toEqual(files['table tag'])
})

test('--json says the same as data', async () => {
  const { root, run } = await lost()
  rmSync(join(root, 'docs/api.md'))
  const { stdout } = await run('adopt', '--json', '--dry-run')
  const data = JSON.parse(stdout)
  expect(data).toMatchObject({ exitCode: 0, dryRun: true, lock: 'missing', kept: 0, mended: [] })
  expect(data.files).toContainEqual({ state: 'absent', path: 'docs/api.md', template: 'apiDocs', subject: '' })
  expect(data.files).toContainEqual({
    state: 'edited',
    path: TABLE,
    template: 'table',
    subject: 'note',
    added: 1,
    removed: 1,
  })
})

test('a description in TypeScript', async () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'a.spec.ts'), zodText(parseDescription({ file: 'ashlar.yaml', text: NOTES }).spec))
  await ashlar(['new', 'zod', '--spec', 'a.spec.ts', '--yes', '--no-install', '--no-git'], { cwd })
  const root = join(cwd, 'zod')
  editThree(root)
  const [files, lock] = [filesOf(root), lockOf(root)]
  rmSync(join(root, '.ashlar'), { recursive: true })
  expect(await ashlar(['adopt'], { cwd: root })).toMatchObject({ exitCode: 0, stderr: '' })
  expect(filesOf(root)).toEqual(files)
  expect(lockOf(root)).toEqual(lock)
  expect(await ashlar(['check'], { cwd: root })).toMatchObject({ exitCode: 0 })
})

test('a folder with nothing of it in it has nothing to take back', async () => {
  const root = temporaryFolder()
  writeFileSync(join(root, 'ashlar.yaml'), NOTES)
  writeFileSync(join(root, 'package.json'), '{\n  "private": true,\n  "type": "module"\n}\n')
  const before = readTree(root)
  const { exitCode, stderr } = await ashlar(['adopt'], { cwd: root })
  expect(exitCode).toBe(3)
  expect(stderr).toContain('[ASH3106]')
  expect(readTree(root)).toEqual(before)
})

test('migrations that are there are known again', async () => {
  const { root, run } = await newNotes({ installed: true })
  expect(existsSync(join(root, 'migrations/0000_init.sql'))).toBe(true)
  const lock = lockOf(root)
  rmSync(join(root, '.ashlar'), { recursive: true })
  const files = filesOf(root)
  expect(await run('adopt')).toMatchObject({ exitCode: 0 })
  expect(await run('check')).toMatchObject({ exitCode: 0 })
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(filesOf(root)).toEqual(files)
  expect(lockOf(root)).toEqual(lock)
})
