import * as z from 'zod'
import { EXIT, invalid } from '../errors.ts'
import { sha256 } from '../merge/text.ts'
import { buildModel } from '../model/build.ts'
import { commit } from '../project/writer.ts'
import { parseDescription } from '../spec/parse.ts'
import { yamlText } from '../spec/print/yaml.ts'
import { zodText } from '../spec/print/zod.ts'
import { withSchemaLine } from '../spec/schema-line.ts'
import type { Spec } from '../spec/spec.ts'
import type { Command } from './context.ts'
import { DESCRIPTION_FILES, isZodForm, withProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'
import { checkReadsBack } from './read-back.ts'

const Options = z.strictObject({
  ...commonOptions,
  to: z.enum(['zod', 'yaml']),
  stdout: z.boolean().default(false),
})

/** `ashlar convert`: writes the description in its other form and takes the old one away, in one commit. */
export const convert: Command = async (input, context) => {
  const { to, stdout, ...options } = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const { terminal } = context
  await withProject({ root, writes: !stdout }, async ({ source, code }) => {
    const from = isZodForm(source.file) ? 'zod' : 'yaml'
    if (from === to) throw invalid([same(source.file)])
    const description = parseDescription(source)
    // A description that means nothing is told what is wrong with it, as always.
    buildModel(description)
    const text = printed(description.spec, to)
    await checkReadsBack({ root, file: DESCRIPTION_FILES[to], text }, description.spec)
    if (stdout) {
      terminal.out(text.trimEnd())
      return
    }
    await commit(root, [
      { path: DESCRIPTION_FILES[to], text, executable: false, expect: 'absent' },
      { path: DESCRIPTION_FILES[from], text: undefined, executable: false, expect: sha256(code) },
    ])
    terminal.out(`${source.file} is now ${DESCRIPTION_FILES[to]}; its comments are not carried over, git has them.`)
    terminal.out('Run `ashlar generate`: the headers of generated files name the description.')
  })
  return EXIT.clean
}

function printed(spec: Spec, to: 'zod' | 'yaml'): string {
  return to === 'zod' ? zodText(spec) : withSchemaLine(yamlText(spec))
}

function same(file: string) {
  const other = isZodForm(file) ? 'yaml' : 'zod'
  return { code: 'ASH4009', message: `the description is \`${file}\` already`, hint: `type \`--to ${other}\`` }
}
