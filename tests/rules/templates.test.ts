import { expect, test } from 'vitest'
import { readTemplates } from '../../src/package.ts'
import { RESOURCE_FILES, SERVICE_FILES } from '../../src/plan/catalog.ts'
import { EMBEDDED_FILES, EMBEDDED_ONLY } from '../../src/plan/embedded-catalog.ts'
import { LINK_FILES } from '../../src/plan/link-catalog.ts'
import { UPSTREAM_FILES } from '../../src/plan/upstream-catalog.ts'

const all = [...SERVICE_FILES, ...EMBEDDED_ONLY, ...RESOURCE_FILES, ...LINK_FILES, ...UPSTREAM_FILES]
const rows = all.map(({ template }) => template)
const templates = await readTemplates()

test('every row of the catalog has a template, and every template a row', () => {
  expect([...templates.keys()].sort()).toEqual([...rows].sort())
})

test('no two rows make the same file', () => {
  expect(rows).toEqual([...new Set(rows)])
  const embedded = EMBEDDED_FILES.map(({ path, template }) => path ?? template)
  expect(embedded).toEqual([...new Set(embedded)])
})

test('every template begins by naming the view that it is for, the one that its row gives it', () => {
  const wrong = all
    .map(({ template, view }) => ({ template, line: `{{!-- view: ${view?.name ?? 'serviceView'} --}}\n` }))
    .filter(({ template, line }) => !templates.get(template)?.startsWith(line))
  expect(wrong).toEqual([])
})
