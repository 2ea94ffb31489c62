import type { GeneratedFile } from '../render/generated-file.ts'
import type { LockEntry } from './lock.ts'
import { type DiskFile, digestOf } from './snapshot.ts'
import { digest } from './text.ts'

/**
 * What a file is to a lock that is made anew.
 *
 * - `generated`: it stands there as it is generated.
 * - `edited`: it is another; what differs is the user's edit from now on.
 * - `foreign`: it has nothing in common with what is generated, and is kept like an edit.
 * - `absent`: it is not there, and not in the lock either, so `generate` writes it.
 * - `deleted`: the user took it out, and it stays so.
 */
export type AdoptedAs = 'generated' | 'edited' | 'foreign' | 'absent' | 'deleted'

/** The verdict on one generated file of which nobody knows any more what was written last. */
export interface Adopted {
  readonly as: AdoptedAs
  /** The text that is the base from now on. */
  readonly file: GeneratedFile
  /** Where it stands. */
  readonly path: string
  readonly disk: DiskFile | undefined
  /** Its line in the lock; none for what is absent. */
  readonly entry: LockEntry | undefined
}

/** A file as it stands, and what is known of it. */
export interface Found {
  readonly path: string
  readonly disk: DiskFile | undefined
  /** Where there is no file: whether there was one, which the user took out. */
  readonly wasThere: boolean
}

/**
 * Takes a file as it stands: what is generated becomes its base, so that all that differs is an edit.
 *
 * @example
 * adoptFile(file, { path: 'src/app.ts', disk, wasThere: true }).as // 'edited'
 */
export function adoptFile(file: GeneratedFile, { path, disk, wasThere }: Found): Adopted {
  const as = disk === undefined ? (wasThere ? 'deleted' : 'absent') : standsAs(file, disk)
  const { identity, executable } = file
  const once = file.owner === 'once'
  const entry = { identity, path, hash: digest(file.text), executable, once, conflict: undefined }
  return { as, file, path, disk, entry: as === 'absent' ? undefined : entry }
}

/** How many of the files that stand there are as they are generated: by which of two ways they were, it tells. */
export function unchangedIn(files: readonly GeneratedFile[], disk: ReadonlyMap<string, DiskFile>): number {
  return files.filter(({ path, text }) => {
    const standing = disk.get(path)
    return standing !== undefined && digestOf(standing) === digest(text)
  }).length
}

function standsAs({ text, owner }: GeneratedFile, disk: DiskFile): AdoptedAs {
  if (digestOf(disk) === digest(text)) return 'generated'
  // What is written once is the user's alone, whatever they made of it.
  if (owner === 'once') return 'edited'
  return disk.text !== undefined && isAlike(text, disk.text) ? 'edited' : 'foreign'
}

/** Less than this part of the lines in common is chance. */
const ALIKE = 0.1

function isAlike(generated: string, standing: string): boolean {
  const [first, second] = [sayingLines(generated), sayingLines(standing)]
  const shared = [...first].filter((line) => second.has(line)).length
  return shared >= Math.min(first.size, second.size) * ALIKE && shared > 0
}

/** Lines that have a word in them, not only brackets. */
function sayingLines(text: string): ReadonlySet<string> {
  const lines = text.split('\n').map((line) => line.trim())
  return new Set(lines.filter((line) => /[\p{L}\d]{3}/u.test(line)))
}
