import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NOT_YET } from '../../src/model/not-yet.ts'
import { readTemplates } from '../../src/package.ts'
import { describe as describeSource, generateFiles } from '../../src/pipeline.ts'
import { FLAGS } from '../../src/spec/field/draft.ts'
import { MODIFIERS } from '../../src/spec/field/modifiers.ts'
import { HOOKS, OPERATIONS, TYPE_NAMES } from '../../src/spec/field/types.ts'
import { KEYS } from '../../src/spec/grammar/keys.ts'
import { MEANINGS } from '../../src/spec/grammar/meanings.ts'
import { loadSpec } from '../../src/zod/load-spec.ts'
import { generatedPart } from '../setup/generated-part.ts'
import { temporaryFolder } from '../setup/tree.ts'
import { tabledMaps, withKeyTables } from './key-tables.ts'
import { codeIn, type Fence, fencesOf, readDocument, rowsOf, sectionOf } from './markdown.ts'

const LANGUAGE = readDocument('docs/language.md')
const templates = await readTemplates()

/** What the page leaves out around an example. */
function whole({ text }: Fence): string {
  if (text.startsWith('ashlar:')) return text
  if (text.startsWith('resources:')) return `ashlar: 1\nname: example\n${text}`
  return `ashlar: 1\nname: example\nresources:\n  thing:\n${text.replace(/^(?=.)/gm, '    ')}`
}

const examples = fencesOf(LANGUAGE).filter(({ language }) => language === 'yaml')

test('the page has examples', () => {
  expect(examples.length).toBeGreaterThan(18)
})

test.each(examples)('the example at line $line means something, and what is generated of it generates', (example) => {
  const text = whole(example)
  expect(describeSource({ file: 'ashlar.yaml', text }).resources.length).toBeGreaterThan(0)
  const files = generateFiles({ file: 'ashlar.yaml', text: generatedPart(text) }, templates)
  expect(files.map(({ path }) => path)).toContain('src/app.ts')
})

test.each(['docs/language.md', 'starters/minimal.yaml', 'starters/shop.yaml', 'starters/northwind.yaml'])(
  '%s stays at one version of the language',
  (path) => {
    expect(readDocument(path)).toContain('ashlar: 1')
  },
)

test.each(['minimal', 'shop', 'northwind'])('the starter %s generates', (name) => {
  const text = readDocument(`starters/${name}.yaml`)
  const files = generateFiles({ file: 'ashlar.yaml', text }, templates)
  expect(files.length).toBeGreaterThan(50)
})

test('the example of the Zod form is a description', async () => {
  const code = fencesOf(LANGUAGE).find(({ language }) => language === 'ts')?.text ?? ''
  const file = join(temporaryFolder(), 'ashlar.spec.ts')
  writeFileSync(file, code)
  const { source } = await loadSpec(file)
  expect(describeSource(source).resources.map(({ names }) => names.one)).toEqual(['customer', 'product'])
})

test('the tables of keys are those of the parser; `npm run docs:update` writes them', () => {
  expect(withKeyTables(LANGUAGE)).toBe(LANGUAGE)
})

test('every map of the language has its table; what means the same in several places has one', () => {
  const meanings = new Map<string, object>(Object.entries(MEANINGS))
  const told = new Set(tabledMaps(LANGUAGE).map((map) => meanings.get(map)))
  expect(Object.keys(KEYS).filter((map) => !told.has(meanings.get(map)))).toEqual([])
})

test('every key has a meaning, and every meaning a key', () => {
  const keys = Object.entries(KEYS).map(([map, names]) => [map, [...names].sort()])
  const meant = Object.entries(MEANINGS).map(([map, names]) => [map, Object.keys(names).sort()])
  expect(Object.fromEntries(meant)).toEqual(Object.fromEntries(keys))
})

const firstCells = (heading: string) => rowsOf(sectionOf(LANGUAGE, heading)).flatMap(([cell = '']) => codeIn(cell))

test('the types on the page are those of the grammar', () => {
  const types = firstCells('### Types').map((type) => type.replace(/[ (].*/, ''))
  expect(types.sort()).toEqual([...TYPE_NAMES].sort())
})

test('the EBNF names every modifier of the short form', () => {
  const grammar = fencesOf(LANGUAGE).find(({ language }) => language === 'ebnf')?.text ?? ''
  const [, modifiers = ''] = grammar.match(/^modifier([^;]*);/m) ?? []
  const [, flags = ''] = modifiers.match(/\(\* (.*?) \*\)/) ?? []
  expect(flags.split(' ')).toEqual([...FLAGS])
  const named = Array.from(modifiers.matchAll(/"([a-zA-Z]+)"/g), ([, word = '']) => word)
  expect(named).toEqual(expect.arrayContaining(Object.keys(MODIFIERS)))
})

test.each([
  ['operations', OPERATIONS],
  ['hooks', HOOKS],
])('the %s on the page are those of the grammar', (_what, names) => {
  expect(codeIn(sectionOf(LANGUAGE, '### Operations'))).toEqual(expect.arrayContaining([...names]))
})

test('the refused words on the page are those of the table', () => {
  const rows = rowsOf(sectionOf(LANGUAGE, '## What is not generated yet'))
  const listed = rows.map(([where = '', words = '']) => [where.replaceAll('`', ''), codeIn(words)])
  const refused = Object.entries(NOT_YET).filter(([, words]) => words.length > 0)
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(refused))
})
