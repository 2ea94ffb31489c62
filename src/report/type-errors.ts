import type { Change, ChangeKind } from '../merge/change.ts'
import type { TypeProblem } from '../project/type-checker.ts'
import { stateLine } from './drift.ts'
import { count } from './duration.ts'
import type { Paint } from './terminal.ts'

/** Whose the file is in which a type is wrong: one that is generated, with the user's edits or as it was; or the user's. */
export type TypeOwner = 'edited' | 'generated' | 'yours'

/** What the type checker has found, with whose the file is. */
export interface FoundTypeError extends TypeProblem {
  readonly owner: TypeOwner
}

const EDITED: ReadonlySet<ChangeKind> = new Set(['keepEdit', 'merged', 'conflict', 'orphan'])

/** Tells type errors in files that the user edited, or that were merged, from those in others. */
export function withOwners(problems: readonly TypeProblem[], changes: readonly Change[]): FoundTypeError[] {
  const kinds = new Map(changes.map(({ path, from, kind }) => [from ?? path, kind]))
  return problems.map((problem) => {
    const kind = kinds.get(problem.path)
    return { ...problem, owner: kind === undefined ? 'yours' : EDITED.has(kind) ? 'edited' : 'generated' }
  })
}

const WHERE: Readonly<Record<TypeOwner, string>> = {
  edited: 'in files that you edited',
  generated: 'in files as generated',
  yours: 'in files of your own',
}

/** One line an error, and how many there are where. */
export function typeErrorLines(errors: readonly FoundTypeError[], paint: Paint): string[] {
  return errors.map(({ path, line, column, ...error }) =>
    stateLine({ state: 'types', subject: `${path}:${line}:${column}`, repair: typeSentence(error) }, paint),
  )
}

/** `3 type errors: 2 in files that you edited, 1 in files of your own.` */
export function typeVerdict(errors: readonly FoundTypeError[]): string {
  if (errors.length === 0) return 'No type errors.'
  const amounts = typeCounts(errors)
  const parts = (['edited', 'generated', 'yours'] as const)
    .filter((owner) => amounts[owner] > 0)
    .map((owner) => `${amounts[owner]} ${WHERE[owner]}`)
  return `${count(errors.length, 'type error')}: ${parts.join(', ')}.`
}

/** How many errors there are in whose files. */
export function typeCounts(errors: readonly FoundTypeError[]): Readonly<Record<TypeOwner, number>> {
  const of = (owner: TypeOwner): number => errors.filter((error) => error.owner === owner).length
  return { edited: of('edited'), generated: of('generated'), yours: of('yours') }
}

/** An error in one line. */
export function typeSentence({ code, message }: Pick<FoundTypeError, 'code' | 'message'>): string {
  return `${code}: ${message.split('\n')[0]}`
}
