import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { digest } from '../../../src/merge/text.ts'
import { ashlar } from '../../setup/cli.ts'
import { temporaryFolder, writeTimes } from '../../setup/tree.ts'
import { NOTES, newNotes } from './project.ts'

const WITH_RATING = `${NOTES}      rating: int? = 3\n`

describe('without installed dependencies', async () => {
  const project = await newNotes({ installed: false })

  test('a fresh project is clean', async () => {
    const { exitCode, stdout, stderr } = await project.run('check')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/\d+ files checked: all in step with the description\.\n$/)
  })

  test("an edit alone and a deleted file are the user's business", async () => {
    appendFileSync(join(project.root, 'src/app.ts'), '// mine\n')
    rmSync(join(project.root, 'docs/api.md'))
    expect((await project.run('generate')).exitCode).toBe(0)
    expect((await project.run('check')).exitCode).toBe(0)
  })

  test('a description that changed: one line a file, with the repair, and nothing is written', async () => {
    project.describe(WITH_RATING)
    const before = writeTimes(project.root)
    const { exitCode, stdout } = await project.run('check')
    expect(exitCode).toBe(1)
    expect(stdout).toContain(
      '  stale     src/resources/notes/notes.table.ts  run `ashlar generate` to bring it up to date\n',
    )
    expect(stdout).toMatch(/\d+ of \d+ files not in step with the description\.\n$/)
    expect(writeTimes(project.root)).toEqual(before)
  })

  test('--format github annotates each file, from the root of the repository', async () => {
    const env = { GITHUB_WORKSPACE: join(project.root, '..') }
    const { exitCode, stdout } = await ashlar(['check', '--format', 'github'], { cwd: project.root, env })
    expect(exitCode).toBe(1)
    expect(stdout).toContain(
      '\n::error file=notes/src/resources/notes/notes.table.ts,title=ashlar%3A stale::run `ashlar generate` to bring it up to date\n',
    )
  })

  test('--format sarif is what code scanning takes', async () => {
    const { exitCode, stdout } = await project.run('check', '--format', 'sarif')
    const { version, runs } = JSON.parse(stdout)
    expect({ exitCode, version, name: runs[0].tool.driver.name }).toEqual({
      exitCode: 1,
      version: '2.1.0',
      name: 'ashlar',
    })
    expect(runs[0].results).toContainEqual({
      ruleId: 'stale',
      level: 'error',
      message: { text: 'stale: run `ashlar generate` to bring it up to date' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'src/resources/notes/notes.table.ts' } } }],
    })
    expect((await project.run('check', '--format', 'xml')).exitCode).toBe(2)
  })

  test('--json says the same as data', async () => {
    const { exitCode, stdout } = await project.run('check', '--json')
    expect(exitCode).toBe(1)
    const data = JSON.parse(stdout)
    expect(data).toMatchObject({ exitCode: 1, migration: { state: 'unknown', problems: [] } })
    expect(data.files).toContainEqual({
      kind: 'update',
      path: 'src/resources/notes/notes.table.ts',
      template: 'table',
      subject: 'note',
      repair: 'run `ashlar generate` to bring it up to date',
    })
  })

  test('a wrong description is exit code 2', async () => {
    project.describe(`${NOTES}      rating: intt\n`)
    expect((await project.run('check')).exitCode).toBe(2)
  })
})

describe('how a project depends on ashlar', async () => {
  const project = await newNotes({ installed: false })
  const manifest = () => JSON.parse(readFileSync(join(project.root, 'package.json'), 'utf8'))

  test('stays as another version of ashlar wrote it', async () => {
    // The image has `vendor/` where the dependency is a file, so that of the other version is one too.
    const other = 'file:vendor/create-ashlar-0.0.1.tgz'
    const read = (path: string) => readFileSync(join(project.root, path), 'utf8')
    const ours = read('package.json')
    const theirs = ours.replace(manifest().devDependencies['create-ashlar'], other)
    const lock = read('.ashlar/lock.json').replace(digest(ours), digest(theirs))
    writeFileSync(join(project.root, 'package.json'), theirs)
    writeFileSync(
      join(project.root, '.ashlar/lock.json'),
      lock.replace(/"dependency": ".*"/, `"dependency": "${other}"`),
    )
    const { exitCode, stdout } = await project.run('check')
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 })
    project.describe(WITH_RATING)
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
    expect(manifest().devDependencies['create-ashlar']).toBe(other)
  })

  test('is its own business where `generate` was the first command', async () => {
    const root = temporaryFolder()
    writeFileSync(join(root, 'ashlar.yaml'), NOTES)
    expect(await ashlar(['generate'], { cwd: root })).toMatchObject({ exitCode: 0 })
    expect(readFileSync(join(root, 'package.json'), 'utf8')).not.toContain('create-ashlar')
    expect(await ashlar(['check'], { cwd: root })).toMatchObject({ exitCode: 0 })
  })
})

describe('with installed dependencies', async () => {
  const project = await newNotes({ installed: true })

  test('a fresh project is clean', async () => {
    expect(await project.run('check')).toMatchObject({ exitCode: 0, stderr: '' })
  })

  test('and loads nothing that only a difference or a migration needs', async () => {
    const listing = `import { registerHooks } from 'node:module'
      registerHooks({ resolve(name, context, next) { console.error('loads ' + name); return next(name, context) } })`
    // Where there is a shared branch, git is asked whether its migrations are as they were.
    execFileSync('git', ['init', '-q'], { cwd: project.root })
    const env = { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(listing)}"` }
    const { exitCode, stderr } = await ashlar(['check'], { cwd: project.root, env })
    expect(exitCode).toBe(0)
    const loaded = stderr.split('\n').filter((line) => /^loads (yaml|diff|execa|rolldown|drizzle-kit\/api)$/.test(line))
    expect(new Set(loaded)).toEqual(new Set(['loads yaml']))
  })

  test('a column that would be dropped is said with the flag that allows it', async () => {
    project.describe(NOTES.replace('      body: text?\n', ''))
    const { exitCode, stdout } = await project.run('check')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('  missing   migrations  the schema changed: ')
    expect(stdout).toContain('--allow-drop notes.body')
    project.describe(NOTES)
  })

  test('a table that the user changed needs a migration', async () => {
    const table = join(project.root, 'src/resources/notes/notes.table.ts')
    const text = readFileSync(table, 'utf8')
    writeFileSync(table, text.replace("body: text('body')", "body: text('body').notNull().default('')"))
    const { exitCode, stdout } = await project.run('check')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('  missing   migrations  the schema changed: ')
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
    expect(await project.run('check')).toMatchObject({ exitCode: 0 })
  })
  test('migrations that went are missing, and made again', async () => {
    rmSync(join(project.root, 'migrations'), { recursive: true })
    const { exitCode, stdout } = await project.run('check')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('  missing   migrations  ')
    expect((await project.run('generate')).stdout).toContain('  migrate   migrations/0000_init.sql')
    expect(await project.run('check')).toMatchObject({ exitCode: 0 })
  })
})
