import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { explain } from '../../../../src/commands/explain.ts'
import { createTerminal } from '../../../../src/report/terminal.ts'
import { ashlar } from '../../../setup/cli.ts'
import { temporaryFolder } from '../../../setup/tree.ts'

/** A generated shop of a test's own. */
export async function newShop(...args: readonly string[]): Promise<string> {
  const cwd = temporaryFolder()
  const made = await ashlar(['new', 'shop', ...args, '--yes', '--no-install', '--no-git'], { cwd })
  if (made.exitCode !== 0) throw new Error(made.stderr)
  return join(cwd, 'shop')
}

/** The same project again, to change it. */
export function copyOf(root: string): string {
  const copy = join(temporaryFolder(), 'shop')
  cpSync(root, copy, { recursive: true })
  return copy
}

/** What `ashlar explain` prints, run here: a process for each question would take longer than all answers. */
export async function explained(root: string, place: string, options: object = {}): Promise<string> {
  let output = ''
  const out = { write: (text: string) => (output += text) }
  const terminal = createTerminal({ out, err: out, color: false })
  const context = { terminal, cwd: root, interactive: false, elapsed: () => 0, now: () => 0 }
  const exitCode = await explain({ place, ...options }, context)
  if (exitCode !== 0) throw new Error(`exit code ${exitCode}`)
  return output.trimEnd()
}

/** The same as data. */
export async function answer(root: string, place: string) {
  return JSON.parse(await explained(root, place, { json: true }))
}

/** The parts of the description that are needed for something: `product/fields/price`, `product/operations (list)`. */
export async function causes(root: string, place: string): Promise<string[]> {
  return named((await answer(root, place)).from.needed)
}

/** The same of those of which one is enough. */
export async function enough(root: string, place: string): Promise<string[]> {
  return named((await answer(root, place)).from.enough)
}

function named(parts: readonly { pointer: string; of?: string }[]): string[] {
  return parts.map(({ pointer, of }) => {
    const name = pointer.replace(/^[^#]*#\/(?:resources\/)?/, '')
    return of === undefined ? name : `${name} (${of})`
  })
}
