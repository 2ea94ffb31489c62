import { type Adopted, adoptFile, unchangedIn } from '../../merge/adoption.ts'
import { identityKey, type Lock } from '../../merge/lock.ts'
import type { DiskFile } from '../../merge/snapshot.ts'
import { digest } from '../../merge/text.ts'
import type { Write } from '../../merge/write.ts'
import { packageVersion, readTemplates } from '../../package.ts'
import { generateFiles } from '../../pipeline.ts'
import type { Setup } from '../../plan/setup.ts'
import { pathsKnownToGit } from '../../project/git-history.ts'
import { projectWrites } from '../../project/project-writes.ts'
import { readFiles, STATE_FILES } from '../../project/snapshot.ts'
import type { GeneratedFile } from '../../render/generated-file.ts'
import type { ReadDescription } from '../description.ts'
import { withoutHeader } from '../leave/without-header.ts'
import { type Held, heldLines, isLost } from './bases.ts'
import { type Known, knownOf } from './known.ts'
import { type Comparison, currentOrigin, earlierOrigins, type Origin, originOf } from './origin.ts'
import { refuseEmpty, refuseWhatGitHas } from './refuse.ts'
import { type Clues, setupOf } from './setup.ts'

/** A project that is to be taken back, and what the command line says about it. */
export interface AdoptInput extends Pick<Clues, 'root' | 'db' | 'driver'> {
  readonly description: ReadDescription
  readonly anew: boolean
}

/** All that a project needs so that its lock is whole, and nothing of it done yet. */
export interface Adoption {
  readonly state: Known['state']
  readonly setup: Setup
  /** The commit with the description that the files come from, where that is not the one that lies there. */
  readonly commit: string | undefined
  /** Lines of the lock that stay, each with where the text was that it names. */
  readonly held: readonly Held[]
  /** Files of which the text that was written last is nowhere, and which stay as they are. */
  readonly lost: readonly string[]
  /** Files of which nobody knew what was written last. */
  readonly adopted: readonly Adopted[]
  /** How many of all files that stand there are as generated. */
  readonly unchanged: number
  /** Only in `.ashlar/`. */
  readonly writes: readonly Write[]
}

/** Finds out what a project is, and plans its lock; writes nothing. */
export async function planAdoption(input: AdoptInput): Promise<Adoption> {
  const { root, description, anew } = input
  const known = knownOf(root, input)
  if (known.state !== 'whole' && !anew) await refuseWhatGitHas(root)
  const { entries: lines } = known.lock
  const { comparison, origin } = await historyOf(input, known)
  const { files } = origin
  const disk = readFiles(root, [...[...files, ...lines].map(({ path }) => path), ...STATE_FILES])
  const earlier = () => earlierOrigins(description, comparison)
  const held = await heldLines(lines, { root, disk, files, earlier })
  const lost = held.filter((one) => isLost(one, { disk, files }))
  const kept = anew ? held.filter((one) => !lost.includes(one)) : held
  const adopted = await adoptedFiles(root, files, { known, kept, disk })
  const unchanged = unchangedIn(files, disk)
  if (unchanged === 0 && !adopted.some((one) => isOurs(one.disk))) refuseEmpty(description.source.file)
  const { setup } = comparison
  const about = known.state === 'whole' ? known.lock : await newLock(description, setup)
  const entries = [...kept.map(({ entry }) => entry), ...adopted.flatMap(({ entry }) => entry ?? [])]
  const writes = projectWrites([], { ...about, entries }, { files: disk, bases: basesOf(kept, adopted) })
  const left = anew ? [] : lost.map(({ entry }) => entry.path)
  return { state: known.state, setup, commit: origin.commit, held: kept, lost: left, adopted, unchanged, writes }
}

/** How the project was set up, and from what it was last generated. */
async function historyOf(
  { root, description, db, driver }: AdoptInput,
  { state, lock }: Known,
): Promise<{ readonly comparison: Comparison; readonly origin: Origin }> {
  const { source } = description
  const templates = await readTemplates()
  if (state === 'whole') {
    const comparison = { root, templates, setup: lock.setup }
    return { comparison, origin: currentOrigin(description, comparison) }
  }
  const unchanged = (files: readonly GeneratedFile[]): number =>
    unchangedIn(
      files,
      readFiles(
        root,
        files.map(({ path }) => path),
      ),
    )
  const under = (setup: Setup): number => unchanged(generateFiles(source, templates, setup))
  const setup = await setupOf({ root, source, db, driver, salvaged: lock.setup, unchanged: under })
  const comparison = { root, templates, setup }
  return { comparison, origin: await originOf(description, comparison, unchanged) }
}

interface Left {
  readonly known: Known
  readonly kept: readonly Held[]
  readonly disk: ReadonlyMap<string, DiskFile>
}

async function adoptedFiles(
  root: string,
  files: readonly GeneratedFile[],
  { known, kept, disk }: Left,
): Promise<Adopted[]> {
  const done = new Set(kept.map(({ entry }) => identityKey(entry.identity)))
  const paths = new Map(known.lock.entries.map(({ identity, path }) => [identityKey(identity), path]))
  const taken = new Set(paths.values())
  const found = files
    .filter(({ identity }) => !done.has(identityKey(identity)))
    .map((file) => ({ file, path: paths.get(identityKey(file.identity)) ?? file.path }))
    // Where another file stands by the lock there is nothing of this one.
    .filter(({ file, path }) => paths.has(identityKey(file.identity)) || !taken.has(path))
  // Of a whole lock it is known what was written, and so what is new.
  const standing = known.state === 'whole' ? found.filter(({ path }) => disk.has(path)) : found
  const deleted = await deletedPaths(root, standing, disk)
  return standing.map(({ file, path }) => adoptFile(file, { path, disk: disk.get(path), wasThere: deleted.has(path) }))
}

/**
 * Files that are not there although git has, or had, them: the user took them out. Where all files of a resource are
 * missing, it is the resource that is new, or new again.
 */
async function deletedPaths(
  root: string,
  found: readonly { readonly file: GeneratedFile; readonly path: string }[],
  disk: ReadonlyMap<string, DiskFile>,
): Promise<ReadonlySet<string>> {
  const there = new Set(found.filter(({ path }) => disk.has(path)).map(({ file }) => file.identity.subject))
  const missing = found.filter(({ file, path }) => !disk.has(path) && there.has(file.identity.subject))
  return pathsKnownToGit(
    root,
    missing.map(({ path }) => path),
  )
}

/** Whether a file says of itself that it is generated. */
function isOurs(disk: DiskFile | undefined): boolean {
  return disk?.text !== undefined && withoutHeader(disk.text) !== disk.text
}

async function newLock({ source }: ReadDescription, setup: Setup): Promise<Omit<Lock, 'entries'>> {
  return { tool: await packageVersion(), description: source.file, schema: undefined, setup }
}

/** By digest. */
function basesOf(kept: readonly Held[], adopted: readonly Adopted[]): ReadonlyMap<string, string> {
  const held = kept.flatMap(({ entry, text }) => (text === undefined ? [] : [[entry.hash, text] as const]))
  return new Map([...held, ...adopted.map(({ file }) => [digest(file.text), file.text] as const)])
}
