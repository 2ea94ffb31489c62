import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { folderOf, type Mutant, mutantsOf } from './mutants.ts'
import { generateShop } from './shop.ts'

const run = promisify(execFile)

/** All of them in the long suite, `npm run test:access`; else every so manieth, so that each sort is there. */
const EVERY = process.env.MUTANTS === 'all' ? 1 : 12

/** Without what this run of vitest has put there, and without a server: on the embedded database. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|DATABASE_URL|BASE_URL|PORT)/.test(name)),
)

let root: string

beforeAll(async () => {
  root = await generateShop('mutation-shop')
})

test('without any guard, predicate or rule, one at a time, the compiler or a generated test of the shop fails', async () => {
  const mutants = mutantsOf(root)
  expect(mutants.length).toBeGreaterThan(80)
  const tried = mutants.filter((_, at) => at % EVERY === 0)
  const survivors: string[] = []
  const killers = { compiler: 0, tests: 0 }
  for (const mutant of tried) {
    const killer = await killerOf(mutant)
    if (killer === undefined)
      survivors.push(`${mutant.file}:${mutant.line} ${mutant.sort}\n${mutant.before}\n${mutant.after}`)
    else killers[killer] += 1
  }
  console.log(
    `mutants: ${tried.length} of ${mutants.length}; found by the compiler ${killers.compiler}, by tests ${killers.tests}`,
  )
  expect(survivors).toEqual([])
}, 3_600_000)

async function killerOf(mutant: Mutant): Promise<'compiler' | 'tests' | undefined> {
  const file = join(root, mutant.file)
  const original = readFileSync(file, 'utf8')
  writeFileSync(file, mutant.text)
  try {
    if (!(await succeeds('tsc', ['--noEmit']))) return 'compiler'
    if (!(await succeeds('vitest', ['run', '--bail=1', folderOf(mutant)]))) return 'tests'
    return undefined
  } finally {
    writeFileSync(file, original)
  }
}

function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  const bin = join(packageRoot, 'node_modules', '.bin', program)
  return run(bin, args, { cwd: root, env: environment, maxBuffer: 2 ** 26 }).then(
    () => true,
    () => false,
  )
}
