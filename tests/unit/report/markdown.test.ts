import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownBlock, markdownCode, markdownSentence } from '../../../src/report/markdown.ts'

describe('code in a line', () => {
  test.each([
    ['a_b*c', '`a_b*c`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['``x', '``` ``x ```'],
    [' x ', '`  x  `'],
    ['', '`  `'],
    ['a\nb\u202e', '`a\\u000ab\\u202e`'],
    ['<b>@me #1</b>', '`<b>@me #1</b>`'],
  ])('%j', (text, printed) => {
    expect(markdownCode(text)).toBe(printed)
  })

  test('ends where it ends, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', ' ', 'a', '\n', '<', '|', '\\') }), (text) => {
        const [, fence = '', inside = ''] = /^(`+)(.*)\1$/s.exec(markdownCode(text)) ?? []
        // CommonMark: the span ends at the first run of backticks that is as long as the one that began it.
        const runs = Array.from(inside.matchAll(/`+/g), ([run]) => run.length)
        expect(runs).not.toContain(fence.length)
        expect(inside).not.toMatch(/^`|`$|\n/)
        expect(fence).not.toBe('')
      }),
      { seed: 7 },
    )
  })
})

describe('a block of code', () => {
  test('has a fence that nothing in it ends', () => {
    expect(markdownBlock("select '```'\n-- ````", 'sql')).toBe("`````sql\nselect '```'\n-- ````\n`````")
    expect(markdownBlock('select 1', 'sql')).toBe('```sql\nselect 1\n```')
  })

  test('keeps lines and tabs, and shows what a reader would not see', () => {
    expect(markdownBlock('a\n\tb\u202e', '')).toBe('```\na\n\tb\\u202e\n```')
  })
})

describe('a sentence', () => {
  test.each([
    ['names in backticks are code', 'the column `a_b` is gone', 'the column `a_b` is gone'],
    ['all else is text', '*a* <b> [c](d) e_f|g', '\\*a\\* \\<b\\> \\[c\\]\\(d\\) e\\_f\\|g'],
    ['nobody is called', 'ask @team', 'ask @<!-- -->team'],
    ['a backtick that is alone is text', 'a ` b', 'a \\` b'],
    ['two names beside each other', '`a`, `b`', '`a`, `b`'],
    ['code of its own is no markup', '`<b>` and `[x](y)`', '`<b>` and `[x](y)`'],
    ['lines are one', 'a\n# b', 'a \\# b'],
  ])('%s', (_what, text, printed) => {
    expect(markdownSentence(text)).toBe(printed)
  })
})
