import type { Place } from './api-change.ts'
import { compareContents } from './compare-contents.ts'
import { compareSchemas } from './compare-schemas.ts'
import { type JsonObject, object, resolved } from './document.ts'
import type { Documents, Operations, PartChange } from './part-change.ts'
import { placed } from './part-change.ts'

/** What changed of the answers of an operation. */
export function compareResponses({ before, after }: Operations, documents: Documents): PartChange[] {
  const [old, next] = [before.responses, after.responses]
  const gone = Object.keys(old).filter((status) => !Object.hasOwn(next, status))
  return [
    ...gone.map(removed),
    ...Object.entries(next).flatMap(([status, response]) => {
      if (!Object.hasOwn(old, status)) return [added(status, Object.keys(old))]
      return compareResponse({ status, before: object(old[status]), after: response }, documents)
    }),
  ]
}

/** Clients wait for an answer that says yes; an error that no longer happens is missed by nobody. */
function removed(status: string): PartChange {
  return { kind: 'removed', effect: isError(status) ? 'compatible' : 'breaking', place: whole(status) }
}

/** An error that was announced by a wider status is none that clients do not know. */
function added(status: string, known: readonly string[]): PartChange {
  const isAnnounced = isError(status) && (known.includes('default') || known.includes(`${status[0]}XX`))
  return { kind: 'added', effect: isAnnounced ? 'compatible' : 'mayBreak', place: whole(status) }
}

function isError(status: string): boolean {
  return /^[45]|^default$/.test(status)
}

function whole(status: string): Place {
  return { in: 'response', status, path: '' }
}

interface Responses {
  readonly status: string
  readonly before: JsonObject
  readonly after: JsonObject
}

function compareResponse({ status, before, after }: Responses, documents: Documents): PartChange[] {
  const contents = compareContents(object(before.content), object(after.content), {
    ...documents,
    direction: 'response',
  })
  return [
    ...compareHeaders({ status, before, after }, documents),
    ...contents.map((change) => placed(change, (path) => ({ in: 'response', status, path }))),
  ]
}

function compareHeaders({ status, before, after }: Responses, documents: Documents): PartChange[] {
  const [old, next] = [headersOf(before), headersOf(after)]
  const placeOf = (name: string, path = ''): Place => ({ in: 'responseHeader', status, name, path })
  const gone = [...old.keys()].filter((name) => !next.has(name))
  return [
    ...gone.map((name): PartChange => ({ kind: 'removed', effect: 'breaking', place: placeOf(name) })),
    ...[...next].flatMap(([name, header]): PartChange[] => {
      const known = old.get(name)
      if (known === undefined) return [{ kind: 'added', effect: 'compatible', place: placeOf(name) }]
      const [from, to] = [resolved(documents.before, known), resolved(documents.after, header)]
      const changes = compareSchemas(from.schema, to.schema, { ...documents, direction: 'response' })
      return changes.map((change) => placed(change, (path) => placeOf(name, path)))
    }),
  ]
}

/** By their names, which are the same in capitals and small letters. */
function headersOf({ headers }: JsonObject): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(object(headers)).map(([name, header]) => [name.toLowerCase(), header]))
}
