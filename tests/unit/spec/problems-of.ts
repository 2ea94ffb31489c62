import { AshlarError, invalid, type Problem } from '../../../src/errors.ts'
import { parseDescription } from '../../../src/spec/parse.ts'

/** What a call complains about, one line a problem: `3:5 ASH1020 sentence -> hint`. */
export function problemsOf(call: () => unknown): string[] {
  try {
    call()
  } catch (error) {
    if (!(error instanceof AshlarError)) throw error
    return linesOf(error.problems)
  }
  return []
}

/** Problems, a line each. */
export function linesOf(problems: readonly Problem[]): string[] {
  return problems.map(({ code, message, where, hint }) => {
    return `${where?.line}:${where?.column} ${code} ${message} -> ${hint}`
  })
}

/** What is wrong with the text of a description, whatever it means. */
export function textProblems(text: string): string[] {
  return problemsOf(() => {
    const { problems } = parseDescription({ file: 'a.yaml', text })
    if (problems.length > 0) throw invalid(problems)
  })
}
