import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ashlar } from '../../setup/cli.ts'
import { readTree, temporaryFolder, writeTimes } from '../../setup/tree.ts'
import { NOTES, newNotes } from './project.ts'

const WITH_RATING = `${NOTES}      rating: int? = 3\n`
const TABLE = 'src/resources/notes/notes.table.ts'

describe('without installed dependencies', async () => {
  const project = await newNotes({ installed: false })

  test('an edit of the description reaches every file that it bears on, and nothing else', async () => {
    const before = readTree(project.root)
    project.describe(WITH_RATING)
    const { exitCode, stdout, stderr } = await project.run('generate')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain(`  update    ${TABLE}\n`)
    expect(stdout).toContain('`ashlar generate` makes it')
    expect(stdout).toMatch(/\d+ files generated in [\d.]+ m?s: \d+ updated\.\n$/)
    const after = readTree(project.root)
    expect(after[TABLE]).toContain('rating')
    const changed = Object.keys(before).filter((path) => before[path] !== after[path] && !path.startsWith('.ashlar/'))
    const named = [...stdout.matchAll(/^ {2}update {4}(\S+)$/gm)].map((match) => match[1])
    expect(changed.filter((path) => path !== 'ashlar.yaml')).toEqual(named)
  })

  test('again: nothing is written', async () => {
    const before = writeTimes(project.root)
    const { exitCode, stdout } = await project.run('generate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('nothing to do.')
    expect(writeTimes(project.root)).toEqual(before)
  })

  test('a new resource adds its files, and its going takes them away', async () => {
    const before = withoutObjects(project.root)
    project.describe(`${WITH_RATING}  tag:\n    fields:\n      label: string(1..20)\n`)
    expect((await project.run('generate')).stdout).toContain('  create    src/resources/tags/tags.table.ts\n')
    project.describe(WITH_RATING)
    expect((await project.run('generate')).stdout).toContain('  delete    src/resources/tags/tags.table.ts\n')
    expect(withoutObjects(project.root)).toEqual(before)
    expect(existsSync(join(project.root, 'src/resources/tags'))).toBe(false)
  })
})

test('what all tenants share and people of any of them change is named, once', async () => {
  const root = temporaryFolder()
  const description = readFileSync(new URL('../../golden/tenants/ashlar.yaml', import.meta.url), 'utf8')
  writeFileSync(join(root, 'ashlar.yaml'), description)
  const sentence = 'All tenants share `country`: whoever may change rows there in one of them changes them for all.'
  expect((await ashlar(['generate'], { cwd: root })).stdout.split(sentence)).toHaveLength(2)
  const reading = description.replace(
    /(code: string\(2..2\) unique\n.*\n)( +access: ).*/,
    '$1$2{ list: public, get: public }\n    operations: [list, get]',
  )
  expect(reading).not.toBe(description)
  writeFileSync(join(root, 'ashlar.yaml'), reading)
  expect((await ashlar(['generate'], { cwd: root })).stdout).not.toContain('All tenants share')
})

describe('edited files', async () => {
  const project = await newNotes({ installed: false })
  const edited = join(project.root, TABLE)
  const pristine = readFileSync(edited, 'utf8')
  // A column of the name that the description gets later.
  writeFileSync(edited, pristine.replace("  body: text('body'),\n", "$&  rating: text('my_rating'),\n"))

  test('are kept and named', async () => {
    const { exitCode, stdout } = await project.run('generate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`  keep      ${TABLE}  (your edit)\n`)
  })

  test('--dry-run --diff shows what would come, and writes nothing', async () => {
    project.describe(WITH_RATING)
    const before = writeTimes(project.root)
    const { exitCode, stdout } = await project.run('generate', '--dry-run', '--diff')
    expect(exitCode).toBe(1)
    expect(stdout).toContain(`  conflict  ${TABLE}`)
    expect(stdout).toContain(`--- a/${TABLE}\n+++ b/${TABLE}\n`)
    expect(stdout).toContain("\n-  rating: text('my_rating'),")
    expect(stdout).toContain('Nothing was written: this was a dry run.')
    expect(writeTimes(project.root)).toEqual(before)
  })

  test('that should have changed too are left alone; the rest is brought up to date; exit code 1', async () => {
    const text = readFileSync(edited, 'utf8')
    const { exitCode, stdout } = await project.run('generate')
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(new RegExp(`^ {2}conflict {2}${TABLE} {2}\\(both added .*rating.*: left alone\\)$`, 'm'))
    expect(readFileSync(edited, 'utf8')).toBe(text)
    expect(readFileSync(join(project.root, 'src/resources/notes/notes.schema.ts'), 'utf8')).toContain('rating')
  })

  test('--json says the same as data', async () => {
    const { exitCode, stdout } = await project.run('generate', '--json')
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 1,
      dryRun: false,
      files: [{ kind: 'conflict', path: TABLE, template: 'table', subject: 'note' }],
      migration: { state: 'not-installed', files: [] },
    })
  })

  test('what the user deleted stays deleted', async () => {
    const fresh = await newNotes({ installed: false })
    rmSync(join(fresh.root, 'docs/api.md'))
    const { exitCode, stdout } = await fresh.run('generate')
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 })
    expect(stdout).toContain('  absent    docs/api.md  (you deleted it)\n')
    expect(existsSync(join(fresh.root, 'docs/api.md'))).toBe(false)
  })
})

