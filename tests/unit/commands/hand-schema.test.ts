import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runMigrations } from '../../golden/minimal/expected/src/db/migrator.ts'
import { schemaIn } from '../../migrations/schema.ts'
import { DATABASES } from '../migrate/databases.ts'
import { NOTES, newNotes, type TestProject } from './project.ts'

const START = NOTES.replace('text?', 'text? index')
const TABLE = 'src/resources/notes/notes.table.ts'
const OTHER = 'src/audits/audits.table.ts'

/** What a person writes into the generated table and below it: a column, an index, a check, and one more table. */
const BY_HAND = [
  [
    'import { index, pgTable, text,',
    `import { sql } from 'drizzle-orm'\nimport { check, index, integer, pgTable, text,`,
  ],
  [`    body: text('body'),\n`, `    body: text('body'),\n    pages: integer('pages').notNull().default(1),\n`],
  [
    `(t) => [index('notes_body_idx').on(t.body)],\n)\n`,
    `(t) => [
    index('notes_body_idx').on(t.body),
    index('notes_title_pages_idx').on(t.title, t.pages),
    check('notes_pages_check', sql\`\${t.pages} > 0\`),
  ],
)

/** Who has read what: nothing of the API. */
export const readings = pgTable('readings', {
  title: text('title').notNull(),
  noteId: uuid('note_id')
    .notNull()
    .references(() => notes.id),
}, (t) => [index('readings_title_idx').on(t.title)])
`,
  ],
] as const

const AUDITS = `import { pgTable, uuid } from 'drizzle-orm/pg-core'

export const audits = pgTable('audits', { id: uuid('id').primaryKey() })
`

/** By the names that the database has. */
const OWN = ['pages', 'notes_title_pages_idx', 'notes_pages_check', 'readings', 'audits']

/** What the description becomes afterwards. */
const LATER = [
  ['a field with an index', `${START}      rating: int? index\n`],
  [
    'a field that is called otherwise',
    START.replace('title:', 'heading:').replace('..200)', '..200) renamedFrom(title)'),
  ],
  [
    'a resource that is called otherwise',
    START.replace('title:', 'heading:').replace('  note:\n', '  memo:\n    renamedFrom: note\n'),
  ],
] as const

describe('tables that were edited', () => {
  let project: TestProject
  const textOf = (path: string): string => readFileSync(join(project.root, path), 'utf8')
  const tags = (): string[] =>
    JSON.parse(textOf('migrations/meta/_journal.json')).entries.map(({ tag }: { tag: string }) => tag)
  const sqlSince = (before: readonly string[]): string =>
    tags()
      .filter((tag) => !before.includes(tag))
      .map((tag) => textOf(`migrations/${tag}.sql`))
      .join('')

  beforeAll(async () => {
    project = await newNotes({ installed: true })
    project.describe(START)
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
    const edited = BY_HAND.reduce((text, [generated, byHand]) => {
      expect(text).toContain(generated)
      return text.replace(generated, () => byHand)
    }, textOf(TABLE))
    writeFileSync(join(project.root, TABLE), edited)
    mkdirSync(join(project.root, dirname(OTHER)), { recursive: true })
    writeFileSync(join(project.root, OTHER), AUDITS)
    const barrel = `${textOf('src/db/schema.ts')}export * from '../audits/audits.table.ts'\n`
    writeFileSync(join(project.root, 'src/db/schema.ts'), barrel)
  }, 120_000)

  test('give a migration of what stands there, which `plan` shows and `check` misses until it is made', async () => {
    const edited = textOf(TABLE)
    const { exitCode, stdout } = await project.run('plan')
    expect(exitCode).toBe(0)
    for (const name of OWN) expect(stdout).toContain(`"${name}"`)
    expect(await project.run('check')).toMatchObject({ exitCode: 1 })
    const before = tags()
    expect(await project.run('generate')).toMatchObject({ exitCode: 0, stderr: '' })
    for (const name of OWN) expect(sqlSince(before)).toContain(`"${name}"`)
    expect(textOf(TABLE)).toBe(edited)
    expect(await project.run('check')).toMatchObject({ exitCode: 0 })
  })

  test.each(LATER)('stay with %s', async (_, description) => {
    const before = tags()
    project.describe(description)
    const args = description.includes('rating') ? [] : ['--allow-drop', 'notes.rating']
    expect(await project.run('generate', ...args)).toMatchObject({ exitCode: 0, stderr: '' })
    expect(tags()).not.toEqual(before)
    const dropped = sqlSince(before).match(/^(?:DROP|ALTER TABLE .+ DROP) .*/gm) ?? []
    expect(dropped.filter((statement) => OWN.some((name) => statement.includes(`"${name}"`)))).toEqual([])
    expect(await project.run('check')).toMatchObject({ exitCode: 0 })
  })

  test.each(DATABASES)('on %s, have what was written by hand, under the names of now', async (_, open) => {
    const { run } = await open()
    await runMigrations(run as never, join(project.root, 'migrations'))
    const schema = JSON.stringify(await schemaIn(run))
    for (const name of OWN) expect(schema).toContain(`"${name}"`)
    expect(schema).toContain('USING btree (heading, pages)')
    expect(schema).toContain('USING btree (title)')
    expect(schema).not.toContain('"notes"')
  })

  test('are refused once the user takes a column out, until it is named', async () => {
    const table = 'src/resources/memos/memos.table.ts'
    const without = textOf(table)
      .replace(/ {4}pages: .*\n/, '')
      .replace(/ {4}index\('notes_title_pages_idx'\).*\n/, '')
      .replace(/ {4}check\('notes_pages_check'.*\n/, '')
    writeFileSync(join(project.root, table), without)
    const { exitCode, stderr } = await project.run('generate')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('`memos.pages`')
    expect(await project.run('generate', '--allow-drop', 'memos.pages')).toMatchObject({ exitCode: 0 })
    expect(textOf(table)).toBe(without)
  })
})
