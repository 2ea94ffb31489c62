import type { Write } from '../merge/write.ts'
import { count } from './duration.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** What `leave` did, or would do. */
export interface Left {
  readonly writes: readonly Pick<Write, 'path' | 'text'>[]
  readonly mentions: readonly string[]
  readonly dryRun: boolean
}

/** Every file that goes, how many lose their header, and where ashlar is still spoken of. */
export function leftText({ writes, mentions, dryRun }: Left, paint: Paint): string {
  const gone = ['.ashlar/', ...writes.filter(({ text }) => text === undefined).map(({ path }) => path)]
  const changed = writes.filter(({ text }) => text !== undefined).length
  return [
    ...gone.map((path) => `  ${paint.red('delete'.padEnd(9))} ${printable(path)}`),
    `  ${paint.cyan('update'.padEnd(9))} ${count(changed, 'file')}: the header, the dependency, the step that checks`,
    ...(mentions.length === 0
      ? []
      : ['', `These speak of ashlar in words of their own: ${printable(mentions.join(', '))}`]),
    '',
    dryRun
      ? 'Nothing was written: this was a dry run.'
      : 'ashlar is gone. The service is yours as it stands; `git diff` shows what went.',
  ].join('\n')
}
