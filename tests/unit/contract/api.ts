import type { ApiChange, Place } from '../../../src/contract/api-change.ts'
import { compareApis } from '../../../src/contract/compare-apis.ts'
import type { JsonObject } from '../../../src/contract/document.ts'

/** What a test's operation has of its own. */
export interface Parts {
  readonly path?: string
  readonly operation?: JsonObject
  readonly request?: JsonObject
  readonly response?: JsonObject
  readonly parameters?: readonly JsonObject[]
  readonly components?: JsonObject
  readonly security?: readonly JsonObject[]
}

/** A document with `POST /things`, which takes and answers JSON. */
export function documentOf({ path = '/things', operation, request, response, parameters, ...rest }: Parts): JsonObject {
  const body = { required: true, content: { 'application/json': { schema: request } } }
  const answer = { description: 'It.', content: { 'application/json': { schema: response } } }
  const post = {
    ...(parameters === undefined ? {} : { parameters }),
    ...(request === undefined ? {} : { requestBody: body }),
    responses: { 200: response === undefined ? { description: 'It.' } : answer },
    ...operation,
  }
  return { openapi: '3.1.0', paths: { [path]: { post } }, ...rest }
}

/** The changes between two such documents in short: `breaking required request price`. */
export function changesBetween(before: Parts, after: Parts): string[] {
  return compareApis(documentOf(before), documentOf(after)).map(short)
}

/** `breaking type response 200 data.price string>integer` */
export function short({ effect, kind, place, from, to }: ApiChange): string {
  const values = from === undefined && to === undefined ? [] : [`${from ?? ''}>${to ?? ''}`]
  return [effect, kind, ...placeWords(place), ...values].filter((word) => word !== '').join(' ')
}

function placeWords(place: Place): string[] {
  const path = place.in === 'operation' ? '' : place.path
  const status = 'status' in place ? place.status : ''
  const name = 'name' in place ? place.name : ''
  return [place.in, status, name, path]
}
