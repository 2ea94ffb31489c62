import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'

const run = promisify(execFile)

test('what is wrong in a description is a type error in the editor, and nothing else is', async () => {
  const tsc = join(packageRoot, 'node_modules/.bin/tsc')
  const { stdout } = await run(tsc, ['--noEmit', '-p', join(packageRoot, 'tests/unit/define')])
  expect(stdout).toBe('')
})
