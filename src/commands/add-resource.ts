import * as z from 'zod'
import { addResource } from '../spec/add-resource.ts'
import type { Source } from '../spec/source.ts'
import { changeDescription } from './change-description.ts'
import type { Command } from './context.ts'
import { commonOptions, parseOptions } from './options.ts'

const Options = z.strictObject({ ...commonOptions, name: z.string(), fields: z.array(z.string()).min(1) })

/** `ashlar add-resource`: the description, the code and the migration in one commit. */
export const addResourceCommand: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const { name, fields } = options
  const change = {
    edit: (source: Source) => addResource(source, { name, fields }),
    allowDrop: [],
    inTypeScript: `add \`${name}: resource({ fields: z.object({ … }) })\` there by hand, and run \`ashlar generate\``,
  }
  return changeDescription(change, options, context)
}
