import * as z from 'zod'
import { EXIT, environment } from '../errors.ts'
import type { Write } from '../merge/write.ts'
import { type HistoryFlaw, historyFlaws, isUnfounded } from '../migrate/history-flaws.ts'
import { JOURNAL_PATH, type ReadText, sqlPath, tagsIn } from '../migrate/journal.ts'
import { readerOf, writesTo } from '../migrate/plan-migration.ts'
import { type MigrationBranches, type Moved, rebased } from '../migrate/rebase.ts'
import { readMergedMigrations, readMigrationBranches, sinceShared } from '../project/migration-branches.ts'
import { commit } from '../project/writer.ts'
import { rebasedText } from '../report/migration.ts'
import type { Command } from './context.ts'
import { withProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'

const Options = z.strictObject({ ...commonOptions, dryRun: z.boolean().default(false) })

/** `ashlar migrate rebase`: puts the migrations of two branches in order, and changes nothing else. */
export const migrateRebase: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const moved = await withProject({ root, writes: !options.dryRun }, async () => {
    const plan = await planOf(root)
    if (plan === undefined) return []
    if (!options.dryRun) await commit(root, plan.writes)
    return plan.moved
  })
  context.terminal.out(rebasedText(moved, context.terminal.paint))
  return EXIT.clean
}

interface Plan {
  readonly writes: readonly Write[]
  readonly moved: readonly Moved[]
}

/** What has to be written; nothing where they are in order. */
async function planOf(root: string): Promise<Plan | undefined> {
  const onDisk = readerOf(root)
  const branches = (await readMigrationBranches(root, onDisk)) ?? (await committedBranches(root, onDisk))
  if (branches === undefined) return undefined
  const { files, moved } = rebased(branches)
  const afterwards: ReadText = (path) => (files.has(path) ? files.get(path) : onDisk(path))
  refuseLost(onDisk, afterwards, moved)
  refuseRest(historyFlaws(afterwards, []))
  return { writes: writesTo(files, onDisk), moved: moved.filter(({ from, to }) => from !== to) }
}

/** Behind a merge that was not in order nothing can stand: it was made for a schema that never was. */
function refuseLost(onDisk: ReadText, afterwards: ReadText, moved: readonly Moved[]): void {
  const kept = new Set(tagsIn(afterwards(JOURNAL_PATH) ?? ''))
  const elsewhere = new Set(moved.map(({ from }) => from))
  const lost = tagsIn(onDisk(JOURNAL_PATH) ?? '').find((tag) => !kept.has(tag) && !elsewhere.has(sqlPath(tag)))
  if (lost === undefined) return
  throw environment({
    code: 'ASH3171',
    message: `\`${lost}\` is of neither branch: it was made after the merge, on migrations that were not in order`,
    hint: 'take it out of migrations/ and its list, with its snapshot; once the others are in order, ashlar generate makes it again',
  })
}

/** What has been shared as it is keeps its place, in whatever order that is. */
function refuseRest([flaw]: readonly HistoryFlaw[]): void {
  if (flaw === undefined) return
  throw environment({
    code: 'ASH3172',
    message: `\`${flaw.path}\` cannot be put in order, because the shared branch has it so: ${flaw.message}`,
    hint: 'mend `migrations/meta/_journal.json` by hand, together with every database that has run it',
  })
}

/** Where the merge is done already; or there was none, and the list was changed by hand. */
async function committedBranches(root: string, onDisk: ReadText): Promise<MigrationBranches | undefined> {
  const flaws = historyFlaws(onDisk, [])
  if (flaws.length === 0) return undefined
  const merged = await readMergedMigrations(root, onDisk)
  if (merged !== undefined) return merged
  const [unfounded] = flaws.filter(isUnfounded)
  if (unfounded === undefined) return sinceShared(root, onDisk)
  throw environment({
    code: 'ASH3171',
    message: `of \`${unfounded.path}\` ${unfounded.message}, and git has no merge that made them one list`,
    hint: 'take the migrations of one side out of migrations/ and its list, with their snapshots; ashlar generate makes them again as one',
  })
}
