import { followsTransactions } from '../model/lookup.ts'
import type { ServiceRow } from './catalog.ts'
import { PATHS } from './paths.ts'

/** What statements and transactions go through, and what else a service has where something follows a transaction: one row a file. */
export const TRANSACTION_FILES: readonly ServiceRow[] = [
  { id: 'readingAgain', template: PATHS.readingAgain },
  { id: 'whileOpen', template: PATHS.whileOpen },
  { id: 'transaction', template: PATHS.transaction, when: followsTransactions },
]
