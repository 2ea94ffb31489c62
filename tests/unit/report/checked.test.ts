import pc from 'picocolors'
import { describe, expect, test } from 'vitest'
import { type Checked, checkedData, checkedText, hasDrift } from '../../../src/report/checked.ts'
import { changeOf, wanted } from './change.ts'

const plain = pc.createColors(false)
const clean: Checked = {
  changes: [changeOf({ wanted: wanted('') })],
  ofBranches: [],
  flaws: [],
  migration: 'current',
  refused: [],
}

describe('what counts as drift', () => {
  test.each([
    ['nothing', clean, false],
    ['a file that generate would write', { ...clean, changes: [changeOf({ kind: 'update' })] }, true],
    ['a conflict', { ...clean, changes: [changeOf({ kind: 'conflict' })] }, true],
    ["the user's edit alone", { ...clean, changes: [changeOf({ kind: 'keepEdit' })] }, false],
    ['a migration that is missing', { ...clean, migration: 'missing' }, true],
    ['a migration that nobody can know about yet', { ...clean, migration: 'unknown' }, false],
  ] as const)('%s', (_what, checked, drift) => {
    expect(hasDrift(checked)).toBe(drift)
  })
})

describe('the words', () => {
  test('a clean project is one line', () => {
    expect(checkedText(clean, plain)).toBe('1 file checked: all in step with the description.')
  })

  test('a refused drop stands under the migration that it keeps from being made', () => {
    const problem = {
      code: 'ASH3142',
      message: 'the column `notes.body` goes',
      hint: 'ashlar generate --allow-drop notes.body',
    }
    const text = checkedText({ ...clean, migration: 'missing', refused: [problem] }, plain)
    expect(text.split('\n').map((line) => line.trim().split(' ')[0])).toEqual(['missing', 'the', 'ashlar', '0'])
    expect(text).toContain('a migration is missing')
  })

  test('as data it has what drifted and nothing else', () => {
    const changes = [...clean.changes, changeOf({ kind: 'conflict', conflict: 'you edited it' })]
    expect(checkedData({ ...clean, changes })).toEqual({
      files: [
        {
          kind: 'conflict',
          path: 'src/app.ts',
          template: 'src/app.ts',
          subject: '',
          conflict: 'you edited it',
          repair: 'you edited it: make it what it shall be, then `ashlar resolve src/app.ts --done`',
        },
      ],
      ofBranches: [],
      migration: { state: 'current', problems: [], flaws: [] },
    })
  })
})
