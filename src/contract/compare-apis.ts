import { accessWords, isKept } from './access.ts'
import type { ApiChange, ApiChangeKind, Effect } from './api-change.ts'
import { compareContents } from './compare-contents.ts'
import { compareParameters } from './compare-parameters.ts'
import { compareResponses } from './compare-responses.ts'
import type { JsonObject } from './document.ts'
import { type Operation, operationsOf } from './operations.ts'
import {
  addedToRequest,
  type Documents,
  necessityInRequest,
  type Operations,
  type PartChange,
  placed,
} from './part-change.ts'

/**
 * What changes for those who call an API, by its two OpenAPI documents: what breaks them first, then what may, then
 * the rest, each in the order of the documents.
 *
 * @example
 * compareApis(JSON.parse(written), JSON.parse(wanted)) // [{ effect: 'breaking', kind: 'removed', operation: 'GET /books', … }]
 */
export function compareApis(before: JsonObject, after: JsonObject): ApiChange[] {
  const [old, next] = [byKey(operationsOf(before)), byKey(operationsOf(after))]
  const gone = [...old].filter(([key]) => !next.has(key)).map(([, one]) => whole(one, 'removed', 'breaking'))
  const others = [...next].flatMap(([key, operation]) => {
    const known = old.get(key)
    if (known === undefined) return [whole(operation, 'added', 'compatible')]
    const changes = compareOperations({ before: known, after: operation }, { before, after })
    return changes.map((change) => ({ ...change, operation: operation.label }))
  })
  return EFFECTS.flatMap((effect) => [...gone, ...others].filter((change) => change.effect === effect))
}

const EFFECTS: readonly Effect[] = ['breaking', 'mayBreak', 'compatible']

function byKey(operations: readonly Operation[]): ReadonlyMap<string, Operation> {
  return new Map(operations.map((operation) => [operation.key, operation]))
}

function whole({ label }: Operation, kind: ApiChangeKind, effect: Effect): ApiChange {
  return { effect, kind, operation: label, place: { in: 'operation' } }
}

function compareOperations(pair: Operations, documents: Documents): PartChange[] {
  return [
    ...compareAccess(pair),
    ...compareParameters(pair, documents),
    ...compareBodies(pair, documents),
    ...compareResponses(pair, documents),
    ...compareNames(pair),
  ]
}

function compareAccess({ before, after }: Operations): PartChange[] {
  const [from, to] = [accessWords(before.access), accessWords(after.access)]
  if (from === to) return []
  const effect = isKept(before.access, after.access) ? 'compatible' : 'breaking'
  return [{ kind: 'access', effect, place: { in: 'operation' }, from, to }]
}

/** Generated clients call their functions by these names. */
function compareNames({ before, after }: Operations): PartChange[] {
  const [from, to] = [before.id, after.id]
  if (from === undefined || to === undefined || from === to) return []
  return [{ kind: 'renamed', effect: 'mayBreak', place: { in: 'operation' }, from, to }]
}

function compareBodies({ before, after }: Operations, documents: Documents): PartChange[] {
  const place = { in: 'request', path: '' } as const
  const [was, is] = [before.body, after.body]
  if (is === undefined) return was === undefined ? [] : [{ kind: 'removed', effect: 'mayBreak', place }]
  if (was === undefined) return [addedToRequest(is.required, place)]
  const contents = compareContents(was.content, is.content, { ...documents, direction: 'request' })
  return [
    ...necessityInRequest(was.required, is.required, place),
    ...contents.map((change) => placed(change, (path) => ({ in: 'request', path }))),
  ]
}
