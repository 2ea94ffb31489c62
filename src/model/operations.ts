import { OPERATIONS } from '../spec/field/types.ts'
import type { OperationName } from '../spec/spec.ts'
import type { PlacedField } from './fields.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'

const ORDER: readonly OperationName[] = OPERATIONS

/** What a resource has whose description lists no operations; bulk is asked for by name. */
export const USUAL_OPERATIONS: readonly OperationName[] = ['list', 'get', 'create', 'update', 'delete']

/** The operations of a resource in their order, without an update that could change nothing. */
export function buildOperations(
  resource: NamedResource,
  fields: readonly PlacedField[],
  report: Report,
): OperationName[] {
  const { operations } = resource.spec
  // Who may update their account may change what they sign in with, if nothing else.
  const updatable = fields.some(({ field }) => field.writable.update || field.proven)
  report.addRepeated(operations ?? [], [...resource.at, 'operations'])
  for (const [index, name] of (operations ?? []).entries()) {
    const at = [...resource.at, 'operations', index]
    if (isUpdate(name) && !updatable && !report.isUnread([...resource.at, 'fields'])) {
      const message = `\`${resource.name}\` has no field that an update could change`
      report.add({ code: 'ASH2070', message, hint: `take \`${name}\` out`, at })
    }
  }
  const wanted = operations ?? USUAL_OPERATIONS
  return ORDER.filter((name) => wanted.includes(name)).filter((name) => !isUpdate(name) || updatable)
}

function isUpdate(name: OperationName): boolean {
  return name === 'update' || name === 'bulkUpdate'
}
