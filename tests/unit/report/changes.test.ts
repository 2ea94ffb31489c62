import pc from 'picocolors'
import { describe, expect, test } from 'vitest'
import { changeLine, summaryLine } from '../../../src/report/changes.ts'
import { changeOf, wanted } from './change.ts'

const plain = pc.createColors(false)

describe('one line a file', () => {
  test.each([
    ['create', {}, '  create    src/app.ts'],
    ['update', {}, '  update    src/app.ts'],
    ['move', { from: 'src/old.ts' }, '  move      src/app.ts  (from src/old.ts)'],
    ['delete', {}, '  delete    src/app.ts'],
    ['keepEdit', { wanted: wanted('') }, '  keep      src/app.ts  (your edit)'],
    ['conflict', { conflict: 'you edited it' }, '  conflict  src/app.ts  (you edited it: left alone)'],
    ['orphan', {}, '  orphan    src/app.ts  (edited by you and no longer generated: yours now)'],
    ['stayDeleted', {}, '  absent    src/app.ts  (you deleted it)'],
  ] as const)('%s', (kind, parts, line) => {
    expect(changeLine(changeOf({ kind, ...parts }), plain)).toBe(line)
  })

  test.each(['current', 'forget'] as const)('%s is no news', (kind) => {
    expect(changeLine(changeOf({ kind }), plain)).toBeUndefined()
  })

  test.each(['keepEdit', 'stayDeleted'] as const)('%s of a file that is written once is no news', (kind) => {
    expect(changeLine(changeOf({ kind, wanted: wanted('', 'once') }), plain)).toBeUndefined()
  })

  test('a path cannot speak to the terminal', () => {
    expect(changeLine(changeOf({ kind: 'create', path: 'a\u001b[2Jb' }), plain)).toBe('  create    a\\u001b[2Jb')
  })
})

describe('the summary', () => {
  const run = { milliseconds: 38, dryRun: false, migrations: 0 }

  test('counts what happened, in a fixed order', () => {
    const changes = [
      changeOf({ kind: 'conflict', wanted: wanted('') }),
      changeOf({ kind: 'create', wanted: wanted('') }),
      changeOf({ kind: 'create', wanted: wanted('') }),
      changeOf({ kind: 'delete' }),
    ]
    expect(summaryLine(changes, run)).toBe('3 files generated in 38 ms: 2 created, 1 deleted, 1 in conflict.')
  })

  test('says when there was nothing to do', () => {
    const line = summaryLine([changeOf({ wanted: wanted('') })], run)
    expect(line).toBe('1 file generated in 38 ms: nothing to do.')
  })

  test('says that a dry run wrote nothing', () => {
    const line = summaryLine([], { ...run, dryRun: true, migrations: 0 })
    expect(line).toBe('0 files generated in 38 ms: nothing to do. Nothing was written: this was a dry run.')
  })
})
