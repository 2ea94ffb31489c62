import type { Change } from '../merge/change.ts'
import { toLf } from '../merge/text.ts'
import { count } from './duration.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** Conflicts that are open, and those that have just been settled. */
export interface Resolved {
  readonly open: readonly Change[]
  readonly settled: readonly Change[]
}

/** One line a file, and what is left to do. */
export function resolvedText({ open, settled }: Resolved, paint: Paint): string {
  return [
    ...settled.map(
      ({ path, after, wanted }) =>
        `  ${paint.green('settled')}   ${printable(path)}  ${paint.dim(toLf(after ?? '') === wanted?.text ? '(the new text)' : '(your text)')}`,
    ),
    ...open.map(
      ({ path, conflict }) =>
        `  ${paint.yellow('conflict')}  ${printable(path)}${paint.dim(`  (${printable(conflict ?? 'it can be merged now: run `ashlar generate`')})`)}`,
    ),
    ...(settled.length > 0 ? [AFTERWARDS] : []),
    open.length === 0 ? 'No conflict is open.' : `${count(open.length, 'conflict')} open. ${HOW_TO_RESOLVE}`,
  ].join('\n')
}

/** A table that was settled may need a migration. */
const AFTERWARDS = 'Run `ashlar generate`: a migration may follow from what was settled.'

/** What to do about conflicts. */
export const HOW_TO_RESOLVE =
  'The three texts of each are in `.ashlar/conflicts/`: base, yours, new. Make the file what it shall be, then `ashlar resolve FILE --done`; or take one side whole with `--ours` or `--theirs`.'
