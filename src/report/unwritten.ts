import type { Change } from '../merge/change.ts'
import { printable } from './printable.ts'

/** An action that nobody has written yet. */
export interface Unwritten {
  readonly path: string
  readonly line: number
  readonly name: string
}

const DECLARED = /\bfunction\s+(\w+)\s*\(/
const CALLED = /\breturn unwritten\(/

/** The actions that are still as ashlar made them: forms, which do not compile. */
export function unwrittenIn(changes: readonly Change[]): Unwritten[] {
  return changes
    .filter(({ identity, wanted }) => identity.template === 'actions' && wanted !== undefined)
    .flatMap(({ path, after = '' }) => unwrittenInText(path, after))
}

function unwrittenInText(path: string, text: string): Unwritten[] {
  let name = ''
  return text.split('\n').flatMap((line, position) => {
    name = DECLARED.exec(line)?.[1] ?? name
    return CALLED.test(line) ? [{ path, line: position + 1, name }] : []
  })
}

/** What is left for the user to write; nothing where all of it is written. */
export function unwrittenText(actions: readonly Unwritten[]): string[] {
  if (actions.length === 0) return []
  const places = actions.map(({ path, line, name }) => [`${printable(path)}:${line}`, name] as const)
  const width = Math.max(...places.map(([place]) => place.length))
  const lines = places.map(([place, name]) => `  ${place.padEnd(width)}  ${name}`)
  return [`Yours to write; until then the project does not compile:\n${lines.join('\n')}`]
}
