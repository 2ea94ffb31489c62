import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { invalid } from '../../errors.ts'
import { kebabCase } from '../../model/casing.ts'
import { SERVICE_NAME } from '../../spec/texts.ts'
import { DESCRIPTION_FILES, type ReadDescription, readDescription } from '../description.ts'
import type { Origin } from '../new/answers.ts'
import { newDescription } from '../new/description.ts'

/** The description of an embedded API, and whether it is yet to be written. */
export interface InitialDescription {
  readonly description: ReadDescription
  readonly isNew: boolean
}

/** What is known of where it comes from. */
export interface Wanted {
  readonly root: string
  readonly cwd: string
  readonly origin: Origin | undefined
  readonly name: string | undefined
  /** The folder of the application's packages, from that of the description. */
  readonly packages: string
  /** The name of the application, for the name of a starter. */
  readonly application: string | undefined
}

/** The description that lies in the folder already; else the one that is named, else the smallest starter. */
export async function initialDescription(wanted: Wanted): Promise<InitialDescription> {
  const { root, cwd, origin, name, application } = wanted
  const there = Object.values(DESCRIPTION_FILES).find((file) => existsSync(join(root, file)))
  if (there !== undefined) {
    if (origin !== undefined || name !== undefined) throw invalid([alreadyThere(there)])
    return { description: await readDescription(join(root, there), there, ''), isNew: false }
  }
  const begun = origin ?? { starter: 'minimal' as const }
  const called = 'starter' in begun ? (name ?? serviceNameOf(application)) : name
  const description = await newDescription({ origin: begun, name: called, root, cwd, embedded: true })
  return { description: withSchemaIn(wanted.packages, description), isNew: true }
}

function alreadyThere(file: string) {
  return {
    code: 'ASH4003',
    message: `\`${file}\` is in the folder already, and would be what the API is made from`,
    hint: 'leave `--spec`, `--starter` and `--name` out, or move it away',
  }
}

/** `@acme/shop` becomes `shop`; where that cannot be a name for a service, it is `api`. */
function serviceNameOf(application: string | undefined): string {
  const name = kebabCase(application?.replace(/^@[^/]*\//, '') ?? '')
  return SERVICE_NAME.complaint(name) === undefined ? name : 'api'
}

/** The first line of a description names the JSON Schema in the packages of the project, which are further up here. */
function withSchemaIn(packages: string, { source, ...read }: ReadDescription): ReadDescription {
  const code = read.code.replace('$schema=./node_modules/', `$schema=${packages}/`)
  const text = source.text === read.code ? code : source.text
  return { ...read, source: { ...source, text }, code }
}
