import type { Resource } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { upperFirst } from './openapi-parts.ts'

/** What every operation of a resource says of itself. */
export function operation(
  verb: string,
  { names }: Resource,
  words: { readonly summary: string; readonly description: string },
): JsonSchema {
  const operationId = `${verb}${verb === 'list' ? upperFirst(names.many) : names.type}`
  return { operationId, ...words, tags: [names.words.many] }
}

/** An answer of `components`, by its name. */
export function answer(name: string): JsonSchema {
  return { $ref: `#/components/responses/${name}` }
}

/** What is nested answers so where its parent is not there. */
export function unparented({ parent }: Resource): number[] {
  return parent === undefined ? [] : [404]
}
