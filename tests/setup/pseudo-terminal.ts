import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'

/** The keys that prompts know, as terminals send them. */
export const KEY = { enter: '\r', down: '\u001b[B', controlC: '\u0003' } as const

/** Whether `script` of util-linux is here, which gives a program a terminal. */
export const hasPseudoTerminal = spawnSync('script', ['--version']).stdout?.includes('util-linux') === true

/** A new one has no columns at all. */
const SIZE = 'stty cols 120 rows 60'

/** A program that runs in a terminal of its own: what a person would see, and what they type. */
export class PseudoTerminal {
  readonly #child: ChildProcess
  readonly #ended: Promise<number | null>
  #seen = ''
  #read = 0

  /** Runs a command line of a shell; `env` is added to the environment, and what is `undefined` is taken away. */
  constructor(command: string, { cwd, env }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv }) {
    this.#child = spawn('script', ['--quiet', '--return', '--flush', '--command', `${SIZE}; ${command}`, '/dev/null'], {
      cwd,
      env: { ...process.env, TERM: 'xterm', NO_COLOR: '1', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#seen += stripVTControlCharacters(text)
    })
    this.#ended = new Promise((resolve) => this.#child.once('close', resolve))
  }

  /** All that was shown so far, without colours and movements. */
  get screen(): string {
    return this.#seen
  }

  /** Waits until the text is shown, behind what an earlier call has seen. */
  async shows(text: string, milliseconds = 30_000): Promise<void> {
    const until = performance.now() + milliseconds
    while (!this.#seen.slice(this.#read).includes(text)) {
      if (performance.now() > until) throw new Error(`\`${text}\` was not shown, but:\n${this.#seen}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    this.#read = this.#seen.indexOf(text, this.#read) + text.length
  }

  /** Presses keys one after the other. */
  type(...keys: readonly string[]): void {
    for (const key of keys) this.#child.stdin?.write(key)
  }

  /** Waits for a question and answers it. */
  async answer(question: string, ...keys: readonly string[]): Promise<void> {
    await this.shows(question)
    this.type(...keys)
  }

  /** The exit code. */
  ended(): Promise<number | null> {
    return this.#ended
  }
}
