import type { HistoryFlaw } from '../migrate/history-flaws.ts'
import type { Finding } from './checked.ts'

/** What is wrong with the migrations, as `check` finds it. */
export function flawFindings(flaws: readonly HistoryFlaw[]): readonly Finding[] {
  return flaws.map((flaw) => ({
    path: flaw.path,
    state: flaw.kind,
    repair: `${flaw.message}: ${repairOf(flaw)}`,
  }))
}

function repairOf({ kind, path, since }: HistoryFlaw): string {
  switch (kind) {
    case 'unlisted':
      return 'take it out, or take the list back from git: git checkout -- migrations/meta/_journal.json'
    case 'rewritten':
      return `take it back, and put what is to change into a new one: git checkout ${since} -- ${path}`
    default:
      return 'run `ashlar migrate rebase`'
  }
}
