import type { JsonSchema } from '../kinds/openapi.ts'
import { mapValues, object } from './openapi-parts.ts'
import { SERVICE_ROUTES, SERVICE_TAG } from './openapi-shared.ts'

/**
 * The document of an API that is a part of an application: without the routes of the process, and with the answer to
 * errors that nobody expects as what it is there, the application's.
 */
export function asEmbedded(document: JsonSchema): JsonSchema {
  const { paths, components, tags } = document
  const { schemas, responses, ...others } = object(components)
  return {
    ...document,
    servers: [{ url: '/', description: 'The application that this API is a part of: local, staging or production.' }],
    tags: Array.isArray(tags) ? tags.filter(({ name }) => name !== SERVICE_TAG) : tags,
    paths: without(object(paths), ...Object.keys(SERVICE_ROUTES)),
    components: {
      schemas: without(object(schemas), 'ServiceStatus'),
      responses: mapValues(without(object(responses), 'ServiceStatus'), (response, name) =>
        name === 'Problem500' ? UNEXPECTED : response,
      ),
      ...others,
    },
  }
}

const UNEXPECTED: JsonSchema = {
  description: 'Something went wrong. The application answers as it does everywhere.',
  content: { '*/*': { schema: {} } },
}

function without(value: JsonSchema, ...names: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
}
