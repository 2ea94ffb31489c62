import type { Effect, Place } from './api-change.ts'
import { compareSchemas } from './compare-schemas.ts'
import type { Parameter } from './operations.ts'
import {
  addedToRequest,
  type Documents,
  necessityInRequest,
  type Operations,
  type PartChange,
  placed,
} from './part-change.ts'

/** What changed of the parameters of an operation. */
export function compareParameters({ before, after }: Operations, documents: Documents): PartChange[] {
  const [old, next] = [byKey(before.parameters), byKey(after.parameters)]
  const gone = [...old].filter(([key]) => !next.has(key)).map(([, parameter]) => removed(parameter))
  const others = [...next].flatMap(([key, parameter]) => {
    const known = old.get(key)
    if (known === undefined) return [addedToRequest(parameter.required, placeOf(parameter))]
    return compareParameter(known, parameter, documents)
  })
  return [...gone, ...others]
}

function byKey(parameters: readonly Parameter[]): ReadonlyMap<string, Parameter> {
  return new Map(parameters.map((parameter) => [parameter.key, parameter]))
}

function placeOf({ in: place, name }: Parameter, path = ''): Place {
  return { in: place, name, path }
}

/** A generated service refuses parameters of the query that it does not know, and does not look at other headers. */
function removed(parameter: Parameter): PartChange {
  const effect: Effect = parameter.in === 'query' || parameter.in === 'path' ? 'breaking' : 'mayBreak'
  return { kind: 'removed', effect, place: placeOf(parameter) }
}

function compareParameter(before: Parameter, after: Parameter, documents: Documents): PartChange[] {
  const place = placeOf(after)
  const changes = compareSchemas(before.schema, after.schema, { ...documents, direction: 'request' })
  return [
    ...renamed(before, after),
    ...necessityInRequest(before.required, after.required, place),
    ...(JSON.stringify(before.form) === JSON.stringify(after.form)
      ? []
      : [{ kind: 'other', effect: 'breaking', place, to: 'style' } as const]),
    ...changes.map((change) => placed(change, (path) => placeOf(after, path))),
  ]
}

/** In a path it is the position that counts; what stands there may be something else all the same, such as another key. */
function renamed(before: Parameter, after: Parameter): PartChange[] {
  if (before.in !== 'path' || before.name === after.name) return []
  return [{ kind: 'renamed', effect: 'mayBreak', place: placeOf(after), from: before.name, to: after.name }]
}
