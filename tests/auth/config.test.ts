import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'

const { readConfig } = await import(join(packageRoot, 'tests/golden/members/expected/src/config.ts'))

const PRODUCTION = { NODE_ENV: 'production', PGLITE_DIR: '/data' }

describe('the configuration of signing in', () => {
  test('wants the secret of production from who signs, and from nobody else', () => {
    expect(() => readConfig(PRODUCTION)).toThrow('AUTH_SECRET is missing')
    expect(readConfig(PRODUCTION, { signs: false })).toMatchObject({ authSecret: undefined, production: true })
    expect(() => readConfig({ ...PRODUCTION, AUTH_SECRET: 'short' }, { signs: false })).toThrow('AUTH_SECRET must')
  })

  test('keeps the password of the mail server from the log, as it is written and as it is sent', () => {
    const { secrets } = readConfig({ SMTP_URL: 'smtps://shop:correct%20horse@mail.example' })
    expect(secrets).toEqual(expect.arrayContaining(['correct%20horse', 'correct horse']))
    expect(readConfig({ SMTP_URL: 'smtp://localhost:25' }).secrets).toEqual([])
  })
})

describe('the configuration of signing in with providers', async () => {
  const { readConfig } = await import(join(packageRoot, 'tests/golden/providers/expected/src/config.ts'))
  const given = {
    GOOGLE_ISSUER: 'https://accounts.google.com',
    GOOGLE_CLIENT_ID: 'the-service',
    GOOGLE_CLIENT_SECRET: 'what Google knows it by',
    COMPANY_LOGIN: 'http://localhost:8080/realms/company',
    OUR_COMPANY_CLIENT_ID: 'the-service',
    OUR_COMPANY_CLIENT_SECRET: 'what we know it by',
    OIDC_RETURN_URLS: 'https://pages.example/welcome com.example.app:/welcome',
  }
  const secret = { AUTH_SECRET: 'kS9vQ2xT7mLw4ZrB8nYc1HfD6gJp3AeU5tXo0iVh' }

  test('names what is missing, but to who signs nobody in', () => {
    expect(() => readConfig({})).toThrow(
      [
        'The environment is not right:',
        ...Object.keys(given)
          .filter((key) => key !== 'OIDC_RETURN_URLS')
          .map((key) => `${key} is missing`),
        'OIDC_RETURN_URLS is missing',
      ].join('\n  '),
    )
    expect(() => readConfig({}, { signs: false })).not.toThrow()
  })

  test('has a default address of its own on this machine, and none in production', () => {
    expect(readConfig({ ...given, PORT: '4000' }).oidc.publicUrl).toBe('http://localhost:4000')
    expect(readConfig({ ...given, PUBLIC_URL: 'https://api.example/v1/' }).oidc.publicUrl).toBe(
      'https://api.example/v1',
    )
    expect(() => readConfig({ ...PRODUCTION, ...secret, ...given })).toThrow(
      'PUBLIC_URL is missing\n  COMPANY_LOGIN must be an https:// address in production',
    )
  })

  test.each(['http://issuer.example', 'http://localhost.example', 'http://127.0.0.1@issuer.example', 'file:///etc'])(
    'takes no issuer without TLS that may be elsewhere: %s',
    (issuer) => {
      expect(() => readConfig({ ...given, GOOGLE_ISSUER: issuer })).toThrow('GOOGLE_ISSUER must be an https:// address')
    },
  )

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://pages.example',
    '/welcome',
    'https://pages.example/#x',
  ])('leads nobody back to %s', (url) => {
    expect(() => readConfig({ ...given, OIDC_RETURN_URLS: url })).toThrow('OIDC_RETURN_URLS must be addresses')
  })

  test('keeps what the service is known by from the log', () => {
    expect(readConfig(given).secrets).toEqual(['what Google knows it by', 'what we know it by'])
  })
})
