import type { JsonSchema } from '../kinds/openapi.ts'
import { PROBLEMS } from '../problems.ts'
import { jsonContent, REQUEST_ID, refTo, withHeader, withRequestId } from './openapi-parts.ts'

type ProblemKind = (typeof PROBLEMS)[number]

/** Of this status there is no answer to an operation that is described: it is for the methods that are not. */
const METHOD_NOT_ALLOWED = 405

/** The answers of an operation that are problems, by status, and one for those that nobody thinks of. */
export function problemResponses(...statuses: readonly (number | '4XX')[]): JsonSchema {
  const known = statuses.map((status) => {
    return [status, { $ref: `#/components/responses/Problem${status === '4XX' ? '' : status}` }] as const
  })
  return { ...Object.fromEntries(known), default: { $ref: '#/components/responses/Problem' } }
}

/** One response a status of these problems, with an example of each code, and `Problem` for all others. */
export function responsesOfProblems(problems: readonly ProblemKind[]): JsonSchema {
  const statuses = [...new Set(problems.map(({ status }) => status))]
  return {
    Problem: problemResponse('Any other problem.', 'internal-error'),
    ...Object.fromEntries(
      statuses
        .filter((status) => status !== METHOD_NOT_ALLOWED)
        .map((status) => {
          const ofStatus = problems.filter((problem) => problem.status === status)
          const description = ofStatus.map(({ code, title }) => `${title} (\`${code}\`).`).join(' ')
          return [`Problem${status}`, problemResponse(description, ...ofStatus.map(({ code }) => code))]
        }),
    ),
  }
}

/** Those that say after how long to try again. */
const WITH_RETRY: ReadonlySet<string> = new Set(['idempotency-key-in-use', 'too-many-requests'])

function problemResponse(description: string, ...codes: readonly string[]): JsonSchema {
  const examples = PROBLEMS.filter(({ code }) => codes.includes(code)).map((problem) => [
    problem.code,
    { summary: problem.title, value: exampleOf(problem) },
  ])
  const content = jsonContent(refTo('Problem'), 'application/problem+json')
  const withExamples = Object.entries(content).map(([media, type]) => [
    media,
    { ...type, examples: Object.fromEntries(examples) },
  ])
  const response = { description, content: Object.fromEntries(withExamples) }
  const retries = codes.filter((code) => WITH_RETRY.has(code)).length
  if (retries === codes.length) return withRequestId(response, 'Retry-After')
  return retries === 0 ? withRequestId(response) : withHeader(withRequestId(response), 'Retry-After', 'RetryAfterInUse')
}

function exampleOf({ code, status, title }: (typeof PROBLEMS)[number]): JsonSchema {
  const errors =
    code === 'invalid-input'
      ? { errors: [{ in: 'query', pointer: '/limit', code: 'invalid_format', message: 'must be a whole number' }] }
      : {}
  return { type: `/problems/${code}`, title, status, code, ...errors, requestId: REQUEST_ID }
}
