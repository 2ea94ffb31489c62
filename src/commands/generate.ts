import * as z from 'zod'
import { EXIT } from '../errors.ts'
import { stageConflicts } from '../project/index-stages.ts'
import { commit } from '../project/writer.ts'
import { generatedData, generatedText } from '../report/generated.ts'
import type { Command } from './context.ts'
import { descriptionWrites, withProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'
import { planUpdate } from './update.ts'

const Options = z.strictObject({
  ...commonOptions,
  dryRun: z.boolean().default(false),
  diff: z.boolean().default(false),
  json: z.boolean().default(false),
  markers: z.boolean().default(false),
  allowDrop: z.array(z.string()).default([]),
  allowUnfilled: z.array(z.string()).default([]),
})

/** `ashlar generate`: brings a project in step with its description; exit code 1 when a conflict is left. */
export const generate: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const { dryRun, diff, json, allowDrop, allowUnfilled, markers } = options
  const started = context.elapsed()
  const root = projectRoot(options, context)
  const update = await withProject({ root, writes: !dryRun }, async (description) => {
    const { source } = description
    const planned = await planUpdate({ root, source, allowDrop, allowUnfilled, markers, now: context.now() })
    const merged = descriptionWrites(description)
    if (!dryRun) await commit(root, [...merged, ...planned.writes])
    if (!dryRun) await stageConflicts(root, planned.staged)
    return { ...planned, mergedDescription: merged[0]?.path }
  })
  const result = { ...update, dryRun, milliseconds: context.elapsed() - started }
  const { terminal } = context
  const exitCode = update.changes.some((change) => change.kind === 'conflict') ? EXIT.drift : EXIT.clean
  if (json) terminal.out(JSON.stringify({ exitCode, ...generatedData(result) }, undefined, 2))
  else terminal.out(generatedText(result, { paint: terminal.paint, diff }))
  return exitCode
}
