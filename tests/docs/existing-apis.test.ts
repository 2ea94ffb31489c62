import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { EDITS as CONDUIT } from '../reach/conduit/edits.ts'
import { EDITS as TODO_BACKEND } from '../reach/todo-backend/edits.ts'
import { fencesOf, readDocument } from './markdown.ts'

/** What people typed in `tests/reach`, and what stands around it. */
const typed = plain(
  [
    ...[...CONDUIT, ...TODO_BACKEND].map(({ to }) => to),
    ...['conduit', 'todo-backend'].flatMap((name) => textsIn(join(packageRoot, 'tests/reach', name))),
  ].join('\n'),
)

test('docs/existing-apis.md shows what is typed in tests/reach, word for word', () => {
  const shown = fencesOf(readDocument('docs/existing-apis.md'))
  expect(shown.length).toBeGreaterThan(10)
  const lines = shown.flatMap(({ text }) => text.split('\n').slice(1))
  expect(lines.filter((line) => !typed.includes(plain(line)))).toEqual([])
})

function textsIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, '')
}
