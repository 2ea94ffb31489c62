import * as z from 'zod'
import { EXIT } from '../errors.ts'
import { DRIVERS } from '../plan/embedding.ts'
import { commit } from '../project/writer.ts'
import { adoptedData, adoptedText, wasWhole } from '../report/adopted.ts'
import { planAdoption } from './adopt/plan.ts'
import type { Command } from './context.ts'
import { withProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'

const Options = z.strictObject({
  ...commonOptions,
  dryRun: z.boolean().default(false),
  diff: z.boolean().default(false),
  json: z.boolean().default(false),
  anew: z.boolean().default(false),
  db: z.string().optional(),
  driver: z.enum(DRIVERS).optional(),
})

/** `ashlar adopt`: a lock for what stands there; touches no file of the project. */
export const adopt: Command = async (input, context) => {
  const { dryRun, diff, json, ...options } = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const { anew, db, driver } = options
  const adoption = await withProject({ root, writes: !dryRun }, async (description) => {
    const planned = await planAdoption({ root, description, anew, db, driver })
    if (!dryRun && !wasWhole({ ...planned, dryRun })) await commit(root, planned.writes)
    return { ...planned, dryRun }
  })
  const { terminal } = context
  const exitCode = adoption.lost.length > 0 ? EXIT.drift : EXIT.clean
  if (json) terminal.out(JSON.stringify({ exitCode, ...adoptedData(adoption) }, undefined, 2))
  else terminal.out(adoptedText(adoption, { paint: terminal.paint, diff }))
  return exitCode
}
