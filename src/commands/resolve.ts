import { isAbsolute, relative, resolve as resolvePath, sep } from 'node:path'
import * as z from 'zod'
import { didYouMean } from '../did-you-mean.ts'
import { EXIT, invalid } from '../errors.ts'
import type { Change } from '../merge/change.ts'
import { hasConflictMarkers } from '../merge/conflict-markers.ts'
import { resolutionOf } from '../merge/resolution.ts'
import { textsOfConflict } from '../project/conflict-texts.ts'
import { addSettled } from '../project/index-stages.ts'
import { projectWrites } from '../project/project-writes.ts'
import { commit } from '../project/writer.ts'
import { resolvedText } from '../report/resolved.ts'
import type { Command } from './context.ts'
import { withProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'
import { type Inspection, inspect } from './update.ts'

const Options = z.strictObject({
  ...commonOptions,
  files: z.array(z.string()),
  ours: z.boolean().default(false),
  theirs: z.boolean().default(false),
  done: z.boolean().default(false),
})

type Options = z.output<typeof Options>

/** `ashlar resolve`: settles files that could not be merged; without a file it lists them. */
export const resolve: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const writes = options.files.length > 0
  const { changes, settled } = await withProject({ root, writes }, async ({ source }) => {
    const inspection = await inspect({ root, source })
    if (!writes) return { changes: inspection.changes, settled: [] }
    const paths = options.files.map((file) => relative(root, resolvePath(context.cwd, file)).split(sep).join('/'))
    const chosen = conflictsAt(paths, inspection.changes)
    const texts = yoursWithoutMarkers(chosen, inspection, options)
    const settled = chosen.map((change) => resolutionOf(change, takes(options), texts.get(change.path)))
    await commit(root, settledWrites(settled, inspection))
    await addSettled(root, paths)
    return { changes: inspection.changes, settled }
  })
  const open = changes.filter(isOpen).filter(({ path }) => !settled.some((change) => change.path === path))
  context.terminal.out(resolvedText({ open, settled }, context.terminal.paint))
  return open.length > 0 ? EXIT.drift : EXIT.clean
}

/** One that could be merged by now is open until somebody says so, or generates. */
function isOpen({ kind, last }: Change): boolean {
  return kind === 'conflict' || last?.conflict !== undefined
}

/** Whose text it is to be; `--done` says that the file is as it shall be, which is the user's text as well. */
function takes({ ours, theirs, done }: Options): 'yours' | 'new' {
  const given = [ours, theirs, done].filter(Boolean).length
  if (given === 1) return theirs ? 'new' : 'yours'
  const message =
    given === 0 ? 'nothing says how the file is settled' : '`--ours`, `--theirs` and `--done` exclude one another'
  const hint =
    'type `--done` after you made the file what it shall be, `--ours` to keep yours, `--theirs` to take the new one'
  throw invalid([{ code: 'ASH4003', message, hint }])
}

/** What the user had before markers were put into the files; markers that are to stay are refused (exit 2). */
function yoursWithoutMarkers(chosen: readonly Change[], { snapshot }: Inspection, { ours, theirs }: Options) {
  const marked = theirs ? [] : chosen.filter(({ path }) => snapshot.unmerged?.has(path))
  const texts = new Map(marked.map(({ path }) => [path, ours ? textsOfConflict(path, snapshot)?.yours : undefined]))
  const left = [...texts].filter(([, text]) => text === undefined || hasConflictMarkers(text))
  if (left.length > 0) throw invalid(left.map(([path]) => stillMarked(path)))
  return texts
}

function stillMarked(path: string) {
  const hint = 'make it what it shall be, without the markers, then type the same again'
  return { code: 'ASH4021', message: `conflict markers are still in \`${path}\``, hint }
}

/** The conflicts in these files; a file without one is refused (exit 2). */
function conflictsAt(paths: readonly string[], changes: readonly Change[]): Change[] {
  const open = changes.filter(isOpen)
  const unknown = paths.filter((path) => isAbsolute(path) || !open.some((change) => change.path === path))
  if (unknown.length > 0) throw invalid(unknown.map((path) => noConflict(path, open)))
  return open.filter(({ path }) => paths.includes(path))
}

function noConflict(path: string, open: readonly Change[]) {
  const known = open.map((change) => change.path)
  const list = known.length === 0 ? 'there is none in this project' : `there is one in ${known.join(', ')}`
  return { code: 'ASH4015', message: `\`${path}\` is in no conflict`, hint: didYouMean(path, known) ?? list }
}

/** The file, its line in the lock and its new base; everything else stays as it is. */
function settledWrites(settled: readonly Change[], { lock, snapshot }: Inspection) {
  const keys = new Set(settled.map(({ last }) => last))
  const entries = [...lock.entries.filter((entry) => !keys.has(entry)), ...settled.flatMap(({ entry }) => entry ?? [])]
  return projectWrites(settled, { ...lock, entries }, snapshot)
}
