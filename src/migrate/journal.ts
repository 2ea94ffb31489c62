import { environment } from '../errors.ts'
import { isRecord, isSchemaSnapshot, type SchemaSnapshot } from './schema-snapshot.ts'

/** The text of a file of the project, by its path; `undefined` when there is none. */
export type ReadText = (path: string) => string | undefined

const META = 'migrations/meta'

/** Where drizzle-kit keeps the list of migrations. */
export const JOURNAL_PATH = `${META}/_journal.json`

/** drizzle-kit's list of migrations; the drizzle migrators run them in this order. */
export interface Journal {
  readonly version: '7'
  readonly dialect: 'postgresql'
  readonly entries: readonly JournalEntry[]
}

/** One migration of the list. */
export interface JournalEntry {
  readonly idx: number
  readonly version: string
  /** Milliseconds since 1970; a database runs only what is later than its last one. */
  readonly when: number
  /** The file name without `.sql`: `0001_add_reviews`. */
  readonly tag: string
  readonly breakpoints: boolean
}

/** The migrations that a project has, and the schema that the last one leads to. */
export interface History {
  readonly journal: Journal
  readonly previous: SchemaSnapshot | undefined
}

const EMPTY: Journal = { version: '7', dialect: 'postgresql', entries: [] }

/** Reads the list of migrations and the last snapshot; what is not whole is refused (exit 3). */
export function readHistory(read: ReadText): History {
  const text = read(JOURNAL_PATH)
  if (text === undefined) return { journal: EMPTY, previous: undefined }
  const journal = parsed(text)
  if (!isJournal(journal)) throw unreadable(JOURNAL_PATH, text)
  refuseLost(journal, read)
  const last = journal.entries.at(-1)
  if (last === undefined) return { journal, previous: undefined }
  const path = snapshotPath(last.tag)
  const snapshot = read(path)
  const previous = parsed(snapshot ?? '')
  if (!isSchemaSnapshot(previous)) throw unreadable(path, snapshot)
  return { journal, previous }
}

/** The list of migrations; `undefined` where there is none, or it cannot be read. */
export function readJournal(read: ReadText): Journal | undefined {
  const journal = parsed(read(JOURNAL_PATH) ?? '')
  return isJournal(journal) ? journal : undefined
}

/** The migrations in a list by their tags; none where it cannot be read. */
export function tagsIn(text: string): readonly string[] {
  const journal = parsed(text)
  return isJournal(journal) ? journal.entries.map(({ tag }) => tag) : []
}

/** Where the statements of a migration are kept. */
export function sqlPath(tag: string): string {
  return `migrations/${tag}.sql`
}

/** Where the schema after a migration is kept. */
export function snapshotPath(tag: string): string {
  return `${META}/${tag.split('_')[0]}_snapshot.json`
}

/** A record of drizzle-kit as it writes them. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isJournal(value: unknown): value is Journal {
  if (!isRecord(value) || value.version !== '7' || value.dialect !== 'postgresql') return false
  const entries = value.entries
  return Array.isArray(entries) && entries.every(isEntry)
}

function isEntry(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { idx, when, tag } = value
  return Number.isInteger(idx) && Number.isFinite(when) && typeof tag === 'string' && /^\d+_[\w-]+$/.test(tag)
}

/** A later migration builds on every one before it, and drizzle's migrators stop at the first that is not there. */
function refuseLost({ entries }: Journal, read: ReadText): void {
  const lost = entries.map(({ tag }) => sqlPath(tag)).filter((path) => read(path) === undefined)
  if (lost.length === 0) return
  throw environment({
    code: 'ASH3140',
    message: `\`${JOURNAL_PATH}\` lists ${lost.map((path) => `\`${path}\``).join(', ')}, and no such file is there`,
    hint: 'take the migrations back from git: git checkout -- migrations; what is missing then, ashlar generate makes again',
  })
}

function unreadable(path: string, text: string | undefined) {
  if (text !== undefined && /^<{7}/m.test(text)) return conflicted(path)
  return environment({
    code: 'ASH3140',
    message: `\`${path}\` is missing, or is of a version of drizzle-kit that ashlar does not know`,
    hint: `take it back from git: git checkout -- ${path}`,
  })
}

/** While git is in the middle of the merge, {@link rebased} puts the two in order. */
function conflicted(path: string) {
  return environment({
    code: 'ASH3140',
    message: `\`${path}\` has conflict markers of git in it, and git knows of no merge`,
    hint: `take your side: git checkout --ours ${META}; remove the .sql files of the other side, which are not in ${JOURNAL_PATH} then; ashlar generate makes their migration again`,
  })
}
