import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { auditService } from '../../../src/audit/audit.ts'

interface Case {
  readonly name: string
  readonly why: string
  /** What a team does every week, and nobody should hear of. */
  readonly harmless: boolean
  /** Known to be got past: `docs/access.md` says so. */
  readonly unseen?: boolean
  readonly edits: readonly { readonly file: string; readonly find: string; readonly replace: string }[]
  readonly files: Readonly<Record<string, string>>
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'))
const service: Readonly<Record<string, string>> = read('service')
const cases: readonly Case[] = read('evasions')

/** Where the audit finds something, and the files that are not as they were generated. */
function found({ edits, files }: Case) {
  const generated = Object.entries(service).map(([path, text]) => {
    const changed = edits
      .filter(({ file }) => file === path)
      .reduce((before, { find, replace }) => before.replace(find, () => replace), text)
    return { path, text: changed, generated: text }
  })
  const own = Object.entries(files).map(([path, text]) => ({ path, text, generated: undefined }))
  const all = [...generated, ...own]
  return {
    weaknesses: auditService(all),
    changed: all.filter((file) => file.text !== file.generated).map(({ path }) => path),
  }
}

const evasions = cases.filter(({ harmless, unseen }) => !harmless && !unseen)

test('there are more than a hundred evasions', () => {
  expect(evasions.length).toBeGreaterThan(130)
})

describe('an evasion is found, with its place', () => {
  test.each(evasions)('$name', (one) => {
    const { weaknesses, changed } = found(one)
    expect(weaknesses.length).toBeGreaterThan(0)
    for (const { path, line, message, hint } of weaknesses) {
      expect(changed).toContain(path)
      expect(line).toBeGreaterThan(0)
      expect(`${message}${hint}`).not.toMatch(/undefined|\n/)
    }
  })
})

describe('what a team does every week is no evasion', () => {
  test.each(cases.filter(({ harmless }) => harmless))('$name', (one) => {
    expect(found(one).weaknesses).toEqual([])
  })
})

describe('is got past, as docs/access.md says', () => {
  test.each(cases.filter(({ unseen }) => unseen))('$name', (one) => {
    expect(found(one).weaknesses).toEqual([])
  })
})
