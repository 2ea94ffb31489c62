import type { Mention } from '../project/mentions.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

const SHOWN = 12

/** Where code that nobody has changed still has an old name in it; nothing when there is none. */
export function mentionedText(mentions: readonly Mention[], paint: Paint): string | undefined {
  if (mentions.length === 0) return undefined
  const lines = mentions.slice(0, SHOWN).map(({ path, line }) => `  ${printable(path)}:${line}`)
  const more = mentions.length > SHOWN ? [`  and ${mentions.length - SHOWN} more`] : []
  return [`${paint.yellow('The old name is still in files of your own:')}`, ...lines, ...more].join('\n')
}
