import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'

/** The last column of the checklist: `file`: title. */
const HELD_BY = /\| `((?:tests|templates)\/[^`]+)`: (.+) \|$/gm

const page = readFileSync(join(packageRoot, 'docs/operation.md'), 'utf8')
const [, section = ''] = page.split('## Before it goes into production\n')
const rows = [...(section.split('\n## ')[0] ?? '').matchAll(HELD_BY)].map(([, file = '', title = '']) => ({
  file,
  title,
}))

describe('the checklist of production', () => {
  test('names a test in each line', () => {
    const lines = section.split('\n## ')[0]?.split('\n') ?? []
    expect(rows).toHaveLength(lines.filter((line) => line.startsWith('|')).length - 2)
    expect(rows.length).toBeGreaterThan(20)
  })

  test.each(rows)('$file has: $title', ({ file, title }) => {
    const text = readFileSync(join(packageRoot, file), 'utf8')
    expect(text).toMatch(new RegExp(`[(\\s](['"\`])${literally(title)}\\1,`))
  })
})

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
