import type { StatementLock } from '../migrate/locks.ts'

/** What others notice while a statement runs: `ACCESS EXCLUSIVE, for a moment`. */
export function lockWords({ lock, work }: StatementLock): string {
  if (lock === 'none') return 'nobody waits'
  if (lock === 'unknown') return 'its lock is not known'
  return `${lock}, ${work === 'brief' ? 'for a moment' : DURING[work]}${OTHERS[lock]}`
}

const DURING = {
  scan: 'while the rows are read',
  part: 'for some thousand rows at a time',
  rewrite: 'while the table is written anew',
} as const

const OTHERS = {
  'ACCESS EXCLUSIVE': '',
  'SHARE ROW EXCLUSIVE': ': others read',
  SHARE: ': others read',
  'SHARE UPDATE EXCLUSIVE': ': others read and write',
  'ROW EXCLUSIVE': ': others read, and write other rows',
} as const
