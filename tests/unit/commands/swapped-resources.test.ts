import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runMigrations } from '../../golden/minimal/expected/src/db/migrator.ts'
import { projectIn } from '../../migrations/planner.ts'
import { emptied, schemaIn } from '../../migrations/schema.ts'
import { DATABASES } from '../migrate/databases.ts'
import { newNotes, type TestProject } from './project.ts'

const START = `ashlar: 1
name: notes

resources:
  note:
    fields:
      title: string(1..200) unique
      body: text?
      number: int generated
      near: many note
      labels: many tag
  tag:
    fields:
      title: string(1..80) unique
      note: ref note?
      number: int generated
      near: many tag
`
/** The same with the names the other way round, as somebody writes it who has thought better of them. */
const SWAPPED = `ashlar: 1
name: notes

resources:
  tag:
    renamedFrom: note
    fields:
      title: string(1..200) unique
      body: text?
      number: int generated
      near: many tag
      labels: many note
  note:
    renamedFrom: tag
    fields:
      title: string(1..80) unique
      tag: ref tag? renamedFrom(note)
      number: int generated
      near: many note
`
const [ID, OTHER] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']

describe('two resources that change names', () => {
  let project: TestProject
  const read = (path: string) => readFileSync(join(project.root, path), 'utf8')
  const edit = (path: string, change: (text: string) => string) =>
    writeFileSync(join(project.root, path), change(read(path)))
  const tableOf = (name: string) => read(`src/resources/${name}/${name}.table.ts`)

  beforeAll(async () => {
    project = await newNotes({ installed: true })
    project.describe(START)
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
    for (const name of ['notes', 'tags'])
      edit(`src/resources/${name}/${name}.table.ts`, (text) =>
        text.replace(`uuid('id').primaryKey(),\n`, (id) => `${id}    of${name}: varchar('of_${name}'),\n`),
      )
    edit(
      'src/resources/notes/notes.queries.ts',
      (text) => `${text}\nexport const all = () => [notes.id, tags.id, notes.body]\n`,
    )
    edit(
      'src/resources/tags/tags.routes.ts',
      (text) => `${text}\n/** Mine. */\nexport const paths = ['/tags/1', '/notes/2']\n`,
    )
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
  }, 120_000)

  test('take their files and the edits in them along, once', async () => {
    project.describe(SWAPPED)
    expect((await project.run('plan')).stdout).toContain(
      'careful   notes is renamed to tags, and another one to notes: stop what still runs of the version before',
    )
    const { exitCode, stdout, stderr } = await project.run('generate')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(
      /move {6}src\/resources\/tags\/tags\.table\.ts {2}\(from src\/resources\/notes\/notes\.table\.ts/,
    )
    for (const text of [SWAPPED, SWAPPED.replace('body: text?', 'body: text?\n      more: text?'), SWAPPED]) {
      project.describe(text)
      expect(await project.run('generate', '--allow-drop', 'tags.more')).toMatchObject({ exitCode: 0 })
      expect(tableOf('notes')).toContain(`oftags: varchar('of_tags')`)
      expect(tableOf('tags')).toContain(`ofnotes: varchar('of_notes')`)
    }
    expect(read('src/resources/tags/tags.queries.ts')).toContain('all = () => [tags.id, notes.id, tags.body]')
    expect(read('src/resources/notes/notes.routes.ts')).toContain(`paths = ['/notes/1', '/tags/2']`)
    expect(await project.run('check')).toMatchObject({ exitCode: 0 })
    project.describe(SWAPPED.replaceAll(/ *renamedFrom: .*\n/g, ''))
    expect(await project.run('generate')).toMatchObject({ exitCode: 0 })
    expect(read('.ashlar/swaps.json')).toBe('[]\n')
    expect(tableOf('tags')).toContain(`ofnotes: varchar('of_notes')`)
  }, 120_000)

  test.each(DATABASES)('and on %s their rows', async (_, open) => {
    const { run } = await open()
    const path = 'migrations/meta/_journal.json'
    const all = read(path)
    const list = JSON.parse(all)
    const first = list.entries.findIndex(({ tag }: { tag: string }) => tag.includes('rename'))
    edit(path, () => JSON.stringify({ ...list, entries: list.entries.slice(0, first) }))
    await runMigrations(run as never, join(project.root, 'migrations'))
    edit(path, () => all)
    await run(`insert into notes (id, title, of_notes) values ('${ID}', 'a note', 'x'), ('${OTHER}', 'another', null)`)
    await run(`insert into tags (id, title, note_id) values ('${ID}', 'a tag', '${ID}')`)
    await run(`insert into notes_near (note_id, related_id) values ('${ID}', '${OTHER}')`)
    await run(`insert into notes_labels (note_id, tag_id) values ('${OTHER}', '${ID}')`)
    await runMigrations(run as never, join(project.root, 'migrations'))
    expect(await run('select title, of_notes, number from tags order by id')).toEqual([
      { title: 'a note', of_notes: 'x', number: 1 },
      { title: 'another', of_notes: null, number: 2 },
    ])
    expect(await run('select title, tag_id from notes')).toEqual([{ title: 'a tag', tag_id: ID }])
    expect(await run('select * from tags_near')).toEqual([{ tag_id: ID, related_id: OTHER }])
    expect(await run('select * from notes_near')).toEqual([])
    expect(await run('select tag_id, note_id from tags_labels')).toEqual([{ tag_id: OTHER, note_id: ID }])
    await expect(run(`insert into notes (title, tag_id) values ('x', '${ID.replace('1', '9')}')`)).rejects.toThrow()
    const migrated = await schemaIn(run)
    // The same description in a project that never had another one.
    await emptied(run)
    const fresh = projectIn(join(project.root, 'fresh'))
    await fresh.generate(SWAPPED)
    await runMigrations(run as never, fresh.migrations)
    expect(names(migrated)).toEqual(names(await schemaIn(run)))
  })
})

/** Of constraints and indexes; not what the test wrote by hand. */
function names(schema: Awaited<ReturnType<typeof schemaIn>>): readonly string[] {
  return (
    JSON.stringify(schema)
      .match(/"(?:notes|tags)_\w+"/g)
      ?.toSorted() ?? []
  )
}

describe('where nothing can plan a migration', () => {
  test('resources change names once while there is none, and not at all where there is one', async () => {
    const { root, run, describe: written } = await newNotes({ installed: false })
    written(START)
    expect(await run('generate')).toMatchObject({ exitCode: 0 })
    const routes = (name: string) => join(root, `src/resources/${name}/${name}.routes.ts`)
    writeFileSync(routes('tags'), `${readFileSync(routes('tags'), 'utf8')}\n// Mine.\n`)
    written(SWAPPED)
    for (let time = 0; time < 2; time += 1) {
      expect(await run('generate')).toMatchObject({ exitCode: 0 })
      expect(readFileSync(routes('notes'), 'utf8')).toContain('// Mine.')
    }
    mkdirSync(join(root, 'migrations/meta'), { recursive: true })
    const list = {
      version: '7',
      dialect: 'postgresql',
      entries: [{ idx: 0, version: '7', when: 1, tag: '0000_init', breakpoints: true }],
    }
    writeFileSync(join(root, 'migrations/meta/_journal.json'), JSON.stringify(list))
    writeFileSync(join(root, '.ashlar/swaps.json'), '[]')
    const { exitCode, stderr } = await run('generate')
    expect(exitCode).toBe(3)
    expect(stderr).toContain(
      'resources change names (`tag` was `note`), and what plans their migration is not installed [ASH3174]',
    )
    expect(readFileSync(routes('notes'), 'utf8')).toContain('// Mine.')
  })
})
