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
    '  conflict  src/app.ts  you edited it: see `ashlar generate --dry-run --diff`, then make it the new text or undo your edit',
  ],
] as const)('%s', (kind, conflict, line) => {
  expect(driftLine(changeOf({ kind, conflict }), plain)).toBe(line)
})
