import type { JsonSchema } from '../kinds/openapi.ts'
import { mapValues, object } from './openapi-parts.ts'
import { SERVICE_ROUTES, SERVICE_TAG } from './openapi-shared.ts'

/**
 * The document of an API that is a part of an application: without the routes of the process, and without the answer to
 * errors that nobody expects, which is the application's.
 */
export function asEmbedded(document: JsonSchema): JsonSchema {
  const { paths, components, tags } = document
  const { schemas, responses, ...others } = object(components)
  return {
    ...document,
    servers: [{ url: '/', description: 'The application that this API is a part of.' }],
    tags: Array.isArray(tags) ? tags.filter(({ name }) => name !== SERVICE_TAG) : tags,
    paths: mapValues(without(object(paths), ...Object.keys(SERVICE_ROUTES)), (path) =>
      mapValues(object(path), withoutUnexpected),
    ),
    components: {
      schemas: without(object(schemas), 'ServiceStatus'),
      responses: without(object(responses), 'ServiceStatus', 'Problem500'),
      ...others,
    },
  }
}

/** What stands in a path: its operations, and the parameters that they share. */
function withoutUnexpected(part: unknown): unknown {
  const { responses } = object(part)
  return responses === undefined ? part : { ...object(part), responses: without(object(responses), '500') }
}

function without(value: JsonSchema, ...names: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
}
