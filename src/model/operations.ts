import type { OperationName } from '../spec/spec.ts'
import type { PlacedField } from './fields.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'

const ORDER: readonly OperationName[] = ['list', 'get', 'create', 'update', 'delete']

/** The operations of a resource in their order, without an update that could change nothing. */
export function buildOperations(
  resource: NamedResource,
  fields: readonly PlacedField[],
  report: Report,
): OperationName[] {
  const { operations } = resource.spec
  const updatable = fields.some(({ field }) => field.writable.update)
  for (const [index, name] of (operations ?? []).entries()) {
    const at = [...resource.at, 'operations', index]
    if (operations?.indexOf(name) !== index) {
      report.add({ code: 'ASH2071', message: `\`${name}\` stands here twice`, hint: 'name it once', at })
    } else if (name === 'update' && !updatable) {
      const message = `\`${resource.name}\` has no field that an update could change`
      report.add({ code: 'ASH2070', message, hint: 'take `update` out', at })
    }
  }
  return ORDER.filter((name) => operations?.includes(name) ?? true).filter((name) => name !== 'update' || updatable)
}