describe('with installed dependencies', async () => {
  const project = await newNotes({ installed: true })

  test('code and migration come together', async () => {
    project.describe(WITH_RATING)
    const { exitCode, stdout } = await project.run('generate')
    expect(exitCode).toBe(0)
    const path = /^ {2}migrate {3}(migrations\/0001_\w+\.sql)$/m.exec(stdout)?.[1] ?? ''
    expect(readFileSync(join(project.root, path), 'utf8')).toBe(
      'ALTER TABLE "notes" ADD COLUMN "rating" integer DEFAULT 3;\n',
    )
  })

  test('a column that would go with its data is refused until it is named, and nothing is written', async () => {
    project.describe(NOTES)
    const before = writeTimes(project.root)
    const refused = await project.run('generate')
    expect(refused.exitCode).toBe(1)
    expect(refused.stderr).toContain('ashlar generate --allow-drop notes.rating')
    expect(writeTimes(project.root)).toEqual(before)
    const allowed = await project.run('generate', '--allow-drop', 'notes.rating')
    expect(allowed).toMatchObject({ exitCode: 0, stderr: '' })
    expect(allowed.stdout).toMatch(/^ {2}migrate {3}migrations\/0002_\w+\.sql {2}\(drops column notes\.rating\)$/m)
  })
})

describe('what may go wrong with rows that are there', async () => {
  const project = await newNotes({ installed: true })
  const before = `${NOTES}      price: decimal(10, 4)?\n`
  project.describe(before)
  await project.run('generate')
  project.describe(before.replace('decimal(10, 4)?', 'decimal(10, 2)'))

  test('is refused where values would change, unless the column is named', async () => {
    const refused = await project.run('generate')
    expect(refused.exitCode).toBe(1)
    expect(refused.stderr).toContain('`notes.price` changes from numeric(10, 4) to numeric(10, 2)')
    expect(refused.stderr).toContain('ashlar generate --allow-drop notes.price')
    expect(refused.stderr).toContain('the column `notes.price` becomes required, and nothing says what rows get')
    expect(refused.stderr).toContain('ashlar generate --allow-drop notes.price --allow-unfilled notes.price')
  })

  test('is said, and said as data', async () => {
    const allowed = ['--allow-drop', 'notes.price', '--allow-unfilled', 'notes.price']
    const told = await project.run('generate', '--dry-run', ...allowed)
    expect(told.stdout).toContain(
      '  careful   notes.price: numeric(10, 4) becomes numeric(10, 2): values may be cut, or the migration may fail\n',
    )
    expect(told.stdout).toContain('  careful   notes.price becomes required: ')
    const { stdout } = await project.run('generate', '--json', ...allowed)
    expect(JSON.parse(stdout).migration.risks).toEqual([
      {
        kind: 'type',
        column: 'notes.price',
        from: 'numeric(10, 4)',
        to: 'numeric(10, 2)',
        message: 'notes.price: numeric(10, 4) becomes numeric(10, 2): values may be cut, or the migration may fail',
      },
      expect.objectContaining({ kind: 'required', column: 'notes.price' }),
    ])
  })
})

