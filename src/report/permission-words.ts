import type { PermissionChange } from '../contract/permissions.ts'
import { someOf } from './planned-words.ts'

/** What becomes of who may call what, in a word and a sentence without a full stop, names in backticks. */
export interface PermissionNews {
  readonly verb: 'new' | 'changed'
  readonly sentence: string
}

const SHOWN = 50

/** Operations that change, then those that are new, by who may call them. */
export function permissionNews(changes: readonly PermissionChange[]): PermissionNews[] {
  const byWho = new Map<string, readonly string[]>()
  const changed: PermissionNews[] = []
  for (const { operation, before, after } of changes) {
    if (before === undefined) byWho.set(after, [...(byWho.get(after) ?? []), `\`${operation}\``])
    else changed.push({ verb: 'changed', sentence: `\`${operation}\` is for \`${after}\`, and was for \`${before}\`` })
  }
  const added = [...byWho].map(([after, operations]): PermissionNews => {
    return { verb: 'new', sentence: `for \`${after}\`: ${someOf(operations, SHOWN)}` }
  })
  return [...changed, ...added]
}
