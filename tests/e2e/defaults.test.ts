import { expect, test } from 'vitest'
import { readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { defaultRow, typeCheck, writeProject } from './generated-project.ts'

/** A field, and what the database then gives a row that says nothing. */
const FIELDS = [
  ['string(..20) = "it\'s"', "it's"],
  ['text = ""', ''],
  ['enum(on, off) = on', 'on'],
  ['boolean = false', false],
  ['smallint = -1', -1],
  ['int = 2147483647', 2_147_483_647],
  ['bigint = 9007199254740991', 9_007_199_254_740_991],
  ['real = 0.5', 0.5],
  ['double = -0.25', -0.25],
  ['decimal(10, 2) = 1.5', 1.5],
  ['date = "2026-01-31"', '2026-01-31'],
  ['time = "08:30"', '08:30:00'],
  ['datetime = "2026-01-31T08:30:00+01:00"', '2026-01-31T07:30:00+00:00'],
  ['uuid = "00000000-0000-7000-8000-000000000001"', '00000000-0000-7000-8000-000000000001'],
  ['json = {}', {}],
  ['json = []', []],
  ['json = 5', 5],
  ['json = "text"', 'text'],
  ['json = {"a": ["it\'s", null, 1.5]}', { a: ["it's", null, 1.5] }],
  ['int[] = []', []],
  ['int[] = [1, -2]', [1, -2]],
  ['bigint[] = [1, 2]', [1, 2]],
  ['double[] = [1e10, 0.5]', [1e10, 0.5]],
  ['decimal(10, 2)[] = [1.5]', [1.5]],
  ['boolean[] = [true, false]', [true, false]],
  [
    'string(..20)[] = ["a,b", "it\'s", "q\\"q", "{}", "\\\\", "", "null", " "]',
    ['a,b', "it's", 'q"q', '{}', '\\', '', 'null', ' '],
  ],
  ['enum(on, off)[] = ["on"]', ['on']],
  ['date[] = ["2026-01-31"]', ['2026-01-31']],
  ['datetime[] = ["2026-01-31T08:30:00Z"]', ['2026-01-31T08:30:00+00:00']],
  ['uuid[] = ["00000000-0000-7000-8000-000000000001"]', ['00000000-0000-7000-8000-000000000001']],
] as const

test('every type takes its default: it compiles, and the database means the same', async () => {
  const fields = Object.fromEntries(FIELDS.map(([field], at) => [`field${at}x`, field]))
  const text = JSON.stringify({ ashlar: 1, name: 'defaults', resources: { thing: { fields } } })
  const root = await writeProject(generateFiles({ file: 'ashlar.yaml', text }, await readTemplates()))
  expect(typeCheck(root)).toEqual({ exitCode: 0, stdout: '' })
  const row = await defaultRow(root)
  const given = FIELDS.map(([field], at) => [field, row[`field${at}x`]])
  expect(given).toEqual(FIELDS.map(([field, value]) => [field, value]))
})
