import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { generateFiles } from '../../src/pipeline.ts'

/** One folder under `tests/golden/`: a description, and what it gives. */
export interface GoldenCase {
  readonly name: string
  readonly folder: string
  /** The description as it stands in the folder. */
  readonly text: string
}

/** What a case gives: text by path; an executable file's path ends in `*`. */
export type Outcome = ReadonlyMap<string, string>

const FOLDER = join(packageRoot, 'tests', 'golden')

/** Every case, sorted by name. */
export function goldenCases(): GoldenCase[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => ({ name, folder: join(FOLDER, name) }))
    .filter(({ folder }) => existsSync(join(folder, 'ashlar.yaml')))
    .map((one) => ({ ...one, text: readFileSync(join(one.folder, 'ashlar.yaml'), 'utf8') }))
}

/** What ashlar generates now. */
export async function actualOutcome({ text }: GoldenCase): Promise<Outcome> {
  const files = generateFiles({ file: 'ashlar.yaml', text }, await readTemplates())
  return new Map(files.map((file) => [`${file.path}${file.executable ? '*' : ''}`, file.text]))
}

/** What the folder says that ashlar should generate. */
export function expectedOutcome({ folder }: GoldenCase): Outcome {
  return filesIn(join(folder, 'expected'))
}

function filesIn(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return new Map(
    files.map((file) => {
      const executable = (statSync(file).mode & 0o100) !== 0
      const path = relative(folder, file).split(sep).join('/')
      return [`${path}${executable ? '*' : ''}`, readFileSync(file, 'utf8')]
    }),
  )
}
