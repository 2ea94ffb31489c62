import pc from 'picocolors'
import { expect, test } from 'vitest'
import { invalid, withSource } from '../../../src/errors.ts'
import { failureText } from '../../../src/report/failure.ts'
import { frameText } from '../../../src/report/frame.ts'
import { problemText } from '../../../src/report/problems.ts'

const plain = pc.createColors(false)
const WHERE = { file: 'a.yaml', line: 1, column: 2 }

/** The frame of a place, a line of the terminal each; nothing when there is none. */
function frame(text: string, line: number, column: number): string[] {
  return frameText(text.split('\n'), { line, column }, plain)?.split('\n') ?? []
}

test('the line and the one before it, and a mark under the column', () => {
  expect(frame('one\n  two\nthree', 2, 3)).toEqual(['  1 | one', '> 2 |   two', '    |   ^'])
})

test('numbers that grow by a digit keep their column', () => {
  const text = `${'a\n'.repeat(8)}nine\nten`
  expect(frame(text, 10, 1)).toEqual(['   9 | nine', '> 10 | ten', '     | ^'])
})

test('a blank line before it is left out, and a line with nothing on it has no frame', () => {
  expect(frame('\nx', 2, 1)).toEqual(['> 2 | x', '    | ^'])
  expect(frame('x\n   \n', 2, 1)).toEqual([])
  expect(frame('x', 9, 1)).toEqual([])
})

test.each([
  ['a tab', '\tx', 2, '→ x', '  ^'],
  ['wide characters', '書名: x', 5, '書名: x', '      ^'],
  ['an emoji', 'a 📚 x', 6, 'a 📚 x', '     ^'],
  ['a combining mark', 'e\u0301 x', 4, 'e\u0301 x', '  ^'],
  ['text that runs backwards', 'a\u202Eb', 3, 'a\\u202eb', '       ^'],
  ['an escape sequence', '\u001b[2Jx', 5, '\\u001b[2Jx', '         ^'],
  ['the end of a Windows line', 'ab\r', 3, 'ab', '  ^'],
  ['a column beyond the end', 'ab', 9, 'ab', '  ^'],
])('%s', (_what, line, column, shown, mark) => {
  expect(frame(line, 1, column)).toEqual([`> 1 | ${shown}`, `    | ${mark}`])
})

test('a long line is cut around the column', () => {
  const [line = '', mark = ''] = frame(`short\n${'x'.repeat(150)}HERE${'y'.repeat(150)}`, 2, 151)
  expect(line).toContain('HERE')
  expect(line.length).toBeLessThan(110)
  expect(line.indexOf('HERE')).toBe(mark.indexOf('^'))
})

test('a cut goes through no character', () => {
  const [, line = ''] = frame(`a\n${'📚'.repeat(100)}`, 2, 142)
  expect(line).not.toMatch(/\p{Cs}/u)
})

test('a mark of the byte order takes no column', () => {
  const text = problemText(
    [{ code: 'ASH1001', message: 'bad', where: WHERE }],
    plain,
    new Map([['a.yaml', '\uFEFFxy']]),
  )
  expect(text).toBe('a.yaml:1:2: bad [ASH1001]\n> 1 | xy\n    |  ^')
})

test('without the text of its file a problem has no frame', () => {
  const other = new Map([['b.yaml', 'xy']])
  const text = problemText([{ code: 'ASH1001', message: 'bad', where: WHERE, hint: 'mend it' }], plain, other)
  expect(text).toBe('a.yaml:1:2: bad [ASH1001]\n  mend it')
})

test('the mark has a colour where there are colours', () => {
  expect(frameText(['xy'], { line: 1, column: 2 }, pc.createColors(true))).toContain('\u001b[31m^')
})

test('an error carries the first text of a name, and says nothing of it as data', () => {
  const error = invalid([{ code: 'ASH1001', message: 'bad', where: WHERE }])
  const known = withSource(withSource(error, { file: 'a.yaml', text: 'ab' }), { file: 'a.yaml', text: 'later' })
  expect(failureText(known, { json: false, paint: plain }).err).toContain('> 1 | ab')
  const data = failureText(known, { json: true, paint: plain })
  expect(JSON.parse(data.out ?? '').problems).toEqual([{ code: 'ASH1001', message: 'bad', where: WHERE }])
  expect(withSource('a string', { file: 'a.yaml', text: '' })).toBe('a string')
})
