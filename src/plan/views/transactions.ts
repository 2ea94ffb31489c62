import { followsTransactions } from '../../model/lookup.ts'
import type { Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { value } from '../code.ts'
import { PATHS } from '../paths.ts'

/** How a transaction begins: Drizzle's own, or one that others can follow. The call is closed in the same way. */
export function transactionText(service: Service): string {
  return followsTransactions(service) ? 'transaction(db, ' : 'db.transaction('
}

/** The templates that begin one. */
const BEGINNING: ReadonlySet<string> = new Set([
  PATHS.allOrNone,
  PATHS.idempotency,
  PATHS.identities,
  PATHS.kept,
  PATHS.scope,
  PATHS.softDelete,
  'src/resources/resource.create-with.ts',
])

/** What they import for it. */
export function transactionImports(template: string, service: Service): ImportSymbol[] {
  if (!followsTransactions(service)) return []
  if (template === 'src/main.ts') return [value('reportAfterCommit', PATHS.transaction)]
  return BEGINNING.has(template) ? [value('transaction', PATHS.transaction)] : []
}
