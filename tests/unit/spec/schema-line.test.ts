import { expect, test } from 'vitest'
import { parseDescription } from '../../../src/spec/parse.ts'
import { withSchemaLine } from '../../../src/spec/schema-line.ts'

const LINE = '# yaml-language-server: $schema=./node_modules/create-ashlar/schema/ashlar.schema.json'

test('the line comes first, in front of comments too', () => {
  expect(withSchemaLine('# Our shop.\nashlar: 1\n')).toBe(`${LINE}\n# Our shop.\nashlar: 1\n`)
})

test('a byte order mark stays first, and the line ends as the others do', () => {
  expect(withSchemaLine('\uFEFFashlar: 1\r\nname: a\r\n')).toBe(`\uFEFF${LINE}\r\nashlar: 1\r\nname: a\r\n`)
})

test('it is added once', () => {
  expect(withSchemaLine(withSchemaLine('ashlar: 1\n'))).toBe(withSchemaLine('ashlar: 1\n'))
})

test.each([
  ['another schema', '# yaml-language-server: $schema=https://example.com/a.json\nashlar: 1\n'],
  ['a schema below other comments', '# Our shop.\r\n\r\n# yaml-language-server: $schema=./a.json\r\nashlar: 1\r\n'],
])('%s stays as it is', (_what, text) => {
  expect(withSchemaLine(text)).toBe(text)
})

test('a mention further down is no such line', () => {
  const text = 'ashlar: 1\n# yaml-language-server: $schema=./a.json\n'
  expect(withSchemaLine(text)).toBe(`${LINE}\n${text}`)
})

test('the description still reads', () => {
  const text = withSchemaLine('ashlar: 1\nname: shop\nresources: { note: { fields: {} } }\n')
  expect(parseDescription({ file: 'ashlar.yaml', text }).problems).toEqual([])
})
