import type { GeneratedFile, Identity } from '../render/generated-file.ts'
import { identityKey, type LockEntry } from './lock.ts'

/** One identity: what the lock says of it and what is wanted of it; at least one of the two. */
export type Subject = { readonly key: string; readonly identity: Identity } & (
  | { readonly entry: LockEntry; readonly file: GeneratedFile | undefined }
  | { readonly entry: undefined; readonly file: GeneratedFile }
)

/** Every identity that is wanted or in the lock, once. */
export function subjectsOf(wanted: readonly GeneratedFile[], entries: readonly LockEntry[]): readonly Subject[] {
  const files = filesByKey(wanted)
  const known = new Map(entries.map((entry) => [identityKey(entry.identity), entry]))
  const inLock = [...known].map(([key, entry]) => ({ key, identity: entry.identity, entry, file: files.get(key) }))
  const added = [...files]
    .filter(([key]) => !known.has(key))
    .map(([key, file]) => ({ key, identity: file.identity, entry: undefined, file }))
  return [...inLock, ...added]
}

function filesByKey(wanted: readonly GeneratedFile[]): ReadonlyMap<string, GeneratedFile> {
  const files = new Map<string, GeneratedFile>()
  const paths = new Set<string>()
  for (const file of wanted) {
    const key = identityKey(file.identity)
    if (files.has(key)) throw new Error(`two generated files have the identity "${key}"`)
    if (paths.has(file.path)) throw new Error(`two generated files have the path "${file.path}"`)
    files.set(key, file)
    paths.add(file.path)
  }
  return files
}
