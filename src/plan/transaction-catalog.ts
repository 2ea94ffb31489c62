import { followsTransactions } from '../model/lookup.ts'
import type { ServiceRow } from './catalog.ts'
import { PATHS } from './paths.ts'

/** What a service has where something follows a transaction, or has to know of one: one row a file. */
export const TRANSACTION_FILES: readonly ServiceRow[] = [
  { id: 'transaction', template: PATHS.transaction, when: followsTransactions },
]
