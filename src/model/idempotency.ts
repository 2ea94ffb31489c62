import { takesKey } from './lookup.ts'
import type { Resource } from './model.ts'
import type { World } from './world.ts'

/** Where the service keeps what it has answered to creates that may be sent again. */
export const IDEMPOTENCY_TABLE = 'idempotency_keys'

/** Reports a resource that would have the same table. */
export function checkIdempotency({ report, resources }: World, built: readonly Resource[]): void {
  if (!built.some(takesKey)) return
  for (const { named } of resources.values()) {
    if (named.table !== IDEMPOTENCY_TABLE) continue
    const message = `in the table \`${named.table}\` the service keeps the answers to creates with an \`Idempotency-Key\``
    report.add({ code: 'ASH2004', message, hint: 'give it another name, or add `table:`', at: named.at, name: true })
  }
}
