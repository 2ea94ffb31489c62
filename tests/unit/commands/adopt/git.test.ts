import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTree } from '../../../setup/tree.ts'
import { NOTES, newNotes } from '../project.ts'
import { edit, filesOf, lockOf } from './edits.ts'

const TABLE = 'src/resources/notes/notes.table.ts'
const WITH_RATING = `${NOTES}      rating: int? = 3\n`

/** A project in a folder of a repository; `ignored` is what git shall not have. */
async function repository(...ignored: readonly string[]) {
  const project = await newNotes({ installed: false })
  const top = join(project.root, '..')
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], {
      cwd: project.root,
      encoding: 'utf8',
    })
  const save = (what: string): void => {
    git('add', '-A')
    git('commit', '-q', '--allow-empty', '-m', what)
  }
  git('init', '-q', top)
  writeFileSync(join(top, '.git/info/exclude'), ignored.map((line) => `${line}\n`).join(''))
  save('as it was made')
  return { ...project, git, save }
}

describe('a lock that git has', () => {
  test('is to be taken back by the command that is said, which works', async () => {
    const { root, run, git, save } = await repository()
    edit(root, TABLE, 'length: 200', 'length: 300')
    save('an edit')
    const before = readTree(root)
    rmSync(join(root, '.ashlar'), { recursive: true })
    const { exitCode, stderr } = await run('adopt')
    expect(exitCode).toBe(3)
    const [, command = ''] = /take it back: git (checkout [0-9a-f]+ -- \.ashlar);/.exec(stderr) ?? []
    git(...command.split(' '))
    expect(readTree(root)).toEqual(before)
    expect(await run('check')).toMatchObject({ exitCode: 0 })
  })

  test('is found where it is further back, or was broken since', async () => {
    const { root, run, git, save } = await repository()
    writeFileSync(join(root, '.ashlar/lock.json'), '{}\n')
    save('a broken lock')
    const [first = ''] = git('log', '--format=%h', '--reverse').split('\n')
    expect(await run('adopt')).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining(`git checkout ${first} --`),
    })
    git('rm', '-rq', '.ashlar')
    save('no lock')
    expect(await run('adopt')).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining(`git checkout ${first} --`),
    })
    expect(await run('adopt', '--anew')).toMatchObject({ exitCode: 0 })
  })
})

describe('a lock that git does not have', () => {
  test('a description that was changed since: its files come from the one that git has', async () => {
    const { root, run, git, describe: rewrite } = await repository('.ashlar/')
    edit(root, TABLE, 'length: 200', 'length: 300')
    const lock = lockOf(root)
    rewrite(WITH_RATING)
    rmSync(join(root, '.ashlar'), { recursive: true })
    const { exitCode, stdout } = await run('adopt')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`The files come from the description in ${git('log', '-1', '--format=%h').trim()}: `)
    expect(lockOf(root)).toEqual(lock)
    expect((await run('check')).stdout).toContain(
      `  stale     ${TABLE}  run \`ashlar generate\` to merge it with your edit`,
    )
    expect(await run('generate')).toMatchObject({ exitCode: 0 })
    const table = readFileSync(join(root, TABLE), 'utf8')
    expect(table).toContain('length: 300')
    expect(table).toContain("rating: integer('rating')")
  })

  test('a description in its other form, which nothing was generated from yet', async () => {
    const { root, run } = await repository('.ashlar/')
    const lock = lockOf(root)
    expect(await run('convert', '--to', 'zod')).toMatchObject({ exitCode: 0 })
    rmSync(join(root, '.ashlar'), { recursive: true })
    expect(await run('adopt')).toMatchObject({ exitCode: 0 })
    expect(lockOf(root).files).toEqual(lock.files)
    expect(await run('generate')).toMatchObject({ exitCode: 0 })
    expect(readFileSync(join(root, TABLE), 'utf8')).toContain('from ashlar.spec.ts#/resources/note')
  })

  test('a file that was taken out stays out; what is new of the description comes', async () => {
    const { root, run, save, describe: rewrite } = await repository('.ashlar/')
    rmSync(join(root, 'Dockerfile'))
    save('no image')
    rmSync(join(root, 'docs/api.md'))
    rewrite(`${NOTES}  tag:\n    fields:\n      label: string(1..20)\n`)
    save('a new resource, not generated')
    rmSync(join(root, '.ashlar'), { recursive: true })
    const { stdout } = await run('adopt')
    for (const path of ['Dockerfile', 'docs/api.md']) {
      expect(stdout).toContain(`  absent    ${path}  (git had it: it stays deleted)\n`)
    }
    expect(await run('generate')).toMatchObject({ exitCode: 0 })
    const after = filesOf(root)
    expect(after).not.toHaveProperty('Dockerfile')
    expect(after).toHaveProperty('src/resources/tags/tags.table.ts')
  })
})

test.each([
  ['the file was committed before it was edited', ['.ashlar/objects/'], true],
  ['the object was', [], false],
  ['the description is that of an earlier commit', ['.ashlar/objects/', 'src/'], false],
])('a lost text is found in git: %s', async (_, ignored, isCommitted) => {
  const { root, run, save, describe: rewrite } = await repository(...ignored)
  const objects = readTree(join(root, '.ashlar/objects'))
  edit(root, TABLE, 'length: 200', 'length: 300')
  if (isCommitted) save('an edit')
  rewrite(WITH_RATING)
  rmSync(join(root, '.ashlar/objects'), { recursive: true })
  const files = filesOf(root)
  expect(await run('generate')).toMatchObject({ exitCode: 3 })
  const { exitCode, stdout } = await run('adopt')
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`  mend      ${TABLE}  (what was written last was lost here; git has it)\n`)
  expect(filesOf(root)).toEqual(files)
  expect(objects).toMatchObject(readTree(join(root, '.ashlar/objects')))
  expect(await run('generate')).toMatchObject({ exitCode: 0 })
  expect(readFileSync(join(root, TABLE), 'utf8')).toContain("rating: integer('rating')")
})
