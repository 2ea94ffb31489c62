import type { Service } from '../../model/model.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { constant, secretSample } from '../kinds/sample.ts'
import { sendsMail } from './actor.ts'
import { authFields } from './auth.ts'
import { A_TOKEN, BEARER, body, GONE, operation, REFRESH_TOKEN, TYPED, taking } from './openapi-auth-parts.ts'
import { withRequestId } from './openapi-parts.ts'
import { problemResponses } from './openapi-problems.ts'

/** The addresses that letters are about, with their operations. */
export function mailPaths(service: Service): [string, JsonSchema][] {
  if (!sendsMail(service)) return []
  const base = `${service.basePath}/auth`
  return [
    [`${base}/password/forgot`, { post: FORGOT_PASSWORD }],
    [`${base}/password/reset`, { post: RESET_PASSWORD }],
    [`${base}/email/verify`, { post: VERIFY_EMAIL }],
    [`${base}/email/resend`, { post: RESEND }],
  ]
}

/** The schemas of their bodies, by name. */
export function mailSchemas(service: Service): [string, JsonSchema][] {
  if (!sendsMail(service)) return []
  const { identifier, password } = authFields(service)
  const [name, secret] = [constant(identifier.type), secretSample(password)]
  const wanted = fieldSchema({ ...password, optional: false, description: '' })
  return [
    ['AuthForgottenPassword', body({ [identifier.property]: TYPED }, { [identifier.property]: name })],
    ['AuthPasswordReset', body({ token: REFRESH_TOKEN, newPassword: wanted }, { token: A_TOKEN, newPassword: secret })],
    ['AuthEmailVerification', body({ token: REFRESH_TOKEN }, { token: A_TOKEN })],
  ]
}

const FORGOT_PASSWORD: JsonSchema = {
  ...operation(
    'forgetPassword',
    'Ask for another password',
    'The answer is the same whether there is such an account.',
  ),
  security: [],
  ...taking('AuthForgottenPassword'),
  responses: {
    202: withRequestId({ description: 'If there is such an account, a mail is on its way.' }),
    ...problemResponses(400, 413, 415, 429, 500, 503, 504),
  },
}

const RESET_PASSWORD: JsonSchema = {
  ...operation('resetPassword', 'Choose another password', 'With the token that came by mail. All sessions end.'),
  security: [],
  ...taking('AuthPasswordReset'),
  responses: { 204: GONE, ...problemResponses(400, 401, 413, 415, 429, 500, 503, 504) },
}

const VERIFY_EMAIL: JsonSchema = {
  ...operation('verifyEmail', 'Verify an address', 'With the token that came by mail, which is good once.'),
  security: [],
  ...taking('AuthEmailVerification'),
  responses: { 204: GONE, ...problemResponses(400, 401, 413, 415, 429, 500, 503, 504) },
}

const RESEND: JsonSchema = {
  ...operation(
    'resendVerification',
    'Ask for another mail to verify an address',
    'The token of the one before is good no more. Nothing is sent where it is verified, or after three within an hour.',
  ),
  security: [BEARER],
  responses: {
    202: withRequestId({ description: 'If there is something to verify, a mail is on its way.' }),
    ...problemResponses(401, '4XX', 429, 500, 503, 504),
  },
}
