import { describe, expect, it } from 'vitest'
import { arrayText, arrowCallText, callText, chainText } from '../../../src/plan/layout.ts'

const long = 'a'.repeat(70)

describe('layout', () => {
  it('keeps what fits in 120 columns on its line', () => {
    expect(callText('f', ['a', 'b'], { tail: ' {' })).toBe('f(a, b) {')
    expect(arrayText(["'a'", "'b'"])).toBe("['a', 'b']")
    expect(chainText('db', ['a()', 'b()'])).toBe('db.a().b()')
    expect(arrowCallText('const x = f((db) =>', 'db', ['a()'])).toBe('const x = f((db) => db.a())')
  })

  it('breaks what does not, at the indentation that it is given', () => {
    expect(callText('f', [long, long], { indent: 2 })).toBe(`f(\n    ${long},\n    ${long},\n  )`)
    expect(arrayText([long, long])).toBe(`[\n  ${long},\n  ${long},\n]`)
    expect(chainText('db', [long, long], { indent: 2 })).toBe(`db\n    .${long}\n    .${long}`)
    expect(arrowCallText('const x = f((db) =>', 'db', [long, long])).toBe(
      `const x = f((db) =>\n  db\n    .${long}\n    .${long},\n)`,
    )
  })

  it('counts to the column: 120 fits, 121 does not', () => {
    const exactly = (width: number) => callText('f', ['a'.repeat(width - 3)])
    expect(exactly(120)).not.toContain('\n')
    expect(exactly(121)).toContain('\n')
  })
})
