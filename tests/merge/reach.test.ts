import { expect, test } from 'vitest'
import { touchesFile } from '../../src/merge/change.ts'
import { EMPTY, generated } from './trees.ts'

/** A description of many resources, the last of which has one more field. */
function described(extra = ''): string {
  const resources = Array.from({ length: 50 }, (_, at) => {
    const reference = at === 0 ? '' : `      before: ref thing${at - 1}?\n`
    return `  thing${at}:\n    fields:\n      label: string(1..80)\n${reference}${at === 49 ? extra : ''}`
  })
  return `ashlar: 1\nname: many\n\nresources:\n${resources.join('')}`
}

/** What speaks of every resource, and so changes with each. */
const SHARED = ['docs/api.md', 'docs/openapi.json', 'src/db/constraints.ts', 'tests/support/samples.ts']

test('one field of one of fifty resources touches the files of that resource, the shared ones, and no others', () => {
  const { tree } = generated(EMPTY, described())
  const { changes } = generated(tree, described('      weight: int min(0)\n'))
  const touched = changes.filter(touchesFile).map(({ path }) => path)
  const own = touched.filter((path) => /thing49s\b/.test(path))
  expect(own).toEqual([
    'src/resources/thing49s/thing49s.queries.ts',
    'src/resources/thing49s/thing49s.schema.ts',
    'src/resources/thing49s/thing49s.table.ts',
    'src/resources/thing49s/thing49s.test.ts',
    'tests/curl/thing49s.sh',
  ])
  expect(touched.filter((path) => !own.includes(path))).toEqual(SHARED)
  expect(changes.length).toBeGreaterThan(380)
})
