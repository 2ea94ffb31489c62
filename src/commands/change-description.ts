import { join } from 'node:path'
import { EXIT, type ExitCode } from '../errors.ts'
import type { Change } from '../merge/change.ts'
import { digestOf } from '../merge/snapshot.ts'
import { sha256 } from '../merge/text.ts'
import type { Service } from '../model/model.ts'
import { describe } from '../pipeline.ts'
import { type GoneNames, mentionsOf } from '../project/mentions.ts'
import { commit } from '../project/writer.ts'
import { generatedText } from '../report/generated.ts'
import { mentionedText } from '../report/mentioned.ts'
import type { Source } from '../spec/source.ts'
import type { SpecCode } from '../zod/edit/spec-file.ts'
import type { CommandContext } from './context.ts'
import { isZodForm, type ReadDescription, withProject } from './description.ts'
import { loadText } from './load-text.ts'
import { projectRoot } from './options.ts'
import { planUpdate } from './update.ts'

/** A change of the description by ashlar itself; both ways give the text as it shall be, or throw what is against it. */
export interface DescriptionChange {
  readonly inYaml: (source: Source) => string | Promise<string>
  /** The source is what the code describes. */
  readonly inZod: (spec: SpecCode, source: Source, read: ReadText) => Promise<string>
  readonly allowDrop: readonly string[]
  /** Names that are gone with it: files of the user's own that have them are told. */
  readonly goneNames?: (before: Service) => GoneNames
}

/** What a text of TypeScript describes, as if it stood in the project. */
export type ReadText = (code: string) => Promise<Source>

/** Changes the description, and the code and the migration with it, in one commit. */
export async function changeDescription(
  change: DescriptionChange,
  options: Parameters<typeof projectRoot>[0],
  context: CommandContext,
): Promise<ExitCode> {
  const started = context.elapsed()
  const root = projectRoot(options, context)
  const update = await withProject({ root, writes: true }, async (read) => {
    const { source, onDisk } = read
    const { text, after } = await changed(change, read, root)
    const planned = await planUpdate({ root, source: after, allowDrop: change.allowDrop, now: context.now() })
    const description = { path: source.file, text, executable: false, expect: sha256(onDisk) }
    await commit(root, [description, ...planned.writes])
    const gone = change.goneNames?.(describe(source))
    const pristine = new Set(planned.changes.filter((one) => !isEdited(one)).map(({ path }) => path))
    return { ...planned, file: source.file, mentions: gone === undefined ? [] : mentionsOf(root, gone, pristine) }
  })
  const result = { ...update, dryRun: false, milliseconds: context.elapsed() - started }
  const { paint, out } = context.terminal
  out(`  ${paint.cyan('update'.padEnd(9))} ${update.file}`)
  out(generatedText(result, { paint, diff: false }))
  const mentioned = mentionedText(update.mentions, paint)
  if (mentioned !== undefined) out(mentioned)
  return update.changes.some((one) => one.kind === 'conflict') ? EXIT.drift : EXIT.clean
}

/** Whether people have written something into a file. */
function isEdited({ before, last }: Change): boolean {
  return before !== undefined && digestOf(before) !== last?.hash
}

/** The text of the description afterwards, and what it describes. */
async function changed({ inYaml, inZod }: DescriptionChange, { source, code }: ReadDescription, root: string) {
  const { file } = source
  if (!isZodForm(file)) {
    const text = await inYaml(source)
    return { text, after: { ...source, text } }
  }
  const read: ReadText = async (text) => (await loadText(join(root, file), text)).source
  const text = await inZod({ file, code }, source, read)
  return { text, after: await read(text) }
}
