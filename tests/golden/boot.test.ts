import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { CURL_RUNS } from '../../src/plan/kinds/sample.ts'
import { ashlar } from '../setup/cli.ts'
import { goldenCases } from './cases.ts'

const run = promisify(execFile)

/** The part of a report of vitest that tells what failed. */
interface TestFile {
  readonly message: string
  readonly assertionResults: readonly {
    readonly status: string
    readonly fullName: string
    readonly failureMessages: readonly string[]
  }[]
}

function failedTests(files: readonly TestFile[]): string[] {
  return files.flatMap(({ message, assertionResults }) => [
    ...(message === '' ? [] : [message]),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages.join()}`),
  ])
}

/** Without what this run of vitest has put there, and without a server: on the embedded database. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|DATABASE_URL|BASE_URL|PORT)/.test(name)),
)

describe.each(goldenCases())('the service of $name', ({ name, text }) => {
  const root = join(inject('installedRoot'), `boot-${name}`)

  test('gets its files and its first migration', async () => {
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, 'ashlar.yaml'), text)
    const generated = await ashlar(['generate'], { cwd: root })
    expect(generated).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('migrations/0000_init.sql') })
  })

  test('passes its own tests', async () => {
    const report = join(root, 'report.json')
    const run = ['run', '--reporter=json', `--outputFile=${report}`]
    const failure = await inService('vitest', run).catch((error: { stdout?: string; stderr?: string }) => error)
    const { success, testResults, numPassedTests } = JSON.parse(readFileSync(report, 'utf8'))
    const output = success ? '' : `${failure.stdout}${failure.stderr}`
    expect({ success, output, failed: failedTests(testResults) }).toEqual({ success: true, output: '', failed: [] })
    expect(numPassedTests).toBeGreaterThan(20)
  }, 180_000)

  test('answers its curl scripts, whatever the number of their process', async () => {
    const highest = String(CURL_RUNS.lowest + CURL_RUNS.count - 1)
    const { stdout } = await inService('node', ['scripts/run.js', 'tests/curl/run.ts'], { RUN: highest })
    expect(stdout).toMatch(/^ {2}201 POST /m)
  })

  function inService(program: string, args: readonly string[], more: Record<string, string> = {}) {
    const file = join(packageRoot, 'node_modules', '.bin', program)
    return run(file, args, { cwd: root, env: { ...environment, ...more }, maxBuffer: 2 ** 26 })
  }
})