test('edits and changes of the description become one', async () => {
  const project = await newNotes({ installed: true })
  const table = join(project.root, TABLE)
  const barrel = join(project.root, 'src/db/schema.ts')
  writeFileSync(table, readFileSync(table, 'utf8').replace("body: text('body')", "body: text('body') /* mine */"))
  appendFileSync(barrel, '// mine\n')
  project.describe(`${WITH_RATING}  order:\n    fields:\n      label: string(1..20)\n`)
  const { exitCode, stdout } = await project.run('generate')
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`  merge     ${TABLE}  (with your edit)\n`)
  expect(readFileSync(table, 'utf8')).toMatch(/body: text\('body'\) \/\* mine \*\/,\n {2}rating: /)
  expect(readFileSync(barrel, 'utf8')).toMatch(/notes\.table\.ts'\n.*orders\.table\.ts'\n\/\/ mine\n/s)
  expect(await project.run('check')).toMatchObject({ exitCode: 0 })
  project.describe(NOTES)
  const back = await project.run('generate', '--allow-drop', 'orders', 'notes.rating')
  expect(back).toMatchObject({ exitCode: 0, stderr: '' })
  expect(readFileSync(barrel, 'utf8')).toMatch(/notes\.table\.ts'\n\/\/ mine\n$/)
})

test('what the user exports by hand of a table that goes is refused with a sentence, nothing is written', async () => {
  const project = await newNotes({ installed: true })
  project.describe(`${NOTES}  order:\n    fields:\n      label: string(1..20)\n`)
  expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
  const mine = "export { orders as mine } from '../resources/orders/orders.table.ts'\n"
  appendFileSync(join(project.root, 'src/db/schema.ts'), mine)
  project.describe(NOTES)
  const before = writeTimes(project.root)
  const { exitCode, stderr } = await project.run('generate', '--allow-drop', 'orders')
  expect(exitCode).toBe(2)
  expect(stderr).toContain('src/db/schema.ts imports src/resources/orders/orders.table.ts, which goes')
  expect(writeTimes(project.root)).toEqual(before)
})

describe('what is refused', () => {
  test('a folder without a description, where nothing is made', async () => {
    const cwd = temporaryFolder()
    const { exitCode, stderr } = await ashlar(['generate'], { cwd })
    expect(exitCode).toBe(3)
    expect(stderr).toBe(
      '`ashlar.yaml` is not there [ASH3001]\n  run ashlar in the folder of a project, or name it: `-C my-api`\n',
    )
    expect(existsSync(join(cwd, '.ashlar'))).toBe(false)
  })

  test('a file of the user where a new one should stand is left as it is', async () => {
    const project = await newNotes({ installed: false })
    const path = join(project.root, 'src/resources/tags')
    mkdirSync(path)
    writeFileSync(join(path, 'tags.table.ts'), 'mine')
    project.describe(`${NOTES}  tag:\n    fields:\n      label: string(1..20)\n`)
    const { exitCode, stdout } = await project.run('generate')
    expect(exitCode).toBe(1)
    expect(stdout).toContain(
      '  conflict  src/resources/tags/tags.table.ts  (ashlar did not write this file: left alone)\n',
    )
    expect(readFileSync(join(path, 'tags.table.ts'), 'utf8')).toBe('mine')
  })
})

/** Bases stay for good, also those of files that are gone. */
function withoutObjects(root: string): Record<string, string> {
  return Object.fromEntries(Object.entries(readTree(root)).filter(([path]) => !path.startsWith('.ashlar/objects/')))
}
