import { expect, test } from 'vitest'
import { sourcesIn, withoutComments } from '../rules/sources.ts'
import { codeIn, readDocument, rowsOf } from './markdown.ts'

const CODE = /ASH\d{4}/g

const thrown = new Set(sourcesIn('src').flatMap(({ text }) => withoutComments(text).match(CODE) ?? []))
const rows = rowsOf(readDocument('docs/errors.md')).filter(([cell = '']) => cell.startsWith('`ASH'))

test('every code that ashlar can report is explained, and no other', () => {
  expect(rows.flatMap(([cell = '']) => codeIn(cell))).toEqual([...thrown].sort())
})

test('every code has a meaning and a remedy', () => {
  expect(rows.filter((cells) => cells.length < 3 || cells.includes(''))).toEqual([])
})
