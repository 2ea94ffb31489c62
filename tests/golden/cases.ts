import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { AshlarError } from '../../src/errors.ts'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { describeGenerated, generateFiles } from '../../src/pipeline.ts'
import { problemText } from '../../src/report/problems.ts'
import { createTerminal } from '../../src/report/terminal.ts'
import { generatedPart } from '../setup/generated-part.ts'

/** One folder under `tests/golden/`: a description, what it gives, and what of it is refused so far. */
export interface GoldenCase {
  readonly name: string
  readonly folder: string
  /** The description as it stands in the folder. */
  readonly text: string
}

/** What a case gives: text by path; an executable file's path ends in `*`. */
export interface Outcome {
  readonly files: ReadonlyMap<string, string>
  /** The problems of the whole description, as the terminal shows them; empty when nothing is refused. */
  readonly refused: string
}

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
export async function actualOutcome(golden: GoldenCase): Promise<Outcome> {
  const source = { file: 'ashlar.yaml', text: golden.text }
  const refused = problemsOf(source)
  const text = refused === '' ? golden.text : generatedPart(golden.text)
  const files = generateFiles({ ...source, text }, await readTemplates())
  return { refused, files: new Map(files.map((file) => [`${file.path}${file.executable ? '*' : ''}`, file.text])) }
}

/** What the folder says that ashlar should generate. */
export function expectedOutcome(golden: GoldenCase): Outcome {
  const refused = join(golden.folder, 'refused.txt')
  return {
    refused: existsSync(refused) ? readFileSync(refused, 'utf8') : '',
    files: filesIn(join(golden.folder, 'expected')),
  }
}

function problemsOf(source: { file: string; text: string }): string {
  try {
    describeGenerated(source)
    return ''
  } catch (error) {
    if (!(error instanceof AshlarError)) throw error
    const { paint } = createTerminal({ out: process.stdout, err: process.stderr, color: false })
    return `${problemText(error.problems, paint)}\n`
  }
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
