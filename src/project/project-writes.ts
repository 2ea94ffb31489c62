import { type Change, leftPath, touchesFile } from '../merge/change.ts'
import type { Lock } from '../merge/lock.ts'
import type { DiskFile, Snapshot } from '../merge/snapshot.ts'
import { digest, toLf, withLineEndsOf } from '../merge/text.ts'
import type { Write } from '../merge/write.ts'
import { markable, textsIn, textWithMarkers } from './conflict-texts.ts'
import { printLock } from './lock.ts'
import { CONFLICT_SIDES, conflictPath, objectPath, STATE } from './paths.ts'

// Bases are compared byte for byte, so no checkout may change their line ends and no merge may write into one, which
// git would do where it takes an object for a file that was renamed; nobody reviews them.
const ATTRIBUTES = 'objects/** -text -diff -merge linguist-generated\nlock.json text eol=lf linguist-generated\n'
const IGNORED = 'run.lock*\ntxn-*/\nconflicts/\n'

/**
 * What has to be written for the changes: the files of the project, and ashlar's own state with them.
 *
 * @param markers whether files in conflict get conflict markers
 */
export function projectWrites(
  changes: readonly Change[],
  next: Lock,
  snapshot: Snapshot,
  { markers = false } = {},
): readonly Write[] {
  return [
    ...fileWrites(changes, snapshot),
    ...(markers ? markerWrites(changes, snapshot) : []),
    ...conflictWrites(changes, snapshot),
    ...objectWrites(changes, next, snapshot),
    ...stateWrites(next, snapshot),
  ]
}

/** The texts of what could not be merged, beside the project; those of what is settled go. */
function conflictWrites(changes: readonly Change[], snapshot: Snapshot): readonly Write[] {
  return changes.flatMap((change) => {
    const { path, last } = change
    const texts = textsIn(change, snapshot)
    return CONFLICT_SIDES.flatMap((side): Write[] => {
      const at = conflictPath(texts === undefined ? (last?.path ?? path) : path, side)
      const standing = snapshot.files.get(at)
      const text: string | undefined = { base: undefined, yours: undefined, new: undefined, ...texts }[side]
      if (text === standing?.text) return []
      return [{ path: at, text, executable: false, expect: expected(standing) }]
    })
  })
}

/** Each file in conflict as one text with the three in it; one that somebody has begun to settle stays as it is. */
function markerWrites(changes: readonly Change[], snapshot: Snapshot): readonly Write[] {
  return markable(changes, snapshot).map(({ path, before, texts }) => {
    const text = withLineEndsOf(before.text, textWithMarkers(texts))
    return { path, text, executable: before.executable ?? false, expect: before.hash }
  })
}

/** A path that one file leaves and another one takes is written once. */
function fileWrites(changes: readonly Change[], snapshot: Snapshot): readonly Write[] {
  const touching = changes.filter(touchesFile)
  const filled = touching.filter((change) => change.after !== undefined)
  const taken = new Set(filled.map(({ path }) => path))
  const left = touching.flatMap(leftPath).filter((path) => !taken.has(path))
  const expect = (path: string) => expected(snapshot.files.get(path))
  return [
    ...filled.map(({ path, after, executable }) => ({ path, text: after, executable, expect: expect(path) })),
    ...left.map((path) => ({ path, text: undefined, executable: false, expect: expect(path) })),
  ]
}

/**
 * The bases that the lock names; the writer passes over those that are there as they should be, and mends the others.
 * None is ever removed: git would take the one that goes and the one that comes for a rename, and the merge of two
 * branches would write into both.
 */
function objectWrites(changes: readonly Change[], next: Lock, snapshot: Snapshot): readonly Write[] {
  const texts = pristineTexts(changes, snapshot)
  return [...new Set(next.entries.map(({ hash }) => hash))].flatMap((hash) => {
    const text = texts.get(hash)
    return text === undefined ? [] : [{ path: objectPath(hash), text, executable: false, expect: 'any' }]
  })
}

/** By digest; an unedited file on disk is a pristine text too, which heals an object that was lost. */
function pristineTexts(changes: readonly Change[], { bases }: Snapshot): ReadonlyMap<string, string> {
  const texts = changes.flatMap(({ wanted, before }) =>
    [wanted?.text, before?.text].filter((text) => text !== undefined),
  )
  // A base may stand here in another format than it has been kept in: that is not the text of its name.
  const kept = [...bases].filter(([hash, text]) => digest(text) === hash)
  return new Map([...kept, ...texts.map((text) => [digest(text), toLf(text)] as const)])
}

function stateWrites(next: Lock, snapshot: Snapshot): readonly Write[] {
  const state = { [STATE.attributes]: ATTRIBUTES, [STATE.ignore]: IGNORED, [STATE.lock]: printLock(next) }
  return Object.entries(state).map(([path, text]) => {
    const file = snapshot.files.get(path)
    // Somebody else's checkout may have given them other line ends, which is nothing to write about.
    const kept = file?.text !== undefined && toLf(file.text) === text ? file.text : text
    return { path, text: kept, executable: file?.executable ?? false, expect: expected(file) }
  })
}

function expected(file: DiskFile | undefined): string {
  return file?.hash ?? 'absent'
}
