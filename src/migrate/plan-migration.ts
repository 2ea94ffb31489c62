import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Lock } from '../merge/lock.ts'
import { sha256 } from '../merge/text.ts'
import type { Write } from '../merge/write.ts'
import { type ReadText, readHistory } from './journal.ts'
import { type Migration, planFiles } from './plan.ts'
import { schemaHash } from './schema-hash.ts'
import { startChild } from './start-child.ts'

/** A project whose files are about to be written. */
export interface MigrationInput {
  /** Absolute. */
  readonly root: string
  /** The text that every generated file will have, by path, `undefined` where one goes; the disk is asked for the rest. */
  readonly candidateFiles: ReadonlyMap<string, string | undefined>
  readonly lock: Pick<Lock, 'schema'>
  /** The module that exports every table that is migrated, relative to the project. */
  readonly entry: string
  /** What may be dropped, as `products` or `products.old_name`. */
  readonly allowDrop: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What to write and what to record in the lock, or why nothing could be planned. */
export type MigrationPlan =
  | { readonly migrations: readonly Migration[]; readonly writes: readonly Write[]; readonly schema: string }
  | { readonly unavailable: 'not-installed' }

/**
 * Plans the migrations that the candidate schema needs; writes nothing. While the schema and the migrations are those
 * that the lock names, no process is started. Without the project's dependencies nothing is planned, and the schema of the lock stays.
 */
export async function planMigration(input: MigrationInput): Promise<MigrationPlan> {
  const { root, candidateFiles, lock, entry, allowDrop, now } = input
  const onDisk: ReadText = (path) => readText(join(root, path))
  const afterwards: ReadText = (path) => (candidateFiles.has(path) ? candidateFiles.get(path) : onDisk(path))
  const schema = schemaHash(afterwards, entry)
  if (schema === lock.schema) return { migrations: [], writes: [], schema }
  if (!isInstalled(root)) return { unavailable: 'not-installed' }
  const history = readHistory(onDisk)
  const files = Object.fromEntries([...candidateFiles].map(([path, text]) => [path, text ?? null]))
  const diff = await startChild({ root, entry, files, previous: history.previous })
  const { migrations, files: made } = planFiles({ history, diff, allowDrop, now })
  const writes = [...made].map(([path, text]) => ({ path, text, executable: false, expect: hashOf(onDisk(path)) }))
  return { migrations, writes, schema: schemaHash((path) => made.get(path) ?? afterwards(path), entry) }
}

const NEEDED = ['drizzle-kit/api', 'drizzle-orm', 'rolldown']

function isInstalled(root: string): boolean {
  const { resolve } = createRequire(join(root, 'package.json'))
  return NEEDED.every((name) => {
    try {
      return resolve(name) !== ''
    } catch {
      return false
    }
  })
}

/** The text of a file, or `undefined` when there is none; a folder of that name is none either. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined
    throw error
  }
}

function hashOf(text: string | undefined): string {
  return text === undefined ? 'absent' : sha256(text)
}
