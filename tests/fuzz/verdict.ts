import { AshlarError, EXIT } from '../../src/errors.ts'
import { describe } from '../../src/pipeline.ts'

/** What became of a description: accepted, refused with problems as they should be, or something that may not be. */
export type Verdict = { readonly accepted: true } | { readonly accepted: false; readonly codes: readonly string[] }

/** Reads a description as every command does. Throws, with the reason, whatever no user may ever see. */
export function verdictOn(text: string, known: ReadonlySet<string>): Verdict {
  const started = performance.now()
  try {
    describe({ file: 'ashlar.yaml', text })
    return { accepted: true }
  } catch (error) {
    if (!(error instanceof AshlarError)) throw error
    const lines = text.split('\n')
    const wrong = [
      error.exitCode !== EXIT.invalid && `exit code ${error.exitCode}`,
      error.problems.length === 0 && 'no problem',
      performance.now() - started > 5_000 && 'more than five seconds',
      ...error.problems.map(({ code, message, hint, where }) => {
        const line = where === undefined ? undefined : lines[where.line - 1]
        if (!known.has(code)) return `an unknown code ${code}`
        if (line === undefined || where === undefined) return `${message}: no such line`
        if (where.column < 1 || where.column > line.length + 2) return `${message}: no such column ${where.column}`
        if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(message + (hint ?? '')))
          return `control characters in ${JSON.stringify(message)}`
        return hint === undefined || hint === '' ? `${message}: no hint` : false
      }),
      ...error.problems.slice(1).map(({ where }, at) => {
        const before = error.problems[at]?.where
        const sorted =
          (before?.line ?? 0) < (where?.line ?? 0) ||
          (before?.line === where?.line && (before?.column ?? 0) <= (where?.column ?? 0))
        return !sorted && 'problems are not sorted'
      }),
    ].filter((reason) => typeof reason === 'string')
    if (wrong.length > 0) throw new Error(wrong.join('; '))
    return { accepted: false, codes: error.problems.map(({ code }) => code) }
  }
}
