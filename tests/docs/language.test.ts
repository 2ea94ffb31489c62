import { expect, test } from 'vitest'
import { readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'
import { FLAGS } from '../../src/spec/field-draft.ts'
import {
  apiGrammar,
  defaultsGrammar,
  descriptionGrammar,
  fieldObject,
  resourceGrammar,
} from '../../src/spec/grammar.ts'
import { NOT_YET } from '../../src/spec/not-yet.ts'
import { OPERATIONS, TYPE_NAMES } from '../../src/spec/types.ts'
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
  expect(examples.length).toBeGreaterThan(8)
})

test.each(examples)('the example at line $line generates', (example) => {
  const files = generateFiles({ file: 'ashlar.yaml', text: whole(example) }, templates)
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

const firstCells = (heading: string) => rowsOf(sectionOf(LANGUAGE, heading)).flatMap(([cell = '']) => codeIn(cell))

test('the keys on the page are those of the grammar', () => {
  const apart = (prefix: string, grammar: { shape: object }) => Object.keys(grammar.shape).map((key) => prefix + key)
  expect(firstCells('## The top').sort()).toEqual(
    [...apart('', descriptionGrammar), ...apart('api.', apiGrammar), ...apart('defaults.', defaultsGrammar)].sort(),
  )
  expect(firstCells('## A resource').sort()).toEqual(Object.keys(resourceGrammar.shape).sort())
})

test('the types on the page are those of the grammar', () => {
  const types = firstCells('### Types').map((type) => type.replace(/[ (].*/, ''))
  expect(types.sort()).toEqual([...TYPE_NAMES].sort())
})

test('the modifiers on the page are those of the object form', () => {
  const modifiers = firstCells('### Modifiers').map((modifier) => modifier.replace(/\(.*/, ''))
  const elsewhere = ['type', 'enum', 'ref', 'precision', 'scale', 'array', 'optional', 'default', 'description']
  expect([...modifiers, ...elsewhere].sort()).toEqual(Object.keys(fieldObject.shape).sort())
  expect(modifiers).toEqual(expect.arrayContaining([...FLAGS]))
})

test('the operations on the page are those of the grammar', () => {
  const row = rowsOf(sectionOf(LANGUAGE, '## A resource')).find(([key]) => key === '`operations`')
  expect(codeIn(row?.[2] ?? '')).toEqual(OPERATIONS)
})

test('the refused words on the page are those of the table', () => {
  const rows = rowsOf(sectionOf(LANGUAGE, '## Known words that are refused so far'))
  const listed = rows.map(([where = '', words = '']) => [where.replaceAll('`', ''), codeIn(words)])
  expect(Object.fromEntries(listed)).toEqual(NOT_YET)
})
