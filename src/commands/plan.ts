import * as z from 'zod'
import { EXIT } from '../errors.ts'
import { isHeldUp, type Planned } from '../report/planned.ts'
import { plannedData } from '../report/planned-data.ts'
import { plannedMarkdown } from '../report/planned-markdown.ts'
import { plannedText } from '../report/planned-text.ts'
import type { Command } from './context.ts'
import { withProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'
import { contractsOf } from './plan/contracts.ts'
import { inspect, planMigrationOf } from './update.ts'

const FORMATS = ['text', 'json', 'markdown'] as const

const Options = z.strictObject({
  ...commonOptions,
  json: z.boolean().default(false),
  format: z.enum(FORMATS).default('text'),
  allowDrop: z.array(z.string()).default([]),
  allowUnfilled: z.array(z.string()).default([]),
})

/** `ashlar plan`: what `generate` would do, and what follows; exit code 1 when it would not go through. Writes nothing. */
export const plan: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const planned = await withProject({ root, writes: false }, async ({ source }): Promise<Planned> => {
    const { allowDrop, allowUnfilled } = options
    const update = { root, source, allowDrop, allowUnfilled, now: context.now() }
    const inspection = await inspect(update)
    const migration = await planMigrationOf(inspection, update)
    const { service, changes } = inspection
    return { service: service.name, changes, migration, ...contractsOf(inspection, root) }
  })
  const { out, paint } = context.terminal
  const exitCode = isHeldUp(planned) ? EXIT.drift : EXIT.clean
  const format = options.json ? 'json' : options.format
  if (format === 'json') out(JSON.stringify({ exitCode, ...plannedData(planned) }, undefined, 2))
  else out(format === 'markdown' ? plannedMarkdown(planned) : plannedText(planned, paint))
  return exitCode
}
