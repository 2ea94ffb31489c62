import * as z from 'zod'
import { addResource } from '../spec/add-resource.ts'
import { wholeDescription } from '../spec/whole-description.ts'
import { changeDescription, type DescriptionChange } from './change-description.ts'
import type { Command } from './context.ts'
import { commonOptions, parseOptions } from './options.ts'

const Options = z.strictObject({
  ...commonOptions,
  name: z.string(),
  fields: z.array(z.string()).min(1),
  access: z.array(z.string()).optional(),
})

/** `ashlar add-resource`: the description, the code and the migration in one commit. */
export const addResourceCommand: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const { name, fields, access } = options
  const resource = { name, fields, access }
  const change: DescriptionChange = {
    inYaml: (source) => addResource(source, resource),
    async inZod(spec, source) {
      const { spec: described } = wholeDescription({ ...source, text: addResource(source, resource) })
      const { addZodResource } = await import('../zod/edit/add-resource.ts')
      return addZodResource(spec, described, name)
    },
    allowDrop: [],
  }
  return changeDescription(change, options, context)
}
