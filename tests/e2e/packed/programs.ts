import { type ChildProcess, spawn } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import type { CliResult } from '../../setup/cli.ts'

/** Where a program runs, and what it finds in its environment besides the necessary. */
export interface Place {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/**
 * What a user's shell would give a program: this Node.js first, nothing of the repository's own `node_modules`, nothing
 * that vitest or npm has set for the tests; npm takes from its cache what it has.
 */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['HOME', 'USER', 'LANG', 'TMPDIR', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']
      .map((name) => [name, process.env[name]] as const)
      .filter((entry): entry is [string, string] => entry[1] !== undefined),
  ),
  PATH: [
    dirname(process.execPath),
    ...(process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules')),
  ].join(delimiter),
  NO_COLOR: '1',
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
}

/** Runs a command line of plain words to its end: `npm run lint`. */
export async function run(words: string | readonly string[], place: Place): Promise<CliResult> {
  const child = start(words, place)
  const output = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text
  })
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { exitCode, ...output }
}

/** Runs what has to succeed; throws with all that it said where it does not. */
export async function succeed(words: string | readonly string[], place: Place): Promise<CliResult> {
  const result = await run(words, place)
  if (result.exitCode === 0) return result
  throw new Error(`${[words].flat().join(' ')} ended with ${result.exitCode}\n${result.stdout}\n${result.stderr}`)
}

/** Starts a command as the leader of a process group of its own, so that all it starts can be signalled. */
export function start(words: string | readonly string[], { cwd, env }: Place): ChildProcess {
  const [program = '', ...args] = typeof words === 'string' ? words.split(' ') : words
  return spawn(program, args, {
    cwd,
    env: { ...ENVIRONMENT, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
