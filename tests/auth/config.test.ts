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
    expect(readConfig({ SMTP_URL: 'smtp://localhost:25' }).secrets).toEqual(['smtp://localhost:25'])
  })
})
