import { z } from 'zod'
import { METHODS } from '../field/types.ts'
import type { TextRule } from '../names.ts'
import type { ActionResponse, ActionSpec, CallSpec, HttpMethod } from '../spec.ts'
import { ACTION_PATH, CALL_PATH } from '../texts.ts'
import { ACTION_RESPONSE } from '../values/action-response.ts'
import { UPSTREAM_CALL } from '../values/upstream-call.ts'
import { rulesGrammar } from './access.ts'
import { members } from './field.ts'
import { complainAt, duration, flag, freeText, protection, ruled, valued } from './pieces.ts'

/** One of five keys says the method, and holds the path. */
function methods(path: TextRule) {
  const one = ruled(path).exactOptional()
  return { get: one, post: one, put: one, patch: one, delete: one }
}

type Methods = { readonly [Method in HttpMethod]?: string }

/** Takes the method and the path out of what was read, and complains unless there is exactly one. */
function split<Rest extends object>(given: Methods & Rest, context: z.RefinementCtx) {
  const { get, post, put, patch, delete: del, ...rest } = given
  const named = METHODS.filter((method) => given[method] !== undefined)
  const [method, second] = named
  const path = get ?? post ?? put ?? patch ?? del
  if (method !== undefined && path !== undefined && second === undefined) return { method, path, ...rest }
  if (second === undefined) {
    const message = 'there is no method with its path here'
    complainAt(context, {}, { code: 'ASH1061', message, hint: 'add one of `get`, `post`, `put`, `patch`, `delete`' })
  } else {
    const message = `\`${method}\` and \`${second}\` both say the method`
    complainAt(context, { path: [second] }, { code: 'ASH1061', message, hint: 'keep one of the two' })
  }
  return z.NEVER
}

const response: z.ZodType<ActionResponse> = z.union(
  [valued(ACTION_RESPONSE), members.transform((fields) => ({ fields }))],
  {
    error: ACTION_RESPONSE.what,
  },
)

/** The keys of an action. */
export const actionObject = z.strictObject(
  {
    ...methods(ACTION_PATH),
    description: freeText.exactOptional(),
    access: rulesGrammar.exactOptional(),
    request: members.exactOptional(),
    response: response.exactOptional(),
    uses: z.array(valued(UPSTREAM_CALL), { error: 'a list of calls' }).exactOptional(),
    idempotent: flag.exactOptional(),
    timeout: protection.timeout,
    rateLimit: protection.rateLimit,
  },
  { error: 'a map with a method and its path' },
)

/** An operation of the user's own. */
export const actionGrammar = actionObject.transform((given, context): ActionSpec => split(given, context))

/** The keys of a call. */
export const callObject = z.strictObject(
  {
    ...methods(CALL_PATH),
    idempotencyKey: flag.exactOptional(),
    request: members.exactOptional(),
    response: members.exactOptional(),
    fallback: z.unknown().optional(),
    timeout: duration.exactOptional(),
    retries: z.int({ error: 'a whole number' }).min(0).max(10).exactOptional(),
  },
  { error: 'a map with a method and its path' },
)

/** One operation of an upstream. */
export const callGrammar = callObject.transform((given, context): CallSpec => split(given, context))
