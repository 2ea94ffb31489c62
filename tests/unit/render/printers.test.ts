import { spawnSync } from 'node:child_process'
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commentText, docComment, wrap } from '../../../src/render/comment.ts'
import { environmentValue } from '../../../src/render/environment.ts'
import { identifier, literal, propertyKey, stringLiteral } from '../../../src/render/literal.ts'
import { markdownProse, markdownText } from '../../../src/render/markdown.ts'
import { shellWord } from '../../../src/render/shell.ts'
import { sqlString, sqlTemplate } from '../../../src/render/sql.ts'

/** The value of an expression, as a strict-mode module would have it. */
const evaluate = (expression: string): unknown => new Function(`'use strict'; return (${expression})`)()

const anyText = fc.string({ unit: 'binary' })

describe('literal', () => {
  it('means the same text again, and stands on one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const printed = stringLiteral(text)
        expect(evaluate(printed)).toBe(text)
        expect(printed).not.toMatch(/[\n\r\u2028\u2029]/)
      }),
    )
  })

  it('means the same JSON value again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(evaluate(literal(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('never sets a prototype', () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"admin":true}}')
    const value = evaluate(literal(hostile)) as object
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.keys(value)).toEqual(['__proto__'])
  })

  it('reads as written by hand where it can', () => {
    expect(stringLiteral('Grüße')).toBe("'Grüße'")
    expect(stringLiteral("it's")).toBe('"it\'s"')
    expect(stringLiteral('a\u2028b')).toBe("'a\\u{2028}b'")
    expect(literal({ a: ['x'], 'b-c': 1 })).toBe("{ a: ['x'], 'b-c': 1 }")
  })
})

describe('identifier', () => {
  it.each(['a b', '', '1a', 'a-b', 'a;b', 'a\n'])('refuses %j', (name) => {
    expect(() => identifier(name)).toThrow('not an identifier')
  })

  it('lets names through, and quotes what is a key but no name', () => {
    expect(identifier('orderLine')).toBe('orderLine')
    expect(propertyKey('a-b')).toBe("'a-b'")
  })
})

describe('comments', () => {
  it('cannot be ended or broken by any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(commentText(text)).not.toMatch(/\*\/|[\n\r\u2028\u2029]/)
        expect(docComment(`*/${text}*/`).slice(0, -2)).not.toContain('*/')
      }),
    )
  })

  it('is one line where it fits, else wrapped', () => {
    expect(docComment('Short.')).toBe('/** Short. */')
    const long = docComment('word '.repeat(60))
    expect(long.split('\n').every((line) => line.length <= 120)).toBe(true)
    expect(long).toMatch(/^\/\*\*\n \* word/)
  })

  it('wraps without losing a word', () => {
    expect(wrap('a bb ccc', 4)).toEqual(['a bb', 'ccc'])
    expect(wrap('muchtoolong a', 4)).toEqual(['muchtoolong', 'a'])
  })
})

describe('shellWord', () => {
  it.each(["it's", '$(id)', '`id`', '"', '\\', '$' + '{HOME}', "'; exit 7; '", 'two\nlines', '-n'])(
    'is %j again in a shell',
    (text) => {
      const { stdout, status } = spawnSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })
      expect(status).toBe(0)
      expect(stdout).toBe(text)
    },
  )
})

describe('environmentValue', () => {
  it.each(['', 'bare', 'Thank you', '#', ' a ', '$' + '{HOME} $(id) `id`', '"quoted" \\n', 'a=b'])(
    'is %j again for Node.js',
    (text) => {
      expect(parseEnv(`A=${environmentValue(text)}\nB=b\n`)).toEqual({ A: text, B: 'b' })
    },
  )

  it.each(["it's", 'two\nlines', 'a\u2028b', '\0'])('does not try %j', (text) => {
    expect(environmentValue(text)).toBeUndefined()
  })
})

describe('SQL', () => {
  it('doubles quotes, and refuses what could leave a template literal', () => {
    expect(sqlString("it's")).toBe("'it''s'")
    expect(sqlTemplate("'a'")).toBe("'a'")
    for (const text of ['`', '\\', '$' + '{x}']) expect(() => sqlTemplate(text)).toThrow('not safe')
  })
})

describe('markdownProse', () => {
  it.each([
    ['*a* `b`\n\n- c', '*a* `b`\n\n- c'],
    ['1 < 2, a<b>c</b><!-- d --><?e', '1 < 2, a&lt;b>c&lt;/b>&lt;!-- d -->&lt;?e'],
    ['[a](https://a.example/b) [c](mailto:d@e.example) [f](./g.md#h)', undefined],
    ['[a](javascript:b)', '[a]\\(javascript:b)'],
    ['[a]( JavaScript:b)', '[a]\\( JavaScript:b)'],
    ['[a](&#106;avascript:b)', '[a]\\(&#106;avascript:b)'],
    ['[a](<javascript:b>)', '[a]\\(&lt;javascript:b>)'],
    ['[a](\\javascript:b)', '[a]\\(\\javascript:b)'],
    ['[a]:\n  data:b', '[a]\\:\n  data:b'],
    ['[a]: plain words', undefined],
  ])('%j', (text, printed = text) => {
    expect(markdownProse(text)).toBe(printed)
  })
})

describe('markdownText', () => {
  it('leaves no markup, no HTML and no line break', () => {
    expect(markdownText('<script> [x](javascript:y) *b*\n# h | `c`')).toBe(
      '\\<script\\> \\[x\\]\\(javascript:y\\) \\*b\\* \\# h \\| \\`c\\`',
    )
  })
})
