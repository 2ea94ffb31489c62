import { expect, test } from 'vitest'
import { readTree } from '../setup/tree.ts'
import { EXPECTED, embeddedFiles } from './golden.ts'

// Compared both ways. `npm run golden:update` rewrites; that it compiles and runs is the matter of embed.test.ts.
test('an embedded API is what the golden says, file by file', async () => {
  expect(Object.fromEntries(await embeddedFiles())).toEqual(readTree(EXPECTED))
})
