import { describe, expect, test } from 'vitest'
import { parseDescription } from '../../../src/spec/parse.ts'
import { textProblems } from './problems-of.ts'

const codesOf = (text: string): string[] => textProblems(text).map((line) => line.split(' ').slice(0, 2).join(' '))

const GOOD = 'ashlar: 1\nname: shop\nresources:\n  note:\n    fields:\n      text: string\n'

describe('what is no YAML of a description', () => {
  test.each([
    ['an empty file', '', '1:1 ASH1009'],
    ['only comments', '# nothing\n', '1:1 ASH1009'],
    ['a list at the top', '- a\n', '1:1 ASH1009'],
    ['a scalar at the top', 'product\n', '1:1 ASH1009'],
    ['a duplicate key', 'name: a\nname: b\n', '2:1 ASH1005'],
    ['a second document', 'name: a\n---\nname: b\n', '2:1 ASH1006'],
    ['a JavaScript tag', 'name: !!js/function x\n', '1:7 ASH1008'],
    ['a known tag', 'name: !!binary aGk=\n', '1:7 ASH1008'],
    ['a tag of the core schema', 'name: !!str x\n', '1:7 ASH1008'],
    ['an own tag', 'name: !foo x\n', '1:7 ASH1008'],
    ['an anchor', 'name: &a x\n', '1:7 ASH1007'],
    ['an alias without its anchor', 'name: *a\n', '1:7 ASH1007'],
    ['a merge key', '<<: { name: a }\n', '1:1 ASH1007'],
    ['an older YAML', '%YAML 1.1\n---\nname: yes\n', '1:1 ASH1004'],
    ['a tab', 'a:\n\tb: 1\n', '2:1 ASH1004'],
    ['a missing colon', 'name shop\nresources:\n  a: 1\n', '1:1 ASH1004'],
    ['two keys on a line', 'fields: price: int\n', '1:9 ASH1004'],
    ['a bracket that is not closed', 'a: [1, 2\nb: 3\n', '1:4 ASH1004'],
    ['a number that is not exact', `${GOOD}api: { pageSize: { default: 9007199254740993, max: 2 } }\n`, '7:29 ASH1010'],
    ['infinity', `${GOOD}api: .inf\n`, '7:6 ASH1010'],
    ['a number beyond all', `${GOOD}api: 1e400\n`, '7:6 ASH1010'],
    ['a hexadecimal number', `${GOOD}api: 0x1F\n`, '7:6 ASH1010'],
    ['a NUL', 'name: a\u0000b\n', '1:8 ASH1002'],
    ['an escape character', 'name: a\u001Bb\n', '1:8 ASH1002'],
    ['bytes that were no UTF-8', 'name: a\uFFFDb\n', '1:8 ASH1002'],
    ['half a surrogate pair', 'name: a\uD800b\n', '1:8 ASH1002'],
    ['the line ends of old Macs', 'name: a\rashlar: 1\n', '1:8 ASH1002'],
    ['more than 1 MiB', `${GOOD}#${'x'.repeat(1024 * 1024)}`, '1:1 ASH1001'],
    ['1 MiB in characters of two bytes', `${GOOD}#${'é'.repeat(600 * 1024)}`, '1:1 ASH1001'],
  ])('%s', (_what, text, expected) => {
    expect(codesOf(text)).toContain(expected)
  })

  test.each([
    ['flow lists', '['.repeat(20_000)],
    ['flow maps', '{a: '.repeat(20_000)],
    ['block lists', '- '.repeat(20_000)],
    ['lists that close', `a: ${'['.repeat(100)}${']'.repeat(100)}`],
  ])('too deep: %s', (_what, text) => {
    expect(codesOf(text).map((line) => line.split(' ')[1])).toEqual(['ASH1003'])
  })

  test.each([
    ['UTF-16', Buffer.from('name: a\nashlar: 1\n', 'utf16le').toString('latin1')],
    ['line ends of old Macs', 'a: 1\rb: 2\rc: 3\r'],
  ])('what is wrong with every line is said once: %s', (_what, text) => {
    expect(codesOf(text)).toEqual(['1:1 ASH1002'])
  })

  test('a thousand laughs are refused before they are told', () => {
    const lines = Array.from({ length: 30 }, (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`)
    expect(codesOf(`l0: &l0 lol\n${lines.join('\n')}\n`)).toContain('1:5 ASH1007')
  })
})

describe('what is YAML all the same', () => {
  test.each([
    ['plain', GOOD],
    ['a byte order mark', `\uFEFF${GOOD}`],
    ['CRLF', GOOD.replaceAll('\n', '\r\n')],
    ['a document start', `---\n${GOOD}`],
    ['no final line end', GOOD.trimEnd()],
    ['flow style', '{ ashlar: 1, name: shop, resources: { note: { fields: { text: string } } } }'],
    ['JSON', '{"ashlar":1,"name":"shop","resources":{"note":{"fields":{"text":"string"}}}}'],
  ])('%s', (_what, text) => {
    expect(parseDescription({ file: 'a.yaml', text }).spec.resources.note?.fields.text?.type).toEqual({
      kind: 'string',
    })
  })

  test('a byte order mark takes no column', () => {
    expect(codesOf(`\uFEFFfoo: 1\n${GOOD}`)).toEqual(['1:1 ASH1020'])
  })
})
