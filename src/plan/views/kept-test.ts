import { keptFields, type Part, partsOf } from '../../model/kept.ts'
import { fieldNamed } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { value } from '../code.ts'
import { constant, otherConstant } from '../kinds/sample.ts'
import { arrayText, chainText, objectText } from '../layout.ts'
import { resourcePath } from '../paths.ts'
import { keeperImport, keeperName } from './kept.ts'

/** What a test sends that only the service sets; false where there is nothing. */
export function servedView({ fields }: Resource) {
  const served = fields.filter(
    ({ source, moves }) => moves !== undefined || (source !== undefined && source.kind !== 'actor'),
  )
  if (served.length === 0) return false
  const before = '    expect(refused.body.errors.map((error) => error.pointer)).toEqual('.length
  const pointers = served.map(({ property }) => literal(`/${property}`))
  return {
    members: served.map(({ property, type, array }) => {
      const one = constant(type)
      return `${property}: ${literal(array ? [one] : one)}`
    }),
    pointers: arrayText(pointers, { indent: 4, before: before - 4, after: 1 }),
  }
}

/** What a test compares with what it should be, while rows that count come, change and go; false where none count. */
export function countedView(resource: Resource, service: Service) {
  const parts = partsOf(resource, service)
  if (parts.length === 0) return false
  const factors = parts.flatMap(({ properties }) => properties.slice(1))
  const changed = resource.fields.find(
    ({ property, writable, writeRoles, reference, unique }) =>
      factors.includes(property) && writable.update && writeRoles === undefined && !reference && !unique,
  )
  const keepers = [...new Set(parts.map(({ keeper }) => keeper))]
  const selects = keepers.map((keeper) => {
    const { many } = keeper.names
    const kept = keptFields(keeper).map(({ field: { property } }) => [property, `${many}.${property}`])
    const selection = objectText(Object.fromEntries(kept), { indent: 10, before: '.select('.length })
    const calls = [`select(${selection})`, `from(${many})`, `orderBy(${many}.${keeper.key[0]?.property})`]
    return chainText('await t.db', calls, { indent: 6, after: 1 })
  })
  return {
    kept: arrayText(selects, { indent: 4, before: 'const read = async () => '.length }),
    keepers: keepers.map(keeperName),
    isSure: parts.some((part) => isSure(part, resource)),
    changed: changed !== undefined && {
      property: changed.property,
      value: literal(otherConstant(changed.type)),
    },
    imports: parts.flatMap(({ keeper }) => [
      keeperImport(keeper),
      value(keeper.names.many, resourcePath(keeper, 'table')),
    ]),
  }
}

/** Whether every new row makes a difference: it belongs to one, and what is summed up of it is given and not nothing. */
function isSure({ reference, keeper }: Part, resource: Resource): boolean {
  const given = (property: string) => {
    const field = fieldNamed(resource, property)
    return field.required && field.writeRoles === undefined
  }
  if (!reference.required && reference.property !== resource.parent?.property) return false
  const kept = keptFields(keeper).filter(
    ({ relation }) => relation.resource === resource.names.one && relation.property === reference.property,
  )
  return kept.some(({ factors }) => factors.every(given))
}
