import * as z from 'zod'
import { didYouMean } from '../did-you-mean.ts'
import { EXIT, invalid } from '../errors.ts'
import type { Resource, Service } from '../model/model.ts'
import { describe } from '../pipeline.ts'
import { inspectedText } from '../report/inspected.ts'
import type { Command } from './context.ts'
import { withProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'

const Options = z.strictObject({
  ...commonOptions,
  json: z.boolean().default(false),
  resource: z.string().optional(),
})

/** `ashlar inspect`: what the description means, with every name; also what is not generated yet. Writes nothing. */
export const inspect: Command = async (input, context) => {
  const { json, resource, ...options } = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const service = await withProject({ root, writes: false }, async ({ source }) => describe(source))
  const resources = resource === undefined ? service.resources : only(service, resource)
  const { out, paint } = context.terminal
  out(json ? JSON.stringify({ ...service, resources }, undefined, 2) : inspectedText(service, resources, paint))
  return EXIT.clean
}

function only(service: Service, name: string): readonly Resource[] {
  const resources = service.resources.filter(({ names }) => names.one === name)
  if (resources.length > 0) return resources
  const known = service.resources.map(({ names }) => names.one)
  const hint = didYouMean(name, known) ?? `the resources are ${known.join(', ')}`
  throw invalid([{ code: 'ASH4008', message: `there is no resource \`${name}\``, hint }])
}
