import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { printCommand } from './narration.js'

/** ashlar's own folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Settings of the caller's own services, which are not for the demo's. */
const NOT_PASSED_ON = /^(DATABASE_|PGLITE_|SHUTDOWN_|BODY_LIMIT_|PORT$|HOST$|LOG_LEVEL$|NODE_ENV$|BASE_URL$|RUN$|GIT_)/

/** The environment of every program of the demo: the Node that the lock file names comes first on the PATH. */
export function environment(own = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name))
  const PATH = [resolve(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  return { ...Object.fromEntries(kept), PATH, ...own }
}

let running

/** Shows a command, runs it and shows what it says; only the lines that match `only`, if that is given. */
export async function runStep(words, { shown = shellLine(words), ...how }) {
  printCommand(shown)
  await runTool(words, how)
}

/** Runs a program to its end; one that is not there or fails is an error that says which. */
export async function runTool([program, ...args], { cwd = root, env, quiet = false, only } = {}) {
  const out = only === undefined ? 'inherit' : 'pipe'
  const stdio = quiet ? 'ignore' : ['ignore', out, 'inherit']
  running = spawn(program, args, { cwd, env: environment(env), stdio })
  if (only !== undefined) showLines(running.stdout, only)
  const code = await exitCode(running, program)
  running = undefined
  if (code !== 0) throw new Error(`\`${[program, ...args].join(' ')}\` ended with exit code ${code}`)
}

/** Ends the program that runs now, if one does, and waits until it has. */
export async function stopTool() {
  if (running?.pid === undefined || running.exitCode !== null) return
  const closed = once(running, 'close')
  running.kill()
  await closed
}

function showLines(stream, only) {
  createInterface({ input: stream }).on('line', (line) => {
    if (only.test(line)) console.log(line)
  })
}

function exitCode(child, program) {
  return new Promise((resolveCode, reject) => {
    child.once('error', (error) => reject(new Error(`\`${program}\` cannot be run: ${error.message}`)))
    child.once('close', (code, signal) => resolveCode(code ?? signal))
  })
}

function shellLine(words) {
  return words.map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word}'`)).join(' ')
}
