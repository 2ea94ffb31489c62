import { AshlarError } from '../errors.ts'
import type { LockEntry } from '../merge/lock.ts'
import type { Setup } from '../plan/setup.ts'
import { parseEntry, parseSetup } from './lock.ts'

/** What can still be read of a lock that is broken. */
export interface Salvaged {
  readonly setup: Setup
  readonly entries: readonly LockEntry[]
}

/**
 * Reads a broken lock line by line, as `printLock` writes it: each line says one thing, and is taken when it is whole.
 * What two lines say in two ways is not taken.
 */
export function salvageLock(text: string): Salvaged {
  const entries = [...text.matchAll(ENTRY)].flatMap(([, key = '', value = '']) => attempt(() => entryOf(key, value)))
  const setups = [...text.matchAll(HEAD)].map(([, key = '', value = '']) => attempt(() => setupOf(key, value)))
  return { setup: Object.assign({}, ...setups.flat()), entries: entries.filter(isAlone) }
}

const ENTRY = /^ {4}("[^\n]*?"): (\{[^\n]*\}),?\r?$/gm
const HEAD = /^ {2}("\w+"): ([^\n]*),\r?$/gm

function entryOf(key: string, value: string): LockEntry {
  return parseEntry(String(JSON.parse(key)), JSON.parse(value))
}

function setupOf(key: string, value: string): Setup {
  return parseSetup({ [String(JSON.parse(key))]: JSON.parse(value) })
}

function attempt<Result>(read: () => Result): Result[] {
  try {
    return [read()]
  } catch (error) {
    if (error instanceof AshlarError || error instanceof SyntaxError) return []
    throw error
  }
}

function isAlone({ identity, path }: LockEntry, _: number, all: readonly LockEntry[]): boolean {
  const twins = all.filter(
    (other) =>
      other.path === path ||
      (other.identity.template === identity.template && other.identity.subject === identity.subject),
  )
  return twins.length === 1
}
