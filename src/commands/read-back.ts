import { join } from 'node:path'
import { AshlarError, invalid } from '../errors.ts'
import { differences } from '../spec/differences.ts'
import { parseDescription } from '../spec/parse.ts'
import type { Source } from '../spec/source.ts'
import type { Spec } from '../spec/spec.ts'
import { type DESCRIPTION_FILES, isZodForm } from './description.ts'
import { loadText } from './load-text.ts'

/** A description as it was printed for a project, in a file that is not there yet. */
export interface Printed {
  readonly root: string
  readonly file: (typeof DESCRIPTION_FILES)[keyof typeof DESCRIPTION_FILES]
  readonly text: string
}

/** Refuses a printed description that does not mean what it was printed from: it would replace what means it. */
export async function checkReadsBack(printed: Printed, spec: Spec): Promise<void> {
  const wrong = await mistakeIn(printed, spec)
  if (wrong === undefined) return
  const message = `this description does not read back from \`${printed.file}\` as it was: ${wrong}`
  throw invalid([{ code: 'ASH4011', message, hint: 'write that part otherwise; nothing was changed' }])
}

async function mistakeIn(printed: Printed, spec: Spec): Promise<string | undefined> {
  try {
    const back = parseDescription(await sourceOf(printed))
    const [problem] = back.problems
    if (problem !== undefined) return problem.message
    const [path] = differences(spec, back.spec)
    return path && `\`${path.join('.')}\` would be another`
  } catch (error) {
    if (error instanceof AshlarError) return error.problems[0]?.message
    throw error
  }
}

/**
 * A description for the parser, from its text. TypeScript is run as if it stood in the project: with the Zod that is
 * installed there.
 */
export async function sourceOf({ root, file, text }: Printed): Promise<Source> {
  return isZodForm(file) ? (await loadText(join(root, file), text)).source : { file, text }
}
