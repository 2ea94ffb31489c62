import pc from 'picocolors'
import { expect, test } from 'vitest'
import { driftLine } from '../../../src/report/drift.ts'
import { changeOf } from './change.ts'

const plain = pc.createColors(false)

test.each([
  ['create', undefined, '  missing   src/app.ts  run `ashlar generate` to write it'],
  ['update', undefined, '  stale     src/app.ts  run `ashlar generate` to bring it up to date'],
  ['delete', undefined, '  left over src/app.ts  run `ashlar generate` to delete it'],
  [
    'conflict',
    'you edited it',
    '  conflict  src/app.ts  you edited it: make it what it shall be, then `ashlar resolve src/app.ts --done`',
  ],
] as const)('%s', (kind, conflict, line) => {
  expect(driftLine(changeOf({ kind, conflict }), plain)).toBe(line)
})
