import type { Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { value } from '../code.ts'
import { columnCode } from '../kinds/column.ts'
import { resourcePath } from '../paths.ts'
import { userOf } from './actor.ts'

/** A table of which each row belongs to who signs in, with what it imports besides; `optional`: or to nobody. */
export function userTableView(service: Service, imports: readonly ImportSymbol[], { optional = false } = {}) {
  const user = userOf(service)
  const key = keyOf(user)
  const column: Field = {
    ...key,
    column: 'user_id',
    property: 'userId',
    optional,
    inKey: false,
    made: undefined,
    default: undefined,
  }
  const { text, imports: ofColumn } = columnCode(column, user, 4)
  return {
    view: { table: user.names.many, key: key.property, userColumn: text },
    imports: [...imports, value(user.names.many, resourcePath(user, 'table')), ...ofColumn],
  }
}

/** The one field of the key of who signs in. */
export function keyOf({ key, names }: Resource): Field {
  const [first, second] = key
  if (first === undefined || second !== undefined) throw new Error(`${names.one} has no key of one field`)
  return first
}
