import { resolve } from 'node:path'
import * as z from 'zod'
import { didYouMean } from '../did-you-mean.ts'
import { EXIT, invalid } from '../errors.ts'
import type { Resource, Service } from '../model/model.ts'
import { describe } from '../pipeline.ts'
import { inspectedText } from '../report/inspected.ts'
import type { Command } from './context.ts'
import { type ReadDescription, withDescription, withProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'

const Options = z.strictObject({
  ...commonOptions,
  json: z.boolean().default(false),
  spec: z.string().optional(),
  resource: z.string().optional(),
})

/** `ashlar inspect`: what the description means, with every name; also what is not generated yet. Writes nothing. */
export const inspect: Command = async (input, context) => {
  const { json, resource, spec, ...options } = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const meaning = async ({ source }: Pick<ReadDescription, 'source'>) => describe(source)
  const service =
    spec === undefined
      ? await withProject({ root, writes: false }, meaning)
      : await withDescription({ path: resolve(root, spec), shown: spec }, meaning)
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
