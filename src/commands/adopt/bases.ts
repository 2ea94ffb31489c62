import { identityKey, type LockEntry } from '../../merge/lock.ts'
import { type DiskFile, digestOf } from '../../merge/snapshot.ts'
import { digest, toLf } from '../../merge/text.ts'
import { versionsOf } from '../../project/git-history.ts'
import { objectPath } from '../../project/paths.ts'
import { readPristine } from '../../project/snapshot.ts'
import type { GeneratedFile } from '../../render/generated-file.ts'
import type { Origin } from './origin.ts'

/** A line of the lock, and where the text was found that it names; it is known by its hash, so none is a guess. */
export interface Held {
  readonly entry: LockEntry
  readonly text: string | undefined
  /**
   * Its object; the disk or what is generated now; git; nowhere, which is no loss where the file is not there, or is no
   * longer generated.
   */
  readonly from: 'objects' | 'files' | 'git' | 'nowhere'
}

/** Where a text may be besides in its object. */
export interface Places {
  readonly root: string
  readonly disk: ReadonlyMap<string, DiskFile>
  /** What is generated now. */
  readonly files: readonly GeneratedFile[]
  /** What was generated from earlier descriptions; asked only when nothing else helps. */
  readonly earlier: () => AsyncIterable<Origin>
}

/** The texts that ashlar wrote last, wherever they still are. */
export async function heldLines(entries: readonly LockEntry[], places: Places): Promise<Held[]> {
  const wanted = new Map(places.files.map((file) => [identityKey(file.identity), file]))
  const held: Held[] = []
  for (const entry of entries) held.push(await heldLine(entry, wanted.get(identityKey(entry.identity)), places))
  const lost = new Set(held.filter((one) => isLost(one, places)).map(({ entry }) => entry.hash))
  const found = lost.size === 0 ? new Map<string, string>() : await generatedBefore(lost, places)
  return held.map((one) => {
    const text = found.get(one.entry.hash)
    return text === undefined || one.from !== 'nowhere' ? one : { ...one, text, from: 'git' }
  })
}

/** Whether a text would be needed and is nowhere: the file is there, and still generated. */
export function isLost({ entry, from }: Held, { disk, files }: Pick<Places, 'disk' | 'files'>): boolean {
  const isGenerated = (): boolean => files.some(({ identity }) => identityKey(identity) === identityKey(entry.identity))
  return from === 'nowhere' && disk.has(entry.path) && isGenerated()
}

async function heldLine(entry: LockEntry, wanted: GeneratedFile | undefined, { root, disk }: Places): Promise<Held> {
  const object = readPristine(root, entry.hash)
  if (object !== undefined) return { entry, text: object, from: 'objects' }
  if (wanted !== undefined && digest(wanted.text) === entry.hash) return { entry, text: wanted.text, from: 'files' }
  const standing = disk.get(entry.path)
  if (standing?.text !== undefined && digestOf(standing) === entry.hash) {
    return { entry, text: toLf(standing.text), from: 'files' }
  }
  // Nobody needs the base of a file that is not there.
  const text = standing === undefined ? undefined : await textInGit(root, entry)
  return { entry, text, from: text === undefined ? 'nowhere' : 'git' }
}

/** Before the file was edited it was committed as it was written, maybe. */
async function textInGit(root: string, { hash, path }: LockEntry): Promise<string | undefined> {
  for (const at of [objectPath(hash), path]) {
    for await (const { text } of versionsOf(root, at)) {
      if (digest(text) === hash) return toLf(text)
    }
  }
  return undefined
}

async function generatedBefore(hashes: ReadonlySet<string>, { earlier }: Places): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for await (const { files } of earlier()) {
    for (const { text } of files) if (hashes.has(digest(text))) found.set(digest(text), text)
    if (found.size === hashes.size) break
  }
  return found
}
