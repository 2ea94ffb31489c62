import { HOSTILE, PAYLOADS } from './hostile-description.ts'

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
  const conditions = PAYLOADS.map((payload, at) => ({
    fields: [`word${at}`],
    where: `word${at} = ${JSON.stringify(payload)}`,
  }))
  return {
    ashlar: 1,
    name: 'hostile',
    ...described,
    auth: { user: 'person', identifier: 'email', roles: { field: 'role' } },
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
          made: { type: 'json', default: texts, shape: members, description: HOSTILE },
          owner: { ref: 'person', set: 'actor', description: HOSTILE },
          linked: { many: 'thing', symmetric: true, description: HOSTILE },
        },
        owner: 'owner',
        indexes: conditions,
        access: {
          list: PAYLOADS.map((payload, at) => `admin where word${at} = ${JSON.stringify(payload)}`),
          get: 'owner',
          create: 'signedIn',
          update: 'owner',
          delete: 'owner',
        },
        actions: { act: { ...described, post: '/{id}/act', access: 'owner', request: members, response: members } },
      },
    },
    upstreams: {
      other: {
        ...described,
        url: 'OTHER_URL',
        calls: { call: { post: '/calls', request: members, response: members, fallback: {} } },
      },
    },
  }
}
