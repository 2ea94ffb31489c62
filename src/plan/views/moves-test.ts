import type { Field, Resource, Service } from '../../model/model.ts'
import { collectionPath, ownKey } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { value } from '../code.ts'
import { handlerText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { wrapped } from './envelope.ts'
import { initialState, machineOf, movedFields, moveNames } from './moves.ts'

/** A move that tests make: once, because no move leads from where it leads to there again. */
export interface TestedMove {
  readonly field: Field
  readonly from: string
  readonly to: string
}

/** A move of each field, from the state of a new row where that has one. */
export function testedMoves(resource: Resource): TestedMove[] {
  if (!resource.operations.includes('update')) return []
  return movedFields(resource).flatMap((field): TestedMove[] => {
    const machine = machineOf(field)
    const moves = Array.from(machine).flatMap(([from, next]) => next.map((to) => ({ field, from, to })))
    const final = moves.filter(({ to }) => machine.get(to)?.includes(to) === false)
    const first = final.find(({ from }) => from === initialState(field)) ?? final[0]
    return first === undefined ? [] : [first]
  })
}

/** Behind the address of a row, where a test moves it. */
export function moveSegment({ field }: TestedMove): string {
  return `move-${field.name}`
}

/** A route that makes the move, as one of the service's own would. */
export function moveRouteText(move: TestedMove, resource: Resource, service: Service): string {
  const { names } = resource
  const inPath = ({ property }: Field): string => `:${property}`
  const collection = `${service.basePath}${collectionPath(resource, service, inPath)}`
  const path = [collection, ...ownKey(resource).map(inPath), moveSegment(move)].join('/')
  const call = `${moveNames(resource, move.field).move}(t.db, c.var.grant, c.req.valid('param'), ${literal(move.to)})`
  return handlerText(
    't.app.post',
    [literal(path), 'may.update', `validate('param', ${names.keyType})`],
    [`const row = await ${call}`, `return c.json(${wrapped(service, `row ?? notFound(${literal(names.words.one)})`)})`],
    4,
  )
}

/** A move, as the test makes it and sees it. */
export function movedView(move: TestedMove, hidden: readonly string[], place: string) {
  const { property, readable } = move.field
  const given = `${property}: ${literal(move.from)}`
  return {
    property,
    title: literal(`moves ${property} from ${move.from} to ${move.to}, once`),
    given: place === '' ? `{ ${given} }` : `{ ...${place}, ${given} }`,
    segment: moveSegment(move),
    shown: readable && !hidden.includes(property) && literal(move.to),
  }
}

/** What a test with such routes imports. */
export function moveRouteImports(moves: readonly TestedMove[], resource: Resource): ImportSymbol[] {
  if (moves.length === 0) return []
  return [
    value('may', resourcePath(resource, 'policy')),
    value('validate', PATHS.validate),
    value('notFound', PATHS.problem),
    value(resource.names.keyType, resourcePath(resource, 'schema')),
    ...moves.map(({ field }) => value(moveNames(resource, field).move, resourcePath(resource, 'queries'))),
  ]
}
