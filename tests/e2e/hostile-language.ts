import { HOSTILE, PAYLOADS, STATES } from './hostile-description.ts'

/** The worst that the grammar lets a scope have. */
export const SCOPES = [
  'openid',
  'email',
  `'+canary7f3a()+'`,
  `*/canary7f3a()/*`,
  `\`$\{canary7f3a}\``,
  `$(canary7f3a)`,
  `<script>canary7f3a`,
]

/**
 * A description that nothing generates as a whole yet, with a hostile text wherever the language takes one: where it is
 * read, resolved and printed again, it must stay what it is.
 */
export function hostileLanguage(): Record<string, unknown> {
  const texts = Object.fromEntries(PAYLOADS.map((payload, at) => [`text${at}`, payload]))
  const described = { description: HOSTILE }
  const members = Object.fromEntries(
    PAYLOADS.map((payload, at) => [`m${at}`, { type: 'string', max: 200, default: payload, description: payload }]),
  )
  const replies = Object.fromEntries(PAYLOADS.map((payload, at) => [`m${at}`, payload]))
  const conditions = PAYLOADS.map((payload, at) => ({
    fields: [`word${at}`],
    where: `word${at} = ${JSON.stringify(payload)}`,
  }))
  return {
    ashlar: 1,
    name: 'hostile',
    ...described,
    auth: {
      user: 'person',
      identifier: 'email',
      roles: { field: 'role' },
      oidc: { other: { issuer: 'ISSUER', scopes: SCOPES } },
    },
    config: { GREETING: { type: 'string', max: 5000, default: HOSTILE, description: HOSTILE } },
    defaults: { access: 'admin' },
    resources: {
      person: {
        ...described,
        fields: {
          email: { type: 'email', unique: true, description: HOSTILE },
          password: { type: 'secret', description: HOSTILE },
          role: { enum: ['user', 'admin'], default: 'user', write: 'admin' },
        },
      },
      thing: {
        ...described,
        fields: {
          ...Object.fromEntries(
            PAYLOADS.map((payload, at) => [
              `word${at}`,
              { type: 'string', max: 200, default: payload, backfill: payload, description: payload },
            ]),
          ),
          made: { type: 'json', default: replies, shape: members, description: HOSTILE },
          owner: { ref: 'person', set: 'actor', description: HOSTILE },
          state: {
            enum: STATES,
            default: STATES[0],
            backfill: STATES[1],
            renamedValues: { [`was ${STATES[0]}`]: STATES[0], [`was ${STATES[1]}`]: STATES[1] },
            description: HOSTILE,
          },
          words: { type: 'string', max: 200, array: true, default: PAYLOADS, backfill: PAYLOADS },
          later: { type: 'json', backfill: texts, optional: true },
          linked: { many: 'thing', symmetric: true, description: HOSTILE },
        },
        owner: 'owner',
        indexes: conditions,
        access: {
          list: PAYLOADS.map((payload, at) => `admin where word${at} = ${JSON.stringify(payload)}`),
          get: PAYLOADS.map((payload, at) => `admin where word${at} = ${payload.trim()}`),
          create: 'signedIn',
          update: ['owner', `admin where state = ${JSON.stringify(STATES[0])}`],
          delete: `admin where word0 = ${JSON.stringify(HOSTILE.slice(0, 190))}`,
        },
        actions: { act: { ...described, post: '/{id}/act', access: 'owner', request: members, response: members } },
      },
    },
    upstreams: {
      other: {
        ...described,
        url: 'OTHER_URL',
        calls: {
          call: {
            post: '/calls',
            request: members,
            response: { ...members, made: { type: 'json', default: replies, shape: members, description: HOSTILE } },
            fallback: { ...replies, made: replies },
          },
        },
      },
    },
  }
}
