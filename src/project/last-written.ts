import { AshlarError, EXIT } from '../errors.ts'
import type { Change } from '../merge/change.ts'
import { digest, toLf } from '../merge/text.ts'
import { readObject, rootAt } from './read-file.ts'

/**
 * What ashlar wrote last of a file, as it wrote it; or why that says nothing of the project as it is:
 *
 * - `notWritten`: it never wrote it.
 * - `deleted`: the user took the file out, and what the project went on to is recorded nowhere.
 * - `conflict`: it could not be merged, and other files went on without it.
 * - `lost`: the user edited it, and the pristine text is not in `.ashlar/objects`.
 */
export type LastWritten = { readonly text: string } | { readonly unknown: Unknown }

/** See {@link LastWritten}. */
export type Unknown = 'notWritten' | 'deleted' | 'conflict' | 'lost'

/** The pristine text of the file that a change is about, as it was before; throws (exit 3) what is in the way of it. */
export function lastWritten(root: string, { kind, last, before, wanted }: Change): LastWritten {
  if (last === undefined) return { unknown: 'notWritten' }
  if (wanted !== undefined && digest(wanted.text) === last.hash) return { text: wanted.text }
  if (kind === 'stayDeleted') return { unknown: 'deleted' }
  if (last.conflict !== undefined) return { unknown: 'conflict' }
  if (before?.text !== undefined && digest(before.text) === last.hash) return { text: toLf(before.text) }
  const { text, problem } = readObject(rootAt(root), last.hash)
  if (problem !== undefined) throw new AshlarError(EXIT.environment, [problem])
  return text === undefined ? { unknown: 'lost' } : { text }
}
