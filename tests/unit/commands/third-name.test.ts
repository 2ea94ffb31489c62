import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runMigrations } from '../../golden/minimal/expected/src/db/migrator.ts'
import { DATABASES } from '../migrate/databases.ts'
import { newNotes, type TestProject } from './project.ts'

const START = `ashlar: 1
name: notes

resources:
  note:
    fields:
      title: string(1..200) unique
      body: text?
  tag:
    fields:
      label: string(1..80) index
      note: ref note?
`
const ID = '00000000-0000-4000-8000-000000000001'

// As docs/migrations.md says it.
describe('two resources that change names by way of a third one', () => {
  let project: TestProject
  const edit = (path: string, change: (text: string) => string) => {
    const file = join(project.root, path)
    writeFileSync(file, change(readFileSync(file, 'utf8')))
  }
  const tableOf = (name: string) => readFileSync(join(project.root, `src/resources/${name}/${name}.table.ts`), 'utf8')

  beforeAll(async () => {
    project = await newNotes({ installed: true })
    project.describe(START)
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
    for (const name of ['notes', 'tags'])
      edit(`src/resources/${name}/${name}.table.ts`, (text) =>
        text.replace(`uuid('id').primaryKey(),\n`, (id) => `${id}    of${name}: varchar('of_${name}'),\n`),
      )
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
  }, 120_000)

  test('cannot do it in one run', async () => {
    project.describe(
      START.replace('  note:\n', '  other:\n    renamedFrom: tag\n').replace(
        '  tag:\n',
        '  tag:\n    renamedFrom: other\n',
      ),
    )
    const { exitCode, stderr } = await project.run('generate')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('let one have a third name first')
    project.describe(START)
  })

  test('take their files and the edits in them along', async () => {
    for (const [from = '', to = ''] of [
      ['note', 'draft'],
      ['tag', 'note'],
      ['draft', 'tag'],
    ]) {
      expect(await project.run('rename', from, to)).toMatchObject({ exitCode: 0 })
      edit('ashlar.yaml', (text) => text.replace(/ *renamedFrom: .*\n/, ''))
    }
    expect(await project.run('check')).toMatchObject({ exitCode: 0 })
    expect(tableOf('notes')).toContain(`oftags: varchar('of_tags')`)
    expect(tableOf('tags')).toContain(`ofnotes: varchar('of_notes')`)
  })

  test.each(DATABASES)('and on %s their rows', async (_, open) => {
    const { run } = await open()
    const journal = join(project.root, 'migrations/meta/_journal.json')
    const all = readFileSync(journal, 'utf8')
    const list = JSON.parse(all)
    const isRename = ({ tag }: { tag: string }) => tag.includes('rename')
    const first = list.entries.findIndex(isRename)
    writeFileSync(journal, JSON.stringify({ ...list, entries: list.entries.slice(0, first) }))
    await runMigrations(run as never, join(project.root, 'migrations'))
    writeFileSync(journal, all)
    await run(`insert into notes (id, title) values ('${ID}', 'a note')`)
    await run(`insert into tags (id, label, note_id) values ('${ID}', 'a tag', '${ID}')`)
    await runMigrations(run as never, join(project.root, 'migrations'))
    expect(await run('select title from tags')).toEqual([{ title: 'a note' }])
    expect(await run('select label, note_id from notes')).toEqual([{ label: 'a tag', note_id: ID }])
  })
})
