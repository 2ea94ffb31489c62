import type { Change, ChangeKind } from '../merge/change.ts'
import type { ExplainedUnit } from './explained.ts'

const FILE: Readonly<Record<ChangeKind, string>> = {
  current: 'as generated',
  adopt: 'as generated, and not in the lock yet',
  mode: 'as generated, but for its executable bit',
  update: 'as it was generated; the description has changed since: `ashlar generate` brings it up to date',
  move: 'goes to another place with the next `ashlar generate`',
  keepEdit: 'edited by you, in step with the description',
  merged: 'edited by you; the description has changed since: `ashlar generate` merges the two',
  conflict: 'in conflict',
  orphan: 'edited by you and no longer generated: yours from the next `ashlar generate` on',
  delete: 'no longer generated: `ashlar generate` deletes it',
  create: 'not there yet: `ashlar generate` writes it',
  stayDeleted: 'deleted by you: it stays so',
  forget: 'neither there nor generated any more',
}

/** What there is to say about a file as a whole. */
export function fileSentence({ kind, conflict, path, wanted, last }: Change): string {
  if (kind === 'conflict') return `in conflict: ${conflict ?? 'changed on both sides'}; see \`ashlar resolve ${path}\``
  const once = (wanted?.owner === 'once' || last?.once === true) && (kind === 'current' || kind === 'keepEdit')
  return once ? 'written once, and yours since' : FILE[kind]
}

/** What became of a unit, and what is generated of it now. */
export function unitSentence({ state, news }: Pick<ExplainedUnit, 'state' | 'news'>): string {
  const is = { generated: 'as generated', edited: 'edited by you', added: 'added by you' }[state]
  if (state === 'added' || news === 'same') return is
  if (news === 'gone') return `${is}, and no longer generated`
  return `${is}; what is generated of it has changed since`
}
