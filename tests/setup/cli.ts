import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '../../src/package.ts'

/** What a command line did. */
export interface CliResult {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

const MAIN = pathToFileURL(`${packageRoot}dist/main.js`).href

/**
 * Runs ashlar as it is built in a child process, without a terminal, as a CI would.
 *
 * @example
 * await ashlar(['check'], { cwd: project })
 */
export function ashlar(
  args: readonly string[],
  how: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly umask?: number },
): Promise<CliResult> {
  const umask = how.umask === undefined ? '' : `process.umask(${how.umask});`
  // A first argument `inspect` would start Node's debugger, so something stands before it.
  const script = `${umask}import(${JSON.stringify(MAIN)}).then((built) => built.main(process.argv.slice(2)))`
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', script, '--', 'ashlar', ...args], {
      cwd: how.cwd,
      env: { ...process.env, ...how.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text
    })
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, ...output }))
  })
}
