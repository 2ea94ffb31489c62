import { AshlarError } from '../../../src/errors.ts'

/** What a call complains about, one line a problem: `3:5 ASH1020 sentence -> hint`. */
export function problemsOf(call: () => unknown): string[] {
  try {
    call()
  } catch (error) {
    if (!(error instanceof AshlarError)) throw error
    return error.problems.map(({ code, message, where, hint }) => {
      return `${where?.line}:${where?.column} ${code} ${message} -> ${hint}`
    })
  }
  return []
}
