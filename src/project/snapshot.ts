import { AshlarError, EXIT, type Problem } from '../errors.ts'
import { hasConflictMarkers } from '../merge/conflict-markers.ts'
import { decide } from '../merge/decide.ts'
import { EMPTY_LOCK, type Lock, type LockEntry } from '../merge/lock.ts'
import { type DiskFile, digestOf, type Snapshot } from '../merge/snapshot.ts'
import { subjectsOf } from '../merge/subjects.ts'
import { digest } from '../merge/text.ts'
import type { GeneratedFile } from '../render/generated-file.ts'
import { parseLock } from './lock.ts'
import { CONFLICT_SIDES, conflictPath, objectPath, STATE, STATE_FOLDER } from './paths.ts'
import { readFile, readObject, rootAt } from './read-file.ts'
import type { Root } from './standing.ts'

/** What ashlar wrote last into the project; the empty lock when it never wrote anything. */
export function readLock(root: string): Lock {
  const text = readLockText(root)
  return text === undefined ? EMPTY_LOCK : parseLock(text)
}

/** The text of the lock as it is, whole or not; `undefined` when there is none. */
export function readLockText(root: string): string | undefined {
  const file = readFiles(root, [STATE.lock]).get(STATE.lock)
  return file && (file.text ?? '')
}

/** Regular files of a project by path, those that are there; a path that cannot be read is refused (exit 3). */
export function readFiles(root: string, paths: Iterable<string>): ReadonlyMap<string, DiskFile> {
  const { files, problems } = filesAt(rootAt(root), paths)
  if (problems.length > 0) throw new AshlarError(EXIT.environment, problems)
  return files
}

/** The pristine text with this digest; `undefined` where it is lost or not as it was. */
export function readPristine(root: string, hash: string): string | undefined {
  return readObject(rootAt(root), hash).text
}

/**
 * Reads what `decideChanges` and the writer need: the files at the paths of the lock, at those of the wanted files, and
 * those of ashlar's own state; no link is followed. Every path that cannot be read is named at once (exit 3).
 */
export function readSnapshot(root: string, lock: Lock, wanted: readonly GeneratedFile[]): Snapshot {
  const place = rootAt(root)
  const paths = [...lock.entries, ...wanted].map(({ path }) => path)
  const conflicts = paths.flatMap((path) => CONFLICT_SIDES.map((side) => conflictPath(path, side)))
  const standing = isConflicted(lock, place) ? conflicts : []
  const { files, problems } = filesAt(place, [...paths, ...standing, ...STATE_FILES])
  const bases = new Map<string, string>(branchTexts(place, lock))
  for (const { entry, file } of subjectsOf(wanted, lock.entries)) {
    if (entry === undefined || file === undefined || !needsBase(entry, file, files)) continue
    const base = readBase(place, entry)
    if (base.problem !== undefined) problems.push(base.problem)
    else if (base.text !== undefined) bases.set(entry.hash, base.text)
  }
  if (problems.length > 0) throw new AshlarError(EXIT.environment, problems)
  return { files, bases }
}

/** What either branch wrote of the files that both wrote anew, and both before; what is lost is lost. */
function branchTexts(place: Root, { entries }: Lock): readonly (readonly [hash: string, text: string])[] {
  const hashes = entries.flatMap(({ hash, branches }) => (branches ? [hash, branches.theirs, branches.base ?? ''] : []))
  return [...new Set(hashes)].flatMap((hash) => {
    const text = hash === '' ? undefined : readObject(place, hash).text
    return text === undefined ? [] : [[hash, text] as const]
  })
}

/** Files of ashlar's own state that are written with the others. */
export const STATE_FILES = [STATE.lock, STATE.attributes, STATE.ignore] as const

function filesAt(place: Root, paths: Iterable<string>): { files: Map<string, DiskFile>; problems: Problem[] } {
  const problems: Problem[] = []
  const files = new Map<string, DiskFile>()
  for (const path of new Set(paths)) {
    const { file, problem } = readFile(place, path)
    if (problem !== undefined) problems.push(problem)
    else if (file !== undefined) files.set(path, file)
  }
  return { files, problems }
}

/** Whether texts of conflicts may lie beside the project. */
function isConflicted({ entries }: Lock, { at, fs }: Root): boolean {
  return (
    entries.some(({ conflict }) => conflict !== undefined) || fs.lstat(`${at}/${STATE_FOLDER}/conflicts`) !== undefined
  )
}

/** Whether both sides changed the file, wherever of the two paths it stands: nothing else is compared with its base. */
function needsBase(entry: LockEntry, wanted: GeneratedFile, files: ReadonlyMap<string, DiskFile>): boolean {
  const disk = files.get(entry.path) ?? files.get(wanted.path)
  if (disk?.text !== undefined && hasConflictMarkers(disk.text)) return true
  const states = { last: entry.hash, disk: disk && digestOf(disk), wanted: digest(wanted.text) }
  return decide({ ...states, once: wanted.owner === 'once' }) === 'merge'
}

/** What is needed and not there is a problem. */
function readBase(root: Root, { hash, path }: LockEntry): ReturnType<typeof readObject> {
  const { text, problem } = readObject(root, hash)
  return text === undefined ? { problem: problem ?? lostBase(path, hash) } : { text }
}

function lostBase(path: string, hash: string): Problem {
  return {
    code: 'ASH3104',
    message: `you edited \`${path}\`, and the text that ashlar wrote there is not in ${objectPath(hash)}, or not as it was`,
    hint: `take it back from git: git checkout -- ${objectPath(hash)}; where git does not have it: ashlar adopt`,
  }
}
