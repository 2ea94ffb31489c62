import type { Resource, Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { hasIncludes } from './includes-imports.ts'
import { withRequestId } from './openapi-parts.ts'

const TAG = { type: 'string', maxLength: 1024, pattern: '^[^\\x00-\\x1f]*$' }

/** The headers by which a request says which versions it knows; each where an operation takes it. */
export function versionParameters({ resources }: Service): JsonSchema {
  const reads = resources.some(({ versioned, operations }) => versioned && operations.includes('get'))
  const changes = resources.some(changesVersions)
  return {
    ...(changes ? { IfMatch: IF_MATCH } : {}),
    ...(reads ? { IfNoneMatch: IF_NONE_MATCH } : {}),
  }
}

/** Whether a change of it has to say which version it is about. */
function changesVersions({ versioned, operations }: Resource): boolean {
  return versioned && (operations.includes('update') || operations.includes('delete'))
}

const IF_MATCH: JsonSchema = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description:
    'The `ETag` of what is changed. Where it has been changed meanwhile the answer is 412; `*` is any version.',
  schema: { ...TAG, examples: ['"3"', '*'] },
}

const IF_NONE_MATCH: JsonSchema = {
  name: 'If-None-Match',
  in: 'header',
  description: 'The `ETag` of what the client has. The answer is 304 as long as that has not changed.',
  schema: { ...TAG, examples: ['"3"'] },
}

/** The header of answers, where anything has versions. */
export const VERSION_HEADERS: JsonSchema = {
  ETag: {
    description: 'The version: it is another one after each change.',
    schema: { type: 'string', maxLength: 12, pattern: '^"\\d{1,10}"$', examples: ['"3"'] },
  },
}

/** Whether an answer with a version may have something beside it that has none. */
export function hasPlainTag(resource: Resource): boolean {
  return resource.versioned && resource.operations.includes('get') && hasIncludes(resource)
}

/** The header of such an answer. */
export const PLAIN_TAG: JsonSchema = {
  ETagUnlessIncluded: {
    description: 'The version, where nothing is included.',
    required: false,
    schema: { type: 'string', maxLength: 12, pattern: '^"\\d{1,10}"$', examples: ['"3"'] },
  },
}

/** Answers that only what has versions gives. */
export const VERSION_RESPONSES: JsonSchema = {
  NotModified: withRequestId({ description: 'It is as the client has it.' }, 'ETag'),
}
