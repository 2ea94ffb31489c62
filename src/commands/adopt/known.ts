import { AshlarError } from '../../errors.ts'
import { EMPTY_LOCK, type Lock } from '../../merge/lock.ts'
import { parseLock } from '../../project/lock.ts'
import { salvageLock } from '../../project/salvage-lock.ts'
import { readLockText } from '../../project/snapshot.ts'

/** What is left of the lock of a project, and how whole it is. */
export interface Known {
  readonly state: 'whole' | 'broken' | 'missing'
  /** Of a broken one what can be read of it. */
  readonly lock: Lock
}

/**
 * Reads what is left of the lock. One of a newer ashlar is refused (exit 3), and one with the markers of a merge too,
 * because git has both sides of it; unless a new one is to be made anyway.
 */
export function knownOf(root: string, { anew }: { readonly anew: boolean }): Known {
  const text = readLockText(root)
  if (text === undefined) return { state: 'missing', lock: EMPTY_LOCK }
  try {
    const lock = parseLock(text)
    return lock.entries.length === 0 ? { state: 'missing', lock } : { state: 'whole', lock }
  } catch (error) {
    if (!(error instanceof AshlarError) || !error.problems.every(({ code }) => isLost(code, anew))) throw error
    return { state: 'broken', lock: { ...EMPTY_LOCK, ...salvageLock(text) } }
  }
}

const BROKEN = 'ASH3101'
const CONFLICTED = 'ASH3103'

function isLost(code: string, anew: boolean): boolean {
  return code === BROKEN || (anew && code === CONFLICTED)
}
