import * as z from 'zod'
import { removeResource } from '../spec/remove-resource.ts'
import type { Source } from '../spec/source.ts'
import { changeDescription } from './change-description.ts'
import type { Command } from './context.ts'
import { commonOptions, parseOptions } from './options.ts'

const Options = z.strictObject({
  ...commonOptions,
  name: z.string(),
  allowDrop: z.array(z.string()).default([]),
})

/** `ashlar remove-resource`: the description, the code and the migration in one commit. */
export const removeResourceCommand: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const { name, allowDrop } = options
  const change = {
    edit: (source: Source) => removeResource(source, name),
    allowDrop,
    inTypeScript: 'take the resource out there by hand, and run `ashlar generate`',
  }
  return changeDescription(change, options, context)
}
