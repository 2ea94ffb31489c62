import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bearer, generateMembers, SECRET, type Service, startMembers } from './service.ts'

describe('the access tokens of a service that runs', () => {
  let service: Service
  let good: string

  beforeAll(async () => {
    service = await startMembers(await generateMembers('auth-tokens'), { BCRYPT_COST: '10' })
    const body = { email: 'ada@example.com', password: 'correct horse', name: 'Ada' }
    good = String((await service.post('/api/auth/register', body)).body.data.accessToken)
  })

  afterAll(() => service.stop())

  test('are good as they are, and when they are forged with the secret', async () => {
    expect((await service.get('/api/auth/me', good)).status).toBe(200)
    expect((await service.get('/api/auth/me', forged({}, {}))).status).toBe(200)
  })

  test.each<[string, () => string]>([
    ['without an algorithm', () => `${encoded({ ...parts().header, alg: 'none' })}.${encoded(parts().claims)}.`],
    ['signed by a private key', () => signedByKey()],
    ['that never ends', () => forged({}, { exp: undefined })],
    ['that ends as text', () => forged({}, { exp: '9999999999' })],
    ['that lives a year', () => forged({}, { exp: Number(parts().claims.iat) + 31_536_000 })],
    ['of tomorrow', () => forged({}, { iat: Date.now() / 1_000 + 86_400, exp: Date.now() / 1_000 + 86_700 })],
    ['of another type', () => forged({ typ: 'rt+jwt' }, {})],
    ['for another service', () => forged({}, { aud: 'orders' })],
    ['without an audience', () => forged({}, { aud: undefined })],
    ['without a session', () => forged({}, { sid: undefined })],
    ['of a session that is not there', () => forged({}, { sid: '00000000-0000-4000-8000-000000000001' })],
    ['of a key that is a file', () => forged({ kid: '../../../../dev/null' }, {})],
    ['of a key that is SQL', () => forged({ kid: "' or 1=1 --" }, {})],
    ['with a critical header', () => forged({ crit: ['exp'] }, {})],
    ['with a key of its own', () => forged({ jwk: { kty: 'oct', k: 'AA' }, kid: undefined }, {})],
    ['of an empty signature', () => forged({}, {}).replace(/[^.]+$/, '')],
  ])('are refused %s', async (_, make) => {
    const { status, headers, body } = await service.get('/api/auth/me', make())
    expect([status, body.code]).toEqual([401, 'invalid-token'])
    expect(headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"')
  })

  test('are refused where they are not the one header', async () => {
    expect(await statusOf(['Authorization', `Bearer ${good}`, 'Authorization', `Bearer ${good}`])).toBe(401)
    expect(await statusOf(['Authorization', `Token ${good}`])).toBe(401)
    expect(await statusOf(['Authorization', `Bearer ${good}`])).toBe(200)
    expect((await service.get(`/api/auth/me?access_token=${good}`)).status).toBe(401)
  })

  test('that are not good are refused where nobody has to be signed in as well', async () => {
    expect((await service.get('/api/posts')).status).toBe(200)
    expect((await service.get('/api/posts', 'nonsense')).status).toBe(401)
    const credentials = { email: 'ada@example.com', password: 'correct horse' }
    expect((await service.post('/api/auth/login', credentials, bearer('expired'))).status).toBe(200)
  })

  function parts() {
    const [header = '', claims = ''] = good.split('.').map((part) => Buffer.from(part, 'base64url').toString())
    return { header: JSON.parse(header), claims: JSON.parse(claims) }
  }

  function forged(header: object, claims: object): string {
    const text = `${encoded({ ...parts().header, ...header })}.${encoded({ ...parts().claims, ...claims })}`
    return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`
  }

  function signedByKey(): string {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const text = `${encoded({ ...parts().header, alg: 'RS256' })}.${encoded(parts().claims)}`
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
  }

  /** `fetch` would join them. */
  function statusOf(headers: string[]): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const { hostname, port, host } = new URL(service.url)
      const all = ['Host', host, ...headers]
      const sent = request({ hostname, port, path: '/api/auth/me', headers: all }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      sent.on('error', reject).end()
    })
  }
})

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
