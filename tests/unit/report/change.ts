import type { Change } from '../../../src/merge/change.ts'
import { sha256 } from '../../../src/merge/text.ts'
import type { GeneratedFile } from '../../../src/render/generated-file.ts'

/** A change as the merge room makes them, with only what a test is about spelt out. */
export function changeOf(parts: Partial<Change>): Change {
  return {
    kind: 'current',
    identity: { template: 'src/app.ts', subject: '' },
    path: 'src/app.ts',
    from: undefined,
    before: undefined,
    after: undefined,
    executable: false,
    wanted: undefined,
    base: undefined,
    conflict: undefined,
    notes: [],
    last: undefined,
    entry: undefined,
    ...parts,
  }
}

/** What stands on disk. */
export function disk(text: string | undefined): NonNullable<Change['before']> {
  return { text, hash: sha256(text ?? ''), executable: false }
}

/** What the generator made. */
export function wanted(text: string, owner: GeneratedFile['owner'] = 'merged'): GeneratedFile {
  return { identity: { template: 'src/app.ts', subject: '' }, path: 'src/app.ts', executable: false, owner, text }
}
