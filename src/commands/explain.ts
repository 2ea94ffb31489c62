import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { didYouMean } from '../did-you-mean.ts'
import { EXIT, invalid } from '../errors.ts'
import type { Change } from '../merge/change.ts'
import { readTemplates } from '../package.ts'
import { STATE_FOLDER } from '../project/paths.ts'
import { type Explained, explainedData, explainedText, notGeneratedText } from '../report/explained.ts'
import { parseDescription } from '../spec/parse.ts'
import type { Command } from './context.ts'
import { DESCRIPTION_FILES, type ReadDescription, withProject } from './description.ts'
import { answerFor } from './explain/answer.ts'
import { type Target, targetOf } from './explain/target.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'
import { type Inspection, inspect } from './update.ts'

const Options = z.strictObject({
  ...commonOptions,
  place: z.string(),
  json: z.boolean().default(false),
})

/** `ashlar explain`: where what stands at a place in a file comes from, and what was made of it; writes nothing. */
export const explain: Command = async (input, context) => {
  const { place, json, ...options } = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const target = targetOf(place, root, [root, context.cwd])
  const { out, paint } = context.terminal
  const found = await withProject({ root, writes: false }, async (read) => {
    const inspection = await inspect({ root, source: read.source })
    const change = inspection.changes.find(({ path, from }) => path === target.path || from === target.path)
    return change === undefined ? whoseIs(target, root, inspection) : answer(change, { root, target, read, inspection })
  })
  const isGenerated = typeof found !== 'string'
  if (json) {
    const data = isGenerated ? explainedData(found) : { ...target, file: { state: 'notGenerated', sentence: found } }
    out(JSON.stringify({ exitCode: EXIT.clean, ...data }, undefined, 2))
  } else out(isGenerated ? explainedText(found, paint) : notGeneratedText(target, found))
  return EXIT.clean
}

interface Known {
  readonly root: string
  readonly target: Target
  readonly read: ReadDescription
  readonly inspection: Inspection
}

async function answer(change: Change, { root, target, read, inspection }: Known): Promise<Explained> {
  const { service, lock } = inspection
  const generator = {
    description: parseDescription(read.source),
    service,
    settings: { descriptionFile: read.source.file, setup: lock.setup },
    templates: await readTemplates(),
  }
  return answerFor(change, { root, target, read, generator })
}

/** Of a file that is not generated what it is; one that is not there is refused (exit 2). */
function whoseIs({ path }: Target, root: string, { changes }: Inspection): string {
  if (!existsSync(join(root, path))) {
    const known = changes.map((change) => change.path)
    const hint = didYouMean(path, known) ?? 'name a file of the project, from its folder'
    throw invalid([{ code: 'ASH4016', message: `\`${path}\` is not there, and is not generated`, hint }])
  }
  if (Object.values(DESCRIPTION_FILES).some((file) => file === path))
    return 'the description, from which the others are generated'
  if (path.startsWith(`${STATE_FOLDER}/`)) return 'what ashlar remembers of the project'
  if (path.startsWith('migrations/')) return 'a migration: made from the tables once, and never written again'
  return 'yours: ashlar does not generate it'
}
