import { expect, test } from 'vitest'
import { readTemplates } from '../../../src/package.ts'
import { generateFiles } from '../../../src/pipeline.ts'

const templates = await readTemplates()

const SHELF = `
ashlar: 1
name: shelf
resources:
  plain:
    fields: { name: string }
    actions:
      dump: { get: /dump, timeout: false, response: plain }
  below:
    parent: plain
    fields: { plain: ref plain, name: string }
  short:
    timeout: 2s
    fields: { name: string }
  nested:
    parent: short
    fields: { short: ref short, name: string }
  leaf:
    parent: nested
    fields: { nested: ref nested, name: string }
  endless:
    timeout: false
    fields: { name: string }
  under:
    parent: endless
    fields: { endless: ref endless, name: string }
`

/** The times that stand in each file which says something of them. */
function times(text: string): Record<string, string[]> {
  const files = generateFiles({ file: 'ashlar.yaml', text }, templates)
  const said = files
    .filter(({ path }) => /^src\/(app|resources\/.*\.routes)\.ts$/.test(path))
    .map(({ path, text }) => [
      path.replace(/^.*\/|(\.routes)?\.ts$/g, ''),
      [...text.matchAll(/\bdeadline\(([^)]*)\)/g)].map(([, time = '']) => time),
    ])
  return Object.fromEntries(said.filter(([, found]) => found?.length))
}

test('every request has ten seconds, but for what says otherwise; below that it is ten seconds again', () => {
  expect(times(SHELF)).toEqual({
    app: ['10_000'],
    plains: ['false'],
    shorts: ['2_000'],
    nesteds: ['10_000'],
    leafs: ['10_000'],
    endlesses: ['false'],
    unders: ['10_000'],
  })
})

test('what `defaults` says holds for all resources, and not for finding out who asks', () => {
  const text = 'ashlar: 1\nname: s\ndefaults: { timeout: 3s }\nresources: { note: { fields: { text: string } } }'
  expect(times(text)).toEqual({ app: ['10_000'], notes: ['3_000'] })
})
