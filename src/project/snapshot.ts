import { isUtf8 } from 'node:buffer'
import { join } from 'node:path'
import { AshlarError, EXIT, type Problem } from '../errors.ts'
import { EMPTY_LOCK, type Lock, type LockEntry } from '../merge/lock.ts'
import type { DiskFile, Snapshot } from '../merge/snapshot.ts'
import { digest, sha256 } from '../merge/text.ts'
import { nodeFileSystem } from './file-system.ts'
import { parseLock } from './lock.ts'
import { objectPath, STATE } from './paths.ts'
import { type Root, standingAt } from './standing.ts'

/** What ashlar wrote last into the project; the empty lock when it never wrote anything. */
export function readLock(root: string): Lock {
  const place = rootAt(root)
  const { file, problem } = readFile(place, STATE.lock)
  if (problem !== undefined) throw new AshlarError(EXIT.environment, [problem])
  return file === undefined ? EMPTY_LOCK : parseLock(file.text ?? '')
}

/**
 * Reads what `decideChanges` and the writer need: the files at the paths of the lock, at `paths`, and those of
 * ashlar's own state; no link is followed. Every path that cannot be read is named at once (exit 3).
 */
export function readSnapshot(root: string, lock: Lock, paths: Iterable<string>): Snapshot {
  const place = rootAt(root)
  const problems: Problem[] = []
  const files = new Map<string, DiskFile>()
  for (const path of new Set([
    ...lock.entries.map((entry) => entry.path),
    ...paths,
    STATE.lock,
    STATE.attributes,
    STATE.ignore,
  ])) {
    const { file, problem } = readFile(place, path)
    if (problem !== undefined) problems.push(problem)
    else if (file !== undefined) files.set(path, file)
  }
  const bases = new Map<string, string>()
  for (const entry of lock.entries.filter((entry) => isEdited(entry, files.get(entry.path)))) {
    const base = readBase(place, entry)
    if (base.problem !== undefined) problems.push(base.problem)
    else if (base.text !== undefined) bases.set(entry.hash, base.text)
  }
  if (problems.length > 0) throw new AshlarError(EXIT.environment, problems)
  const stored = place.fs.list(join(place.at, STATE.objects)).filter((name) => /^[0-9a-f]{64}$/.test(name))
  return { files, bases, stored: new Set(stored) }
}

function rootAt(root: string): Root {
  return { at: nodeFileSystem.resolve(root), fs: nodeFileSystem }
}

function readFile(root: Root, path: string): { readonly file?: DiskFile; readonly problem?: Problem } {
  const standing = standingAt(root, path)
  if (standing.kind === 'refused') return { problem: standing.problem }
  if (standing.kind === 'absent') return {}
  const bytes = root.fs.read(standing.at)
  const text = isUtf8(bytes) ? bytes.toString() : undefined
  return { file: { text, hash: sha256(bytes), executable: standing.executable } }
}

function isEdited({ hash, once }: LockEntry, file: DiskFile | undefined): boolean {
  return file !== undefined && !once && (file.text === undefined || digest(file.text) !== hash)
}

function readBase(root: Root, { hash, path }: LockEntry): { readonly text?: string; readonly problem?: Problem } {
  const { file, problem } = readFile(root, objectPath(hash))
  if (problem !== undefined) return { problem }
  return file?.text !== undefined && digest(file.text) === hash
    ? { text: file.text }
    : { problem: lostBase(path, hash) }
}

function lostBase(path: string, hash: string): Problem {
  return {
    code: 'ASH3104',
    message: `you edited \`${path}\`, and the text that ashlar wrote there is not in ${objectPath(hash)}, or not as it was`,
    hint: `take it back from git: git checkout -- ${objectPath(hash)}`,
  }
}
