import { expect, test } from 'vitest'
import { noteLostImports } from '../../../src/merge/lost-imports.ts'
import { changesOf } from './situation.ts'

const TABLE = 'export const notes = table()\n'
const RENAMED = 'export const noteRows = table()\n'
const IMPORTER = "import { notes } from './notes.table.ts'\nuse(notes)\n"

const notesOf = (tableOnDisk: string, importer: { last?: string; wanted: string }) => {
  const path = 'src/tags.ts'
  const changes = changesOf({
    last: {
      table: { path: 'src/notes.table.ts', text: TABLE },
      ...(importer.last && { tags: { path, text: importer.last } }),
    },
    disk: { 'src/notes.table.ts': tableOnDisk, ...(importer.last && { [path]: importer.last }) },
    wanted: { table: { path: 'src/notes.table.ts', text: TABLE }, tags: { path, text: importer.wanted } },
  })
  return noteLostImports(changes).find((change) => change.path === path)?.notes
}

const LOST = ['it imports `notes` from src/notes.table.ts, where you took it out or renamed it']

test('a new file that imports what you renamed elsewhere is named', () => {
  expect(notesOf(RENAMED, { wanted: IMPORTER })).toEqual(LOST)
})

test('so is one that imports it from now on', () => {
  expect(notesOf(RENAMED, { last: 'use()\n', wanted: IMPORTER })).toEqual(LOST)
})

test.each([
  ['is still there', TABLE, { wanted: IMPORTER }],
  ['is handed on from elsewhere', "export * from './mine.ts'\n", { wanted: IMPORTER }],
  ['was imported before already', RENAMED, { last: IMPORTER, wanted: `${IMPORTER}more()\n` }],
  ['comes from another file', RENAMED, { wanted: "import { notes } from './others.ts'\n" }],
])('nothing is said of what %s', (_, table, importer) => {
  expect(notesOf(table, importer)).toEqual([])
})
