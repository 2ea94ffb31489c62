import type { Change } from '../../../src/merge/change.ts'
import { decideChanges } from '../../../src/merge/changes.ts'
import type { Lock, LockEntry } from '../../../src/merge/lock.ts'
import type { MergeText } from '../../../src/merge/merge-text.ts'
import type { DiskFile } from '../../../src/merge/snapshot.ts'
import { digest, sha256 } from '../../../src/merge/text.ts'
import type { GeneratedFile } from '../../../src/render/generated-file.ts'

type Wanted = { path: string; text: string } & Partial<Pick<GeneratedFile, 'owner' | 'executable'>>
type Last = { path: string; text: string } & Partial<Pick<LockEntry, 'once' | 'executable' | 'conflict'>>

/** A situation in short: identities by their subject, files by their path. */
export interface Story {
  readonly last?: Readonly<Record<string, Last>>
  readonly disk?: Readonly<Record<string, string | (Partial<DiskFile> & { text: string | undefined })>>
  readonly wanted?: Readonly<Record<string, Wanted>>
  readonly merge?: MergeText
}

export function changesOf({ last = {}, disk = {}, wanted = {}, merge }: Story): readonly Change[] {
  const bases = new Map(Object.values(last).map(({ text }) => [digest(text), text]))
  return decideChanges({
    wanted: Object.entries(wanted).map(([subject, file]) => ({
      identity: { template: 't', subject },
      owner: 'merged',
      executable: false,
      ...file,
    })),
    lock: lockOf(last),
    snapshot: {
      files: new Map(Object.entries(disk).map(([path, file]) => [path, diskFile(file)])),
      bases,
    },
    ...(merge && { merge }),
  })
}

export function lockOf(last: Readonly<Record<string, Last>>): Lock {
  const entries = Object.entries(last).map(([subject, { text, ...rest }]) => ({
    identity: { template: 't', subject },
    hash: digest(text),
    executable: false,
    once: false,
    conflict: undefined,
    ...rest,
  }))
  return { tool: '1.0.0', description: 'ashlar.yaml', schema: undefined, setup: {}, entries }
}

function diskFile(file: string | (Partial<DiskFile> & { text: string | undefined })): DiskFile {
  const { text, ...rest } = typeof file === 'string' ? { text: file } : file
  return { text, hash: sha256(text ?? 'bytes'), executable: false, ...rest }
}
