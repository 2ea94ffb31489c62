import { expect, test } from 'vitest'
import { readTemplates } from '../../src/package.ts'
import { RESOURCE_FILES, SERVICE_FILES } from '../../src/plan/catalog.ts'

const rows = [...SERVICE_FILES, ...RESOURCE_FILES].map(({ template }) => template)
const templates = await readTemplates()

test('every row of the catalog has a template, and every template a row', () => {
  expect([...templates.keys()].sort()).toEqual([...rows].sort())
})

test('no two rows make the same file', () => {
  expect(rows).toEqual([...new Set(rows)])
})

test('every template begins by naming the view that it is for, the one that its row gives it', () => {
  const wrong = [...SERVICE_FILES, ...RESOURCE_FILES]
    .map(({ template, view }) => ({ template, line: `{{!-- view: ${view?.name ?? 'serviceView'} --}}\n` }))
    .filter(({ template, line }) => !templates.get(template)?.startsWith(line))
  expect(wrong).toEqual([])
})
