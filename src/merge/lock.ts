import type { Setup } from '../plan/setup.ts'
import type { Identity } from '../render/generated-file.ts'
import type { Change } from './change.ts'

/** What ashlar wrote last: `.ashlar/lock.json` as a value. */
export interface Lock {
  /** The version of ashlar that last changed something here; empty before the first write. */
  readonly tool: string
  /** The file name of the description, relative to the project: `ashlar.yaml`; empty before the first write. */
  readonly description: string
  /** The settings of the project's formatter that the pristine texts were written with; none: ashlar's own. */
  readonly formatter?: string | undefined
  /** The hash of the schema and of the migrations when they were last found, or made, to be in step. */
  readonly schema: string | undefined
  readonly setup: Setup
  /** Sorted by identity. */
  readonly entries: readonly LockEntry[]
}

/** One generated file, as it was last written. */
export interface LockEntry {
  readonly identity: Identity
  readonly path: string
  /** The digest of the pristine text: what the generator made, never what a merge made of it. */
  readonly hash: string
  readonly executable: boolean
  /** Written once, then the user's alone. */
  readonly once: boolean
  /** The digest of what was generated, where the formatter of the project made the pristine text of it. */
  readonly unformatted?: string | undefined
  /** The digest of the generated text that could not be merged and is waiting for the user. */
  readonly conflict: string | undefined
  /** Where git merged two branches that both wrote the file anew: digests of what the other wrote, and both before. */
  readonly branches?: { readonly theirs: string; readonly base: string | undefined }
}

/** The lock of a project that ashlar has not written to yet. */
export const EMPTY_LOCK: Lock = { tool: '', description: '', schema: undefined, setup: {}, entries: [] }

/**
 * The name of an identity in the lock, and the order of its lines: `routes product`, or `app` for a file of the
 * whole service. A template's name holds no space.
 */
export function identityKey({ template, subject }: Identity): string {
  return subject === '' ? template : `${template} ${subject}`
}

/** By UTF-16 code unit, whatever the locale. */
export function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/**
 * The lock after these changes were written. When nothing but the version of ashlar differs it is `lock` itself,
 * so that two people with two versions do not rewrite each other's lock for nothing.
 */
export function nextLock(lock: Lock, changes: readonly Change[], about: Omit<Lock, 'entries'>): Lock {
  const entries = changes
    .flatMap((change) => change.entry ?? [])
    .toSorted((a, b) => byCodeUnit(identityKey(a.identity), identityKey(b.identity)))
  const next = { ...about, entries }
  return sameBut(lock, next) ? lock : next
}

function sameBut(a: Lock, b: Lock): boolean {
  return (
    a.description === b.description &&
    a.schema === b.schema &&
    a.formatter === b.formatter &&
    sameSetup(a.setup, b.setup) &&
    a.entries.length === b.entries.length &&
    a.entries.every((entry, index) => sameEntry(entry, b.entries[index]))
  )
}

function sameSetup(a: Setup, b: Setup): boolean {
  return (
    a.dependency === b.dependency &&
    a.manager === b.manager &&
    a.node === b.node &&
    a.member === b.member &&
    JSON.stringify(a.embed) === JSON.stringify(b.embed)
  )
}

/** Whether git merged the lock of two branches into it, and no run has settled that yet. */
export function isOfBranches({ entries }: Lock): boolean {
  return entries.some(({ branches }) => branches !== undefined)
}

/** Whether two lines of the lock say the same; a missing line equals only a missing line. */
export function sameEntry(a: LockEntry | undefined, b: LockEntry | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return (
    identityKey(a.identity) === identityKey(b.identity) &&
    a.path === b.path &&
    a.hash === b.hash &&
    a.executable === b.executable &&
    a.once === b.once &&
    a.conflict === b.conflict &&
    a.unformatted === b.unformatted &&
    a.branches?.theirs === b.branches?.theirs &&
    a.branches?.base === b.branches?.base
  )
}
