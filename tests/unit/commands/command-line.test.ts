import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../../src/package.ts'
import { ashlar } from '../../setup/cli.ts'

const cwd = tmpdir()

describe('help and version', () => {
  test('--version prints the version of the package and nothing else', async () => {
    const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
    expect(await ashlar(['--version'], { cwd })).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('--help names every command and every exit code', async () => {
    const { exitCode, stdout } = await ashlar(['--help'], { cwd })
    expect(exitCode).toBe(0)
    for (const word of [
      'new',
      'generate',
      'check',
      'inspect',
      'add-resource',
      'convert',
      'leave',
      'Exit codes: 0 clean',
    ])
      expect(stdout).toContain(word)
  })

  test.each(['new', 'generate', 'check', 'inspect', 'add-resource', 'convert', 'leave'])(
    '%s --help has an example and --cwd',
    async (verb) => {
      const { exitCode, stdout } = await ashlar([verb, '--help'], { cwd })
      expect(exitCode).toBe(0)
      expect(stdout).toMatch(new RegExp(`Examples?.*:\n {2}\\$ (npx )?ashlar ${verb}`))
      expect(stdout).toContain('-C, --cwd <dir>')
    },
  )

  test('without a command it shows the help and is exit code 2', async () => {
    const { exitCode, stderr } = await ashlar([], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Usage: ashlar')
  })
})

describe('what the command line refuses, in one sentence with a hint, exit code 2', () => {
  test.each([
    [['generat'], 'unknown command `generat`', 'Did you mean generate?'],
    [['generate', '--dry-rum'], 'unknown option `--dry-rum`', 'Did you mean --dry-run?'],
    [['check', '--nothing'], 'unknown option `--nothing`', 'see `ashlar check --help`'],
    [['check', 'extra'], 'too many arguments for `check`. Expected 0 arguments but got 1', 'see `ashlar check --help`'],
    [
      ['new'],
      'is missing, and without a terminal nothing is asked',
      'type for example `ashlar new my-api --starter minimal`',
    ],
    [['new', 'a', 'b'], 'too many arguments for `new`. Expected 1 argument but got 2', 'see `ashlar new --help`'],
    [['add-resource', 'review'], 'missing required argument `field`', 'see `ashlar add-resource --help`'],
    [['generate', '-C'], 'option `-C, --cwd <dir>` argument missing', 'see `ashlar generate --help`'],
  ])('%j', async (args, sentence, hint) => {
    const { exitCode, stdout, stderr } = await ashlar(args, { cwd })
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(`${sentence}`)
    expect(stderr).toContain(`\n  ${hint}\n`)
  })

  test('with --json it is data', async () => {
    const { exitCode, stdout } = await ashlar(['check', '--json', '--nothing'], { cwd })
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 2, problems: [{ code: 'ASH4001' }] })
  })
})

/** Runs a line of shell in which `ashlar` is this one. */
function shell(line: string): { status: number | null; stdout: string; stderr: string } {
  const main = pathToFileURL(join(packageRoot, 'dist/main.js')).href
  const script = `import(${JSON.stringify(main)}).then((built) => built.main(process.argv.slice(1)))`
  const ashlar = 'ashlar() { "$NODE" -e "$SCRIPT" -- "$@"; }'
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `${ashlar}\n${line}`], {
    cwd,
    env: { ...process.env, NODE: process.execPath, SCRIPT: script },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

// `/dev/full` refuses every byte, as a full disk does; only Linux has it.
describe.runIf(existsSync('/dev/full'))('what it says cannot be written: exit code 3', () => {
  const REFUSED = /^the system refused `write`: no space left on the disk \[ASH3000\]\n {2}[^\n]+\n$/

  test.each([
    ['--help > /dev/full', 'stderr'],
    ['check 2> /dev/full', 'stdout'],
  ] as const)('%s: one sentence on the other stream', (args, other) => {
    const result = shell(`ashlar ${args}`)
    expect(result.status).toBe(3)
    expect(result[other]).toMatch(REFUSED)
  })

  test('and silence where neither can be written', () => {
    expect(shell('ashlar --help > /dev/full 2>&1')).toEqual({ status: 3, stdout: '', stderr: '' })
  })
})

test('a reader that has read enough is no error', () => {
  expect(shell('{ ashlar --help; echo "exit $?" >&2; } | true')).toEqual({ status: 0, stdout: '', stderr: 'exit 0\n' })
})
