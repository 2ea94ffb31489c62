import { type Access, accessWords, isPublic } from './access.ts'
import type { JsonObject } from './document.ts'
import { operationsOf } from './operations.ts'

/** Who may call an operation that is new, or who may call it now. */
export interface PermissionChange {
  /** `POST /products` */
  readonly operation: string
  /** In words: `everyone`; `undefined` where there was no such operation. */
  readonly before: string | undefined
  readonly after: string
}

/** Who may call what, as far as the documents say it. */
export interface Permissions {
  /** Whether everyone may call everything. */
  readonly isPublic: boolean
  readonly changes: readonly PermissionChange[]
}

/** What changes of who may call what; an operation that goes is nobody's concern any more. */
export function comparePermissions(before: JsonObject, after: JsonObject): Permissions {
  const known = new Map<string, Access>(operationsOf(before).map(({ key, access }) => [key, access]))
  const operations = operationsOf(after)
  const changes = operations.map(({ key, label, access }) => {
    const old = known.get(key)
    return { operation: label, before: old && accessWords(old), after: accessWords(access) }
  })
  return {
    isPublic: operations.every(({ access }) => isPublic(access)),
    changes: changes.filter((change) => change.before !== change.after),
  }
}
