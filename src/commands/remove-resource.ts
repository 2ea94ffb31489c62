import * as z from 'zod'
import { removeResource } from '../spec/remove-resource.ts'
import { changeDescription, type DescriptionChange } from './change-description.ts'
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
  const change: DescriptionChange = {
    inYaml: (source) => removeResource(source, name),
    async inZod(spec, source) {
      removeResource(source, name)
      const { removeZodResource } = await import('../zod/edit/remove-resource.ts')
      return removeZodResource(spec, name)
    },
    allowDrop,
  }
  return changeDescription(change, options, context)
}
