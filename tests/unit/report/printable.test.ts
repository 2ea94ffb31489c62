import { expect, test } from 'vitest'
import { printable, printableLines } from '../../../src/report/printable.ts'

test.each([
  ['a plain name', 'src/app.ts', 'src/app.ts'],
  ['umlauts and emoji', 'grün 🧱', 'grün 🧱'],
  ['an escape sequence', 'a\u001b[31mb', 'a\\u001b[31mb'],
  ['a C1 control sequence introducer', 'a\u009b2Jb', 'a\\u009b2Jb'],
  ['a carriage return that would overwrite the line', 'bad\rgood', 'bad\\u000dgood'],
  ['a line feed that would fake a line', 'a\nb', 'a\\u000ab'],
  ['text written backwards', 'a\u202eb', 'a\\u202eb'],
  ['a soft hyphen and a zero-width space', 'a\u00adb\u200bc', 'a\\u00adb\\u200bc'],
  ['a tag character, beyond sixteen bits', 'a\u{e0041}b', 'a\\u{e0041}b'],
])('%s', (_what, text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('several lines keep their line feeds and tabs, and nothing else', () => {
  expect(printableLines('a\tb\n\u001b[0mc\r\n')).toBe('a\tb\n\\u001b[0mc\\u000d\n')
})
