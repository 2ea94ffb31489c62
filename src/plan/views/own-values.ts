import { hasWritingActions, ownFields } from '../../model/acting.ts'
import type { Resource, Service } from '../../model/model.ts'
import { statementName } from '../../model/naming.ts'
import { literal } from '../../render/literal.ts'
import { arrowCallText, callText } from '../layout.ts'
import { hasReaders } from './guarded.ts'
import { setText } from './statements.ts'

/** The type of what only code of the service writes: `OrderValues`; undefined where there is none, or no such code. */
export function valuesOf(resource: Resource, service: Service): string | undefined {
  const isWritten = hasWritingActions(service) && ownFields(resource).length > 0
  return isWritten ? `${resource.names.type}Values` : undefined
}

/** The function of the queries that writes it; false where there is none. */
export function ownValuesView(resource: Resource, service: Service, prefix: readonly string[]) {
  const values = valuesOf(resource, service)
  if (values === undefined) return false
  const { names, access } = resource
  const properties = ownFields(resource).map(({ property }) => literal(property))
  const grant = `${access === undefined ? '_grant' : 'grant'}: Grant<${literal(names.one)}, 'update'>`
  return {
    type: `export type ${values} = Partial<Pick<typeof ${names.many}.$inferInsert, ${properties.join(' | ')}>>`,
    words: names.words.one,
    statement: statementText(resource, values, prefix),
    signature: callText(
      'export async function set',
      ['db: Executor', grant, `key: ${names.keyType}`, `values: ${values}`],
      { tail: ' {' },
    ),
    grant: access === undefined ? '' : ', grant',
  }
}

function statementText(resource: Resource, values: string, prefix: readonly string[]): string {
  const { names, table, access } = resource
  const named = literal(statementName(...prefix, table, 'set'))
  const [make, parameters] =
    access === undefined
      ? ['prepared', '(db, shape)']
      : hasReaders(resource)
        ? ['restricted', 'readers, (db, rows, shape)']
        : ['scoped', '(db, rows, shape)']
  return arrowCallText(`const setByKey = ${make}(${named}, ${parameters} =>`, 'db', [
    `update(${names.many})`,
    `set(${setText(resource, `...placesFor<${values}>(shape)`)})`,
    `where(${access === undefined ? 'matchesKey' : 'and(matchesKey, rows)'})`,
    'returning(columns)',
  ])
}
