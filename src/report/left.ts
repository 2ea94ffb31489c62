import type { Write } from '../merge/write.ts'
import { TYPED } from '../plan/package-managers.ts'
import type { Setup } from '../plan/setup.ts'
import { count } from './duration.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** What `leave` did, or would do. */
export interface Left {
  readonly writes: readonly Pick<Write, 'path' | 'text'>[]
  readonly mentions: readonly string[]
  readonly setup: Setup
  readonly dryRun: boolean
}

/** Every file that goes, how many lose their header, and where ashlar is still spoken of. */
export function leftText({ writes, mentions, setup, dryRun }: Left, paint: Paint): string {
  const gone = ['.ashlar/', ...writes.filter(({ text }) => text === undefined).map(({ path }) => path)]
  const changed = writes.filter(({ text }) => text !== undefined).length
  const what = setup.embed === undefined ? 'the header, the dependency, the step that checks' : 'the header'
  return [
    ...gone.map((path) => `  ${paint.red('delete'.padEnd(9))} ${printable(path)}`),
    `  ${paint.cyan('update'.padEnd(9))} ${count(changed, 'file')}: ${what}`,
    ...(mentions.length === 0
      ? []
      : ['', `These speak of ashlar in words of their own: ${printable(mentions.join(', '))}`]),
    '',
    dryRun ? 'Nothing was written: this was a dry run.' : goodbye(setup),
  ].join('\n')
}

function goodbye({ embed, manager = 'npm' }: Setup): string {
  if (embed === undefined) return 'ashlar is gone. The service is yours as it stands; `git diff` shows what went.'
  const command = `${TYPED[manager].remove} create-ashlar`
  return `ashlar is gone from this folder; \`git diff\` shows what went. Where the application depends on it: ${command}`
}
