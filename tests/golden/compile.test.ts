import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { butUnwritten } from '../setup/unwritten.ts'
import { goldenCases } from './cases.ts'

const run = promisify(execFile)

test('every golden type-checks with the strict options of a generated project', async () => {
  const output = await outputOf('tsc', ['--noEmit', '-p', 'tests/golden'], packageRoot)
  expect(butUnwritten(output)).toBe('')
})

test.each(goldenCases())('$name is formatted and lint-clean by its own biome.json', async ({ folder }) => {
  const output = await outputOf('biome', ['check', '--error-on-warnings', '--reporter=json'], join(folder, 'expected'))
  const { diagnostics }: { diagnostics: Diagnostic[] } = JSON.parse(output)
  expect(diagnostics.map(({ category, location }) => `${location.path}: ${category}`)).toEqual([])
})

/** The part of biome's report that says what is wrong where. */
interface Diagnostic {
  readonly category: string
  readonly location: { readonly path: string }
}

/** What the program says, whether it is content or not. */
async function outputOf(program: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await run(join(packageRoot, 'node_modules', '.bin', program), args, { cwd, maxBuffer: 2 ** 26 })
    return stdout
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && error.stdout) return String(error.stdout)
    throw error
  }
}
