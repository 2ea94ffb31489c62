import type { ValueChange } from './api-change.ts'
import { type Comparison, compareSchemas } from './compare-schemas.ts'
import { type JsonObject, object } from './document.ts'

/** What changed of a body, whatever media type it is sent or answered in. */
export function compareContents(before: JsonObject, after: JsonObject, comparison: Comparison): ValueChange[] {
  const [old, next] = [Object.keys(before), Object.keys(after)]
  const common = next.filter((type) => old.includes(type))
  const changes = common.flatMap((type) =>
    compareSchemas(object(before[type]).schema, object(after[type]).schema, comparison),
  )
  return [
    ...old
      .filter((type) => !next.includes(type))
      .map((from): ValueChange => ({ kind: 'mediaTypeRemoved', effect: 'breaking', path: '', from })),
    ...next
      .filter((type) => !old.includes(type))
      .map((to): ValueChange => ({ kind: 'mediaTypeAdded', effect: 'compatible', path: '', to })),
    ...distinct(changes),
  ]
}

/** The same of two media types is said once. */
function distinct(changes: readonly ValueChange[]): ValueChange[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()]
}
