import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTree } from '../../../setup/tree.ts'

/** Changes a text of a project; what is to be changed has to be there. */
export function edit(root: string, path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(root, path), 'utf8')
  if (typeof from === 'string' ? !text.includes(from) : !from.test(text)) throw new Error(`${path} has no ${from}`)
  writeFileSync(join(root, path), text.replace(from, to))
}

/** Every file of a project but for ashlar's own state. */
export function filesOf(root: string): Record<string, string> {
  return Object.fromEntries(Object.entries(readTree(root)).filter(([path]) => !path.startsWith('.ashlar/')))
}

/** The lock of a project as data. */
export function lockOf(root: string) {
  return JSON.parse(readFileSync(join(root, '.ashlar/lock.json'), 'utf8'))
}
