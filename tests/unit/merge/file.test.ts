import { describe, expect, test } from 'vitest'
import { fileMerge } from '../../../src/merge/merge-file.ts'

const INPUT = {
  path: 'src/a.ts',
  base: 'export const a = 1\nexport const b = 1\n',
  yours: 'export const a = 1\n',
  next: 'export const a = 2\nexport const b = 1\n',
}

describe('what other files import of a merged one has to be in it', () => {
  test.each(["'./a.ts'", "'./a.js'", "'./a'"])('imports from %s', (source) => {
    const merge = fileMerge(new Map([['src/other.ts', `import { type A as B, b as mine } from ${source}\n`]]))
    expect(merge(INPUT)).toEqual({ conflict: 'merged, it would not export `b`, which src/other.ts imports' })
  })

  test.each([
    ['of another file', "import { b } from './c.ts'\n"],
    ['of a file of that name elsewhere', "import { b } from '../a.ts'\n"],
    ['of nothing that is gone', "import { a } from './a.ts'\n"],
  ])('not what is imported %s', (_, text) => {
    expect(fileMerge(new Map([['src/other.ts', text]]))(INPUT)).toMatchObject({ text: 'export const a = 2\n' })
  })
})

test('what ashlar never wrote is left alone, whatever it is', () => {
  for (const path of ['a.ts', 'a.yaml', 'a.md'])
    expect(fileMerge(new Map())({ path, base: '', yours: 'mine', next: 'new' })).toHaveProperty('conflict')
})

test('files of no known structure are merged by lines', () => {
  const input = { path: 'run.sh', base: 'a\nb\nc\nd\n', yours: 'mine\na\nb\nc\nd\n', next: 'a\nb\nc\nnew\n' }
  expect(fileMerge(new Map())(input)).toEqual({ text: 'mine\na\nb\nc\nnew\n', notes: [] })
  expect(fileMerge(new Map())({ ...input, next: 'other\na\nb\nc\nd\n' })).toHaveProperty('conflict')
})
