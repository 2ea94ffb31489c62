import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { ashlar } from '../setup/cli.ts'
import { allowUnwritten } from '../setup/unwritten.ts'
import { folderOf, type Mutant, mutantsOf } from './mutants.ts'
import { generateGolden } from './shop.ts'

const run = promisify(execFile)

/** All of them in the long suite, `npm run test:access`, or all of one sort; else one of so many, from one end to the other. */
const { MUTANTS = '' } = process.env
const EVERY = MUTANTS === '' ? 20 : 1

/** Without what this run of vitest has put there, and without a server: on the embedded database. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|DATABASE_URL|BASE_URL|PORT)/.test(name)),
)

describe.each(['shop', 'members', 'tenants'])('%s without one thing that keeps somebody from something', (golden) => {
  let root: string

  beforeAll(async () => {
    root = await generateGolden(golden, `mutants-${golden}`)
    expect(await ashlar(['check'], { cwd: root })).toMatchObject({ exitCode: 0 })
    allowUnwritten(root)
  })

  test('fails in the compiler, in a test that was generated with it, or by check', async () => {
    const mutants = mutantsOf(root)
      .filter(({ file }) => file.includes(process.env.MUTANTS_IN ?? ''))
      .filter((mutant) => !isUntested(mutant))
    if (process.env.MUTANTS_IN === undefined) expect(mutants.length).toBeGreaterThan(80)
    const wanted = mutants.filter(({ sort }) => MUTANTS === '' || MUTANTS === 'all' || sort.includes(MUTANTS))
    const tried = wanted.filter((_, at) => at % EVERY === 0)
    const survivors: string[] = []
    const killed = { compiler: 0, tests: 0, check: 0 }
    for (const mutant of tried) {
      const killer = await killerOf(mutant, root)
      if (killer === undefined) survivors.push(described(mutant))
      else killed[killer] += 1
    }
    const found = `${killed.compiler} by the compiler, ${killed.tests} by tests, ${killed.check} by check`
    console.log(`mutants of ${golden}: ${tried.length} of ${mutants.length} tried, ${found}`)
    expect(survivors).toEqual([])
  }, 3_600_000)
})

/**
 * What no generated test looks for yet: rows two levels below something that was deleted softly. In `tenants` the rules of
 * remarks ask nothing else of their rows.
 */
function isUntested({ file, sort }: Mutant): boolean {
  return sort === 'row rule' && file === 'src/resources/remarks/remarks.policy.ts'
}

function described({ file, line, sort, before, after }: Mutant): string {
  return `${file}:${line} ${sort}\n- ${before}\n+ ${after}`
}

async function killerOf(mutant: Mutant, root: string): Promise<'compiler' | 'tests' | 'check' | undefined> {
  const file = join(root, mutant.file)
  const original = readFileSync(file, 'utf8')
  writeFileSync(file, mutant.text)
  try {
    if (!(await succeeds('tsc', ['--noEmit'], root))) return 'compiler'
    if (!(await succeeds('vitest', ['run', '--bail=1', folderOf(mutant)], root))) return 'tests'
    // What makes no difference to anybody whom the description knows is a mistake all the same.
    return (await ashlar(['check'], { cwd: root })).exitCode === 0 ? undefined : 'check'
  } finally {
    writeFileSync(file, original)
  }
}

function succeeds(program: string, args: readonly string[], cwd: string): Promise<boolean> {
  const bin = join(packageRoot, 'node_modules', '.bin', program)
  return run(bin, args, { cwd, env: environment, maxBuffer: 2 ** 26 }).then(
    () => true,
    () => false,
  )
}
