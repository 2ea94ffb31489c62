import { dirname, join } from 'node:path'
import { AshlarError, EXIT, type Problem } from '../errors.ts'
import type { Write } from '../merge/write.ts'
import { JOURNAL, parseJournal, printJournal, type Step } from './journal.ts'
import { STATE_FOLDER } from './paths.ts'
import { hashAt, makeParents, type Root, standingAt } from './standing.ts'

/** The folder of a transaction, relative to the project: `.ashlar/txn-4f1c`. */
export type TransactionFolder = `.ashlar/txn-${string}`

/** A write together with what stands at its path now. */
export interface PendingWrite {
  readonly write: Write
  readonly before: string
}

/** Puts the new files and the journal on the disk, beside the project's files and not yet in their places. */
export function stage(root: Root, folder: TransactionFolder, pending: readonly PendingWrite[]): void {
  const { fs } = root
  makeParents(root, `${folder}/${JOURNAL.open}`)
  const steps = pending.map(({ write, before }, index): Step => {
    if (write.text === undefined) return { path: write.path, before, staged: undefined }
    const staged = String(index)
    fs.create(join(root.at, folder, staged), write.text, write.executable)
    return { path: write.path, before, staged }
  })
  fs.create(join(root.at, folder, JOURNAL.open), printJournal(steps), false)
  fs.sync(join(root.at, folder))
  fs.sync(join(root.at, STATE_FOLDER))
  // The first run made the state folder too; without its name the journal would not be found.
  fs.sync(root.at)
}

/** From this rename on the transaction is finished, whatever happens; before it, it is undone. */
export function decide(root: Root, folder: TransactionFolder): void {
  root.fs.rename(join(root.at, folder, JOURNAL.open), join(root.at, folder, JOURNAL.decided))
}

/** Whether an interrupted transaction has to be finished rather than undone. */
export function isDecided(root: Root, folder: TransactionFolder): boolean {
  return standingAt(root, `${folder}/${JOURNAL.decided}`).kind === 'file'
}

/** Whose transaction is finished: that of the run that does it, or of one that was interrupted. */
export type DecidedBy = 'this run' | 'an earlier run'

/** Does what is left of a decided transaction; doing it again changes nothing. */
export function finish(root: Root, folder: TransactionFolder, decidedBy: DecidedBy): void {
  const { fs } = root
  const at = join(root.at, folder)
  fs.sync(at)
  const steps = parseJournal(fs.read(join(at, JOURNAL.decided)).toString(), `${folder}/${JOURNAL.decided}`)
  const left = new Set(fs.list(at))
  const open = steps.filter(({ staged }) => staged === undefined || left.has(staged))
  const problems = open.flatMap((step) => changedSince(root, step, { folder, decidedBy }))
  if (problems.length > 0) throw new AshlarError(EXIT.environment, problems)
  const touched = open.flatMap((step) => apply(root, folder, step))
  const removed = steps.filter(({ staged }) => staged === undefined).flatMap(({ path }) => prune(root, path))
  for (const place of new Set([...touched, ...removed])) if (fs.lstat(place) !== undefined) fs.sync(place)
  discard(root, folder)
}

/** Removes the folder of a transaction and what is in it; the mark goes first, so that half of it is never finished. */
export function discard(root: Root, folder: TransactionFolder): void {
  const { fs } = root
  const at = join(root.at, folder)
  const names = fs.list(at)
  for (const name of [...names.filter(isMark), ...names.filter((name) => !isMark(name))]) fs.remove(join(at, name))
  fs.removeFolder(at)
  fs.removeFolder(join(root.at, STATE_FOLDER))
}

const isMark = (name: string) => name === JOURNAL.decided

function apply(root: Root, folder: TransactionFolder, { path, before, staged }: Step): readonly string[] {
  const place = join(root.at, path)
  if (staged !== undefined) {
    const touched = makeParents(root, path)
    root.fs.rename(join(root.at, folder, staged), place)
    return touched
  }
  // A file that somebody made anew since the interruption is not the one that was to go.
  if (hashAt(root, path) !== before || before === 'absent') return []
  root.fs.remove(place)
  return [dirname(place)]
}

/** Removes the folders above a removed file that are empty now; returns the folder where it stopped. */
function prune(root: Root, path: string): readonly string[] {
  let folder = dirname(join(root.at, path))
  while (folder !== root.at && (root.fs.lstat(folder) === undefined || root.fs.removeFolder(folder)))
    folder = dirname(folder)
  return [folder]
}

interface Decided {
  readonly folder: TransactionFolder
  readonly decidedBy: DecidedBy
}

function changedSince(root: Root, { path, before, staged }: Step, { folder, decidedBy }: Decided): readonly Problem[] {
  const now = hashAt(root, path)
  if (staged === undefined || now === before || now === 'absent') return []
  const since = decidedBy === 'this run' ? 'while ashlar was writing' : 'after an earlier run of ashlar was interrupted'
  return [
    {
      code: 'ASH3123',
      message: `\`${path}\` was changed ${since}`,
      hint: `the text that was to go there is in ${folder}/${staged}; move your file away, run ashlar again, then compare the two`,
    },
  ]
}
