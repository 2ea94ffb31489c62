import { environment } from '../errors.ts'
import { type Journal, type JournalEntry, type ReadText, readJournal, snapshotPath, sqlPath } from './journal.ts'

/** What is wrong with the migrations themselves, whatever the schema is. */
export type FlawKind =
  /** Two have one number, or follow on the same one: two branches made them. */
  | 'collision'
  /** A number is left out, or comes twice in the list. */
  | 'gap'
  /** It is older than the one before it, and a database that has that one passes it over without a word. */
  | 'order'
  /** Its snapshot does not follow on the one before it. */
  | 'chain'
  /** No list has it, so no database runs it. */
  | 'unlisted'
  /** The shared branch has it otherwise, so databases may have run that. */
  | 'rewritten'

/** One of them, and the file to look at. */
export interface HistoryFlaw {
  readonly kind: FlawKind
  readonly path: string
  /** A sentence without a full stop. */
  readonly message: string
  /** The commit that has it as it was, where it was rewritten. */
  readonly since?: string
}

/**
 * The flaws of the migrations of a project, in their order; none where their list cannot be read, which
 * {@link readHistory} refuses.
 *
 * @param files the names in the folder of the migrations
 */
export function historyFlaws(read: ReadText, files: readonly string[]): readonly HistoryFlaw[] {
  const journal = readJournal(read)
  if (journal === undefined) return []
  const collisions = collisionsIn(journal.entries)
  const twice = new Set(collisions.map(({ path }) => numberIn(path)))
  const others = [...listFlaws(journal), ...chainFlaws(journal, read), ...unlistedIn(journal, files)]
  // Of a number that is there twice all the rest follows.
  return [...collisions, ...others.filter(({ path }) => !twice.has(numberIn(path)))]
}

/** `0003` of `migrations/0003_add_books.sql`, and of its snapshot. */
function numberIn(path: string): string | undefined {
  return /(\d+)_[\w-]+\.(?:sql|json)$/.exec(path)?.[1]
}

/** Whether nothing may be built on the migrations: a next one would repeat, or undo, one that is there. */
export function isUnfounded({ kind }: HistoryFlaw): boolean {
  return kind === 'collision' || kind === 'chain'
}

/** Refuses to plan behind migrations of two branches that nobody has put in order (exit 3). */
export function refuseUnfounded(read: ReadText): void {
  const flaw = historyFlaws(read, []).find(isUnfounded)
  if (flaw === undefined) return
  throw environment({
    code: 'ASH3170',
    message: `the migrations of two branches are not in order: of \`${flaw.path}\` ${flaw.message}`,
    hint: 'put them in order: ashlar migrate rebase',
  })
}

function collisionsIn(entries: readonly JournalEntry[]): HistoryFlaw[] {
  return entries.flatMap(({ tag }, at): HistoryFlaw[] => {
    const other = entries.slice(0, at).find((one) => snapshotPath(one.tag) === snapshotPath(tag))
    if (other === undefined) return []
    return [{ kind: 'collision', path: sqlPath(tag), message: `\`${other.tag}\` has its number too` }]
  })
}

function listFlaws({ entries }: Journal): HistoryFlaw[] {
  return entries.flatMap(({ tag, idx, when }, at): HistoryFlaw[] => {
    const [path, last] = [sqlPath(tag), entries[at - 1]]
    const gap = `it is number ${idx} in the list, where ${at} belongs`
    const order = `it is older than \`${last?.tag}\` before it, so a database that has that one passes it over`
    return [
      ...(idx === at ? [] : [{ kind: 'gap', path, message: gap } as const]),
      ...(last === undefined || when > last.when ? [] : [{ kind: 'order', path, message: order } as const]),
    ]
  })
}

/** A snapshot that is not there is none of these: drizzle-kit needs the last one alone. */
function chainFlaws({ entries }: Journal, read: ReadText): HistoryFlaw[] {
  const links = entries.map(({ tag }) => linkIn(read(snapshotPath(tag)) ?? ''))
  return entries.flatMap(({ tag }, at): HistoryFlaw[] => {
    const [last, link] = [links[at - 1], links[at]]
    if (last === undefined || link === undefined || link.prevId === last.id) return []
    const message = `its snapshot does not follow on that of \`${entries[at - 1]?.tag}\``
    return [{ kind: 'chain', path: snapshotPath(tag), message }]
  })
}

/** The ids stand first in a snapshot, which may be long: the rest of it is nobody's business here. */
function linkIn(snapshot: string): { readonly id: string; readonly prevId: string } | undefined {
  const [, id, prevId] = /^\s*\{\s*"id":\s*"([^"]*)",\s*"prevId":\s*"([^"]*)"/.exec(snapshot) ?? []
  return id === undefined || prevId === undefined ? undefined : { id, prevId }
}

function unlistedIn({ entries }: Journal, files: readonly string[]): HistoryFlaw[] {
  const listed = new Set(entries.map(({ tag }) => `${tag}.sql`))
  return files
    .filter((name) => /^\d+_[\w-]+\.sql$/.test(name) && !listed.has(name))
    .toSorted()
    .map((name) => ({
      kind: 'unlisted',
      path: `migrations/${name}`,
      message: 'it is not in the list, so no database runs it',
    }))
}
