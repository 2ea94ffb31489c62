import { expect, test } from 'vitest'
import { compareEnvironments } from '../../../src/contract/environment.ts'
import { readTemplates } from '../../../src/package.ts'
import { describe as describeSource, generateFiles } from '../../../src/pipeline.ts'

const templates = await readTemplates()

/** `.env.example` of a service with this `config:`, and the names in it. */
function exampleOf(config: readonly string[], name = 'notes') {
  const lines = config.length === 0 ? '' : `config:\n${config.map((line) => `  ${line}\n`).join('')}`
  const text = `ashlar: 1\nname: ${name}\n${lines}resources:\n  note:\n    fields:\n      title: string(1..9)\n`
  const source = { file: 'ashlar.yaml', text }
  const files = generateFiles(source, templates)
  return {
    text: files.find(({ path }) => path === '.env.example')?.text ?? '',
    own: describeSource(source).config.map((member) => member.name),
  }
}

function changesBetween(before: readonly string[], after: readonly string[]) {
  const { text, own } = exampleOf(after)
  return compareEnvironments({ before: exampleOf(before).text, after: text, own })
}

const URL_REQUIRED = { name: 'CALLBACK', required: true, type: 'url' }

test('a variable that is new, or gone', () => {
  expect(changesBetween([], ['CALLBACK: url'])).toEqual([{ name: 'CALLBACK', before: undefined, after: URL_REQUIRED }])
  expect(changesBetween(['CALLBACK: url'], [])).toEqual([
    { name: 'CALLBACK', before: { name: 'CALLBACK', required: true }, after: undefined },
  ])
})

test('what a variable is without being given, and what it takes', () => {
  const after = [
    'COLOUR: enum(red, blue) = red',
    'WORKERS: { type: int, default: 4, description: "How many (at once) = all" }',
    'TOKEN: secret?',
    'NICK: "string(..9) = \\"it\'s =x\\""',
  ]
  expect(changesBetween([], after).map((change) => change.after)).toEqual([
    { name: 'COLOUR', required: false, type: 'red, blue', default: 'red' },
    { name: 'WORKERS', required: false, type: 'int', default: '4' },
    { name: 'TOKEN', required: false, type: 'secret' },
    { name: 'NICK', required: false, type: 'string' },
  ])
})

test.each([
  ['has to be given now', 'A: int?', 'A: int', { required: false, type: 'int' }, { required: true, type: 'int' }],
  ['has another type', 'A: url', 'A: string(..9)', { required: true, type: 'url' }, { required: true, type: 'string' }],
  [
    'has another default',
    'A: int = 1',
    'A: int = 2',
    { required: false, type: 'int', default: '1' },
    { required: false, type: 'int', default: '2' },
  ],
])('a variable that %s', (_what, from, to, before, after) => {
  expect(changesBetween([from], [to])).toEqual([
    { name: 'A', before: { name: 'A', ...before }, after: { name: 'A', ...after } },
  ])
})

test('words are no change, and a description that looks like a variable is none', () => {
  expect(changesBetween(['A: { type: int, description: "B=1" }'], ['A: { type: int, description: "Of it" }'])).toEqual(
    [],
  )
})

test('what ashlar itself gives the service: its names, not the example values beside them', () => {
  const [before, after] = [exampleOf([]).text, exampleOf([], 'other').text]
  expect(before).not.toBe(after)
  expect(compareEnvironments({ before, after, own: [] })).toEqual([])
  const older = before.replace('# PORT=3000\n', '')
  expect(compareEnvironments({ before: older, after, own: [] })).toEqual([
    { name: 'PORT', before: undefined, after: { name: 'PORT', required: false } },
  ])
})

test('before a first file only what the description declares is news', () => {
  const { text, own } = exampleOf(['CALLBACK: url'])
  expect(compareEnvironments({ before: undefined, after: text, own }).map(({ name }) => name)).toEqual(['CALLBACK'])
})
