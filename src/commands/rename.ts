import * as z from 'zod'
import { AshlarError, invalid, type Problem } from '../errors.ts'
import { pluralOf } from '../model/casing.ts'
import { followRename } from '../model/follow-rename.ts'
import type { Service } from '../model/model.ts'
import { describeGenerated } from '../pipeline.ts'
import type { GoneNames } from '../project/mentions.ts'
import { type PartRename, renamePart, renameProblem } from '../spec/rename-part.ts'
import type { Source } from '../spec/source.ts'
import { wholeDescription } from '../spec/whole-description.ts'
import { changeDescription, type DescriptionChange, type ReadText } from './change-description.ts'
import type { Command } from './context.ts'
import { withPlaces } from './description.ts'
import { commonOptions, parseOptions } from './options.ts'

const Options = z.strictObject({
  ...commonOptions,
  from: z.string(),
  to: z.string(),
  allowDrop: z.array(z.string()).default([]),
})

/** `ashlar rename`: a resource or a field gets another name, in the description, the code, and the database. */
export const rename: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const part = partOf(options.from, options.to)
  const change: DescriptionChange = {
    inYaml(source) {
      describeGenerated(source)
      const problemsOf = async (text: string) => problemsIn({ ...source, text })
      return followRename(renamePart(source, part), wordsOf(part), problemsOf)
    },
    async inZod(spec, source, read) {
      const problem = renameProblem(wholeDescription(source), part)
      if (problem !== undefined) throw invalid([problem])
      describeGenerated(source)
      const { renameZodPart } = await import('../zod/edit/rename-part.ts')
      const problemsOf = (code: string) => problemsInTypeScript(code, read)
      return followRename(await renameZodPart(spec, part), wordsOf(part), problemsOf)
    },
    allowDrop: options.allowDrop,
    goneNames: (before) => namesIn(before, part),
  }
  return changeDescription(change, options, context)
}

/** `product`, or `product.price`; the new name may repeat the resource: `product.cost`. */
function partOf(from: string, to: string): PartRename {
  const [resource = '', field, ...more] = from.split('.')
  const [first = '', second, ...rest] = to.split('.')
  const isMoved = second !== undefined && first !== resource
  if (more.length > 0 || rest.length > 0 || (field === undefined && second !== undefined) || isMoved) {
    const hint = 'type `ashlar rename product item`, or `ashlar rename product.price cost`'
    throw invalid([{ code: 'ASH4003', message: `\`${from}\` cannot become \`${to}\``, hint }])
  }
  return { resource, ...(field !== undefined && { field }), to: second ?? first }
}

/** What the part is called where others speak of it. */
function wordsOf({ resource, field, to }: PartRename): ReadonlyMap<string, string> {
  if (field !== undefined) return new Map([[field, to]])
  return new Map([
    [pluralOf(resource), pluralOf(to)],
    [resource, to],
  ])
}

/** What the part is called in code; a field only where its resource is spoken of too. */
function namesIn({ resources }: Service, { resource, field }: PartRename): GoneNames {
  const found = resources.find(({ names }) => names.one === resource)
  if (found === undefined) return { names: [], beside: [] }
  const { words: _words, ...names } = found.names
  const all = [...new Set(Object.values(names))]
  if (field === undefined) return { names: all, beside: [] }
  const property = found.fields.find(({ name }) => name === field)?.property ?? field
  return { names: [property], beside: all }
}

function problemsIn(source: Source): readonly Problem[] {
  try {
    describeGenerated(source)
    return []
  } catch (error) {
    if (error instanceof AshlarError) return error.problems
    throw error
  }
}

/** The same with the places in the code. */
async function problemsInTypeScript(code: string, read: ReadText): Promise<readonly Problem[]> {
  try {
    const source = await read(code)
    await withPlaces({ source, code, onDisk: code, modules: [] }, () => describeGenerated(source))
    return []
  } catch (error) {
    if (error instanceof AshlarError) return error.problems
    throw error
  }
}
