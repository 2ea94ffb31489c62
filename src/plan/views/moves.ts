import { isWrittenByActions } from '../../model/acting.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { movesName } from '../../model/names.ts'
import { statementName } from '../../model/naming.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal, objectKey } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { arrayText, arrowCallText, callText, objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { both } from './conditions.ts'
import { hasReaders } from './guarded.ts'
import { hookedWrites } from './hooked-writes.ts'
import { valuesOf } from './own-values.ts'
import { setText } from './statements.ts'
import { tellsText } from './telling.ts'

/** From each state of a field, those that may follow: none where the description names none. */
export type Machine = ReadonlyMap<string, readonly string[]>

/** Fields that change along their moves, and in no other way. */
export function movedFields({ fields }: Pick<Resource, 'fields'>): Field[] {
  return fields.filter(({ moves }) => moves !== undefined)
}

/** Whether the queries of a resource move rows: for routes, or for actions. */
export function isMoved(resource: Resource, service: Service): boolean {
  const isWritten = resource.operations.includes('update') || isWrittenByActions(resource, service)
  return isWritten && movedFields(resource).length > 0
}

/** Whether a service has such fields. */
export function hasMoves({ resources }: Pick<Service, 'resources'>): boolean {
  return resources.some((resource) => movedFields(resource).length > 0)
}

/** Every state of such a field with what may follow it, in the order of its enum. */
export function machineOf({ type: { kind, ...of }, moves = {} }: Field): Machine {
  const states = kind === 'enum' && 'values' in of ? of.values : []
  return new Map(states.map((state) => [state, Object.hasOwn(moves, state) ? (moves[state] ?? []) : []]))
}

/** The state of a new row. */
export function initialState(field: Field): unknown {
  return field.default?.kind === 'literal' ? field.default.value : undefined
}

/** `{ draft: ['placed', 'cancelled'], … }`, behind `before` characters. */
export function machineText(field: Field, before: number): string {
  const members = Array.from(machineOf(field), ([state, next]): [string, string] => {
    const key = objectKey(state)
    return [key, arrayText(next.map(literal), { indent: 2, before: `${key}: `.length, after: 1 })]
  })
  return objectText(Object.fromEntries(members), { before })
}

/** What generated code calls what belongs to the moves of a field. */
export function moveNames(resource: Resource, { name, property }: Field) {
  const pascal = `${property.charAt(0).toUpperCase()}${property.slice(1)}`
  return {
    move: `move${pascal}` as const,
    statement: `move${pascal}ByKey`,
    condition: `mayMove${pascal}`,
    moves: movesName(resource.names.one, name),
  }
}

/** The functions of the queries that move rows, one a field. */
export function movesView(resource: Resource, service: Service, prefix: readonly string[]) {
  const values = valuesOf(resource, service)
  return movedFields(resource).map((field) => ({
    property: field.property,
    words: resource.names.words.one,
    name: moveNames(resource, field).statement,
    states: moveNames(resource, field).moves,
    condition: conditionText(resource, field),
    statement: statementText(resource, field, { prefix, values }),
    signature: signatureText(resource, field, values),
    also: values !== undefined,
    told: hookedWrites(resource, service).changed,
    grant: resource.access === undefined ? '' : ', grant',
    tells: tellsText(resource),
    from: field.readable ? `row.${field.property}` : 'undefined',
  }))
}

/** What these functions import. */
export function moveImports(resource: Resource): ImportSymbol[] {
  const fields = movedFields(resource)
  if (fields.length === 0) return []
  return [
    value('and', 'drizzle-orm'),
    value('sql', 'drizzle-orm'),
    value('mayMove', PATHS.moves),
    value('refuseMove', PATHS.moves),
    type('MoveTo', PATHS.moves),
    ...fields.map((field) => value(moveNames(resource, field).moves, resourcePath(resource, 'table'))),
  ]
}

function conditionText(resource: Resource, field: Field): string {
  const { condition, moves } = moveNames(resource, field)
  const start = `const ${condition} = `
  return `${start}${both(['matchesKey', `mayMove(${resource.names.many}.${field.property}, ${moves})`], start)}`
}

/** One statement for all moves: the state that a row gets is a place in it. */
function statementText(
  resource: Resource,
  field: Field,
  { prefix, values }: { readonly prefix: readonly string[]; readonly values: string | undefined },
): string {
  const { names, table, access } = resource
  const { statement, condition } = moveNames(resource, field)
  const named = literal(statementName(...prefix, table, `move_${field.column}`))
  const shape = values === undefined ? '' : ', shape'
  const [make, parameters] =
    access === undefined
      ? ['prepared', `(db${shape})`]
      : hasReaders(resource)
        ? ['restricted', `readers, (db, rows${shape})`]
        : ['scoped', `(db, rows${shape})`]
  const also = values === undefined ? '' : `...placesFor<${values}>(shape), `
  const set = setText(resource, `${also}${field.property}: sql\`\${sql.placeholder('$to')}\``)
  return arrowCallText(`const ${statement} = ${make}(${named}, ${parameters} =>`, 'db', [
    `update(${names.many})`,
    `set(${set})`,
    `where(${access === undefined ? condition : `and(${condition}, rows)`})`,
    'returning(columns)',
  ])
}

function signatureText({ names, access, ...resource }: Resource, field: Field, values: string | undefined): string {
  const { move, moves } = moveNames({ names, access, ...resource }, field)
  const grant = `${access === undefined ? '_grant' : 'grant'}: Grant<${literal(names.one)}, 'update'>`
  const also = values === undefined ? [] : [`also: ${values} = {}`]
  const parameters = ['db: Executor', grant, `key: ${names.keyType}`, `to: MoveTo<typeof ${moves}>`, ...also]
  return callText(`export async function ${move}`, parameters, { tail: ' {' })
}
