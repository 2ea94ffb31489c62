import { AshlarError, EXIT } from '../errors.ts'
import type { Change } from './change.ts'
import { digest, withLineEndsOf } from './text.ts'

/**
 * What settles a conflict: the user's text stays or the new one is taken, and what is generated now is the base of all
 * that comes. What waits for another file to make room cannot be settled so (exit 1).
 *
 * @param yours the user's text, where markers stand in the file
 */
export function resolutionOf(change: Change, takes: 'yours' | 'new', yours?: string): Change {
  const { wanted, before, path, last } = change
  if (wanted === undefined || wanted.path !== path) throw waiting(change)
  const entry = {
    identity: wanted.identity,
    path,
    hash: digest(wanted.text),
    executable: wanted.executable,
    once: wanted.owner === 'once',
    conflict: undefined,
    unformatted: wanted.unformatted,
  }
  const settled = { ...change, conflict: undefined, notes: [], last, entry }
  if (takes === 'yours' && yours !== undefined) return { ...settled, kind: 'update', after: yours }
  if (takes === 'yours') return { ...settled, kind: 'keepEdit' }
  return { ...settled, kind: 'update', after: withLineEndsOf(before?.text, wanted.text), executable: wanted.executable }
}

function waiting({ path, conflict }: Change): AshlarError {
  const message = `\`${path}\` cannot be settled by itself: ${conflict ?? 'it goes to another place'}`
  return new AshlarError(EXIT.drift, [
    { code: 'ASH3152', message, hint: 'make room where it goes, then run `ashlar generate`' },
  ])
}
