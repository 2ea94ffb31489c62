import { basename, resolve } from 'node:path'
import { invalid } from '../../errors.ts'
import { describeGenerated } from '../../pipeline.ts'
import { withSchemaLine } from '../../spec/schema-line.ts'
import { SERVICE_NAME } from '../../spec/texts.ts'
import { DESCRIPTION_FILES, isZodForm, type ReadDescription, readDescription, withPlaces } from '../description.ts'
import type { Answers } from './answers.ts'
import { withServiceName } from './service-name.ts'
import { starterPath } from './starters.ts'

/** What is asked about the description: where it comes from, and the name of the service. */
export type Wanted = Pick<Answers, 'origin' | 'name'> & {
  /** The folder of the project, for the name of a starter; absolute. */
  readonly root: string
  /** Where relative paths start; absolute. */
  readonly cwd: string
  /** Whether it is for an API inside of an application. */
  readonly embedded?: boolean
}

/**
 * The description of a new project under the name that it will have there. What is wrong with it is said under the
 * name that the user typed, and refused (exit 2).
 */
export async function newDescription({ origin, name, root, cwd, embedded = false }: Wanted): Promise<ReadDescription> {
  requireName(name)
  if ('starter' in origin) {
    const path = starterPath(origin.starter)
    const read = await readDescription(path, basename(path), 'install ashlar again')
    return inYaml(read, name ?? nameFor(root))
  }
  const path = resolve(cwd, origin.spec)
  const read = await readDescription(path, origin.spec, 'name the file with the description: `--spec shop.yaml`')
  await withPlaces(read, () => describeGenerated(read.source, { embedded }))
  return isZodForm(path) ? inTypeScript(read, name) : inYaml(read, name)
}

function inYaml({ source: { text: given }, modules }: ReadDescription, name: string | undefined): ReadDescription {
  const code = withSchemaLine(name === undefined ? given : withServiceName(given, name))
  return { source: { file: DESCRIPTION_FILES.yaml, text: code }, code, onDisk: code, modules }
}

/** The name of the folder where it is one for a service: `My API` becomes `my-api`; one in Greek stays out of it. */
function nameFor(root: string): string | undefined {
  const name = basename(root)
    .toLowerCase()
    .replaceAll(/[\s_.]+/g, '-')
  return SERVICE_NAME.pattern.test(name) ? name : undefined
}

function requireName(name: string | undefined): void {
  const complaint = name === undefined ? undefined : SERVICE_NAME.complaint(name)
  if (complaint !== undefined) throw invalid([{ ...complaint, message: `\`--name\`: ${complaint.message}` }])
}

/** TypeScript is copied as it is: it may compute its name, and what it imports would not come along. */
function inTypeScript(given: ReadDescription, name: string | undefined): ReadDescription {
  const [first] = given.modules
  if (first !== undefined) {
    const message = `\`${given.source.file}\` imports \`${first}\`, which a new project would not have`
    throw invalid([{ code: 'ASH4007', message, hint: 'put what it needs into the one file' }])
  }
  if (name !== undefined) {
    const message = `\`--name\` cannot change a description in TypeScript`
    throw invalid([{ code: 'ASH4003', message, hint: `type \`name: '${name}'\` in \`${given.source.file}\`` }])
  }
  return { ...given, source: { ...given.source, file: DESCRIPTION_FILES.zod } }
}
