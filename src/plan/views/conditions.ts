import { deletedAtOf } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { levelsOf, ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { type Call, nestedCallText } from '../layout.ts'

/** That a row is nested as the path says; undefined where it stands by itself. */
export function placedCondition(resource: Resource, service: Service): Call | undefined {
  const level = levelsOf(resource, service).at(-1)
  if (level === undefined) return undefined
  const reference = `${resource.names.many}.${level.field.property}`
  const own: Call = { head: 'eq', args: [reference, place(level.field, resource.names.many)] }
  const outer = placedCondition(level.parent, service)
  if (outer === undefined) return own
  const key = `${level.parent.names.many}.${level.field.reference?.key}`
  return { head: 'and', args: [own, { head: 'leadsTo', args: [reference, key, outer] }] }
}

/** Which rows a statement is about, as the constants that it is made of. */
export function rowConditions(resource: Resource, service: Service) {
  const { names, parent, softDelete } = resource
  const deletedAt = `${names.many}.${deletedAtOf(resource)}`
  const placed = parent === undefined ? [] : ['inParent']
  const own = ownKey(resource).map((field): Call => {
    return { head: 'eq', args: [`${names.many}.${field.property}`, place(field, names.many)] }
  })
  const live = softDelete ? [`isNull(${deletedAt})`] : []
  const inParent = placedCondition(resource, service)
  return {
    inParent: inParent === undefined ? false : both([inParent], 'const inParent = '),
    matchesKey: both([...placed, ...own, ...live], 'const matchesKey = '),
    matchesDeleted: both([...placed, ...own, `isNotNull(${deletedAt})`], 'const matchesDeleted = '),
    matchesVersion: both(['matchesKey', `isOneOf(${names.many}.version)`], 'const matchesVersion = '),
    afterKey: both([...placed, afterKey(resource), ...live], 'const afterKey = '),
  }
}

/** All of these conditions, behind the head of their constant: `const matchesKey = `. */
export function both(conditions: readonly (string | Call)[], before: string): string {
  const [only] = conditions
  const together: Call = { head: 'and', args: conditions }
  const condition = conditions.length === 1 && only !== undefined ? only : together
  return typeof condition === 'string' ? condition : nestedCallText(condition, { before: before.length })
}

function afterKey(resource: Resource): string {
  const { names } = resource
  const key = ownKey(resource)
  const [first] = key
  if (key.length === 1 && first) return `gt(${names.many}.${first.property}, ${place(first, names.many)})`
  const columns = key.map((field) => `\${${names.many}.${field.property}}`).join(', ')
  const places = key.map((field) => `\${${place(field, names.many)}}`).join(', ')
  return `sql\`(${columns}) > (${places})\``
}

/** A place in a prepared statement; a date needs its column to be written as PostgreSQL reads it. */
export function place(field: Pick<Field, 'property' | 'type'>, table: string): string {
  const bare = `sql.placeholder(${literal(field.property)})`
  return field.type.kind === 'datetime' ? `sql.param(${bare}, ${table}.${field.property})` : bare
}
