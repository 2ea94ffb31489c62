// What `npm test` runs: lint, type check, every test; then the slowest ten, what could not be tested, and one line of counts.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'

const REPORT = '.tmp/vitest.json'

// The tests run on the Node that the lock file names, whichever one has started this.
const PATH = [resolve('node_modules/.bin'), process.env.PATH].join(delimiter)

/** Steps run in order; a failed one does not hide the others. */
const steps = [
  ['lint', 'biome', ['check', '--error-on-warnings']],
  ['typecheck', 'tsc', ['--noEmit']],
  ['build', 'rolldown', ['-c']],
  [
    'tests',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`, ...process.argv.slice(2)],
  ],
]

mkdirSync('.tmp', { recursive: true })
rmSync(REPORT, { force: true })
const failedSteps = steps.filter(([name, program, args]) => !run(name, program, args)).map(([name]) => name)
const tests = readTests()
const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed')

printSlowest(tests)
printSkipped(skipped)
for (const name of failedSteps) console.log(`\n${name} FAILED`)
console.log(`\n${amount('passed')} passed, ${amount('failed')} failed, ${skipped.length} skipped`)
const incomplete = process.env.CI === 'true' && skipped.length > 0
process.exitCode = failedSteps.length > 0 || tests.length === 0 || incomplete ? 1 : 0

function run(name, program, args) {
  console.log(`\n> ${name}: ${program} ${args.join(' ')}`)
  const result = spawnSync(`node_modules/.bin/${program}`, args, { stdio: 'inherit', env: { ...process.env, PATH } })
  if (result.error) console.error(`${program} could not be started: ${result.error.message}`)
  return result.status === 0
}

function readTests() {
  if (!existsSync(REPORT)) return []
  const { testResults } = JSON.parse(readFileSync(REPORT, 'utf8'))
  return testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({
      name: `${file.name.replace(`${process.cwd()}/`, '')} > ${test.fullName}`,
      status: test.status,
      milliseconds: test.duration ?? 0,
    })),
  )
}

function amount(status) {
  return tests.filter((test) => test.status === status).length
}

function printSlowest(all) {
  const slowest = [...all].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 10)
  console.log('\nThe slowest ten:')
  for (const test of slowest) console.log(`  ${(test.milliseconds / 1000).toFixed(2).padStart(7)} s  ${test.name}`)
}

function printSkipped(all) {
  if (all.length === 0) return
  console.log('\n!!! NOT TESTED on this machine; with CI=true this fails the run:')
  for (const test of all) console.log(`!!!   ${test.name}`)
}
