import type { ExitCode, Problem } from '../errors.ts'
import { EXIT, invalid } from '../errors.ts'
import { sha256 } from '../merge/text.ts'
import type { Service } from '../model/model.ts'
import { describe } from '../pipeline.ts'
import { mentionsOf } from '../project/mentions.ts'
import { commit } from '../project/writer.ts'
import { generatedText } from '../report/generated.ts'
import { mentionedText } from '../report/mentioned.ts'
import type { Source } from '../spec/source.ts'
import type { CommandContext } from './context.ts'
import { isZodForm, withProject } from './description.ts'
import { projectRoot } from './options.ts'
import { planUpdate } from './update.ts'

/** A change of `ashlar.yaml` by ashlar itself. */
export interface DescriptionChange {
  /** The text of the description as it shall be; throws what keeps it from that. */
  readonly edit: (source: Source) => string | Promise<string>
  readonly allowDrop: readonly string[]
  /** Names that are gone with it: files of the user's own that have them are told. */
  readonly goneNames?: (before: Service) => readonly string[]
  /** What to do by hand where the project is described in TypeScript. */
  readonly inTypeScript: string
}

/** Changes the description, and the code and the migration with it, in one commit. */
export async function changeDescription(
  { edit, allowDrop, goneNames, inTypeScript }: DescriptionChange,
  options: Parameters<typeof projectRoot>[0],
  context: CommandContext,
): Promise<ExitCode> {
  const started = context.elapsed()
  const root = projectRoot(options, context)
  const update = await withProject({ root, writes: true }, async ({ source, onDisk }) => {
    if (isZodForm(source.file)) throw invalid([notEdited(inTypeScript)])
    const text = await edit(source)
    const planned = await planUpdate({ root, source: { ...source, text }, allowDrop, now: context.now() })
    const description = { path: source.file, text, executable: false, expect: sha256(onDisk) }
    await commit(root, [description, ...planned.writes])
    const names = goneNames?.(describe(source)) ?? []
    const seen = new Set(planned.changes.filter(({ kind }) => kind !== 'keepEdit').map(({ path }) => path))
    return { ...planned, mentions: mentionsOf(root, names, seen) }
  })
  const result = { ...update, dryRun: false, milliseconds: context.elapsed() - started }
  const { paint, out } = context.terminal
  out(`  ${paint.cyan('update'.padEnd(9))} ashlar.yaml`)
  out(generatedText(result, { paint, diff: false }))
  const mentioned = mentionedText(update.mentions, paint)
  if (mentioned !== undefined) out(mentioned)
  return update.changes.some((change) => change.kind === 'conflict') ? EXIT.drift : EXIT.clean
}

function notEdited(hint: string): Problem {
  const message = 'this project is described in `ashlar.spec.ts`, which ashlar does not edit yet'
  return { code: 'ASH4006', message, hint }
}
