import * as z from 'zod'
import { EXIT, invalid } from '../errors.ts'
import { sha256 } from '../merge/text.ts'
import { commit } from '../project/writer.ts'
import { generatedText } from '../report/generated.ts'
import { removeResource } from '../spec/remove-resource.ts'
import type { Command } from './context.ts'
import { isZodForm, withProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'
import { planUpdate } from './update.ts'

const Options = z.strictObject({
  ...commonOptions,
  name: z.string(),
  allowDrop: z.array(z.string()).default([]),
})

/** `ashlar remove-resource`: the description, the code and the migration in one commit. */
export const removeResourceCommand: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const { name, allowDrop } = options
  const started = context.elapsed()
  const root = projectRoot(options, context)
  const update = await withProject({ root, writes: true }, async ({ source }) => {
    if (isZodForm(source.file)) throw invalid([IN_TYPESCRIPT])
    const text = removeResource(source, name)
    const planned = await planUpdate({ root, source: { ...source, text }, allowDrop, now: context.now() })
    const description = { path: source.file, text, executable: false, expect: sha256(source.text) }
    await commit(root, [description, ...planned.writes])
    return planned
  })
  const result = { ...update, dryRun: false, milliseconds: context.elapsed() - started }
  const { paint, out } = context.terminal
  out(`  ${paint.cyan('update'.padEnd(9))} ashlar.yaml`)
  out(generatedText(result, { paint, diff: false }))
  return update.changes.some((change) => change.kind === 'conflict') ? EXIT.drift : EXIT.clean
}

const IN_TYPESCRIPT = {
  code: 'ASH4006',
  message: 'this project is described in `ashlar.spec.ts`, which ashlar does not edit yet',
  hint: 'take the resource out there by hand, and run `ashlar generate`',
}
