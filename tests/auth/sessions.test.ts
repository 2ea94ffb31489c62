import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { bearer, generateMembers, runProgram, type Service, startMembers } from './service.ts'

describe.skipIf(!hasPostgres)('sessions on two instances and one PostgreSQL', () => {
  const database = testDatabase()
  let root: string
  let here: Service
  let there: Service
  let sql: postgres.Sql

  beforeAll(async () => {
    root = await generateMembers('auth-sessions')
    const env = { DATABASE_URL: database.url, BCRYPT_COST: '10' }
    await runProgram(root, ['src/migrate.ts'], env)
    const admin = ['src/user.ts', '--email', 'root@example.com', '--name', 'Root', '--role', 'admin']
    await runProgram(root, admin, { ...env, PASSWORD: 'correct horse' })
    here = await startMembers(root, env)
    there = await startMembers(root, env)
    sql = postgres(database.url, { max: 1 })
  })

  afterAll(async () => {
    await Promise.all([here, there].map((service) => service.stop()))
    await sql.end()
  })

  const register = async (name: string) => {
    const body = { email: `${name}@example.com`, password: 'correct horse', name }
    return (await here.post('/api/auth/register', body)).body.data
  }
  const refresh = (service: Service, refreshToken: unknown) => service.post('/api/auth/refresh', { refreshToken })

  test('ten that renew at once, on both, all go on with the same token', async () => {
    const { refreshToken } = await register('ten')
    const all = await Promise.all(Array.from({ length: 10 }, (_, at) => refresh(at % 2 ? here : there, refreshToken)))
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200))
    expect(new Set(all.map(({ body }) => body.data.refreshToken)).size).toBe(1)
    expect((await refresh(here, all[0]?.body.data.refreshToken)).status).toBe(200)
  })

  test('a token that comes again later ends the session on both', async () => {
    const { refreshToken, member } = await register('stolen')
    const { body } = await refresh(here, refreshToken)
    await sql`update auth_refresh_tokens set used_at = used_at - interval '11 seconds'
      where session_id in (select id from auth_sessions where user_id = ${String(member.id)})`
    expect((await refresh(there, refreshToken)).status).toBe(401)
    expect((await refresh(here, body.data.refreshToken)).status).toBe(401)
    expect(await sql`select 1 from auth_sessions where user_id = ${String(member.id)}`).toHaveLength(0)
  })

  test('many that sign out while they renew leave nothing behind, and break nothing', async () => {
    const { accessToken = '', refreshToken } = await register('both')
    const signOut = () => here.post('/api/auth/logout', {}, bearer(accessToken))
    const all = await Promise.all([refresh(there, refreshToken), signOut(), refresh(here, refreshToken), signOut()])
    expect(all.map(({ status }) => status).filter((status) => ![200, 204, 401].includes(status))).toEqual([])
    expect((await refresh(here, refreshToken)).status).toBe(401)
  })

  test('another role holds at once here, and within half a minute there', async () => {
    const { accessToken = '', member } = await register('clerk')
    const list = (service: Service) => service.get('/api/members', accessToken)
    expect([(await list(here)).status, (await list(there)).status]).toEqual([403, 403])
    const { body } = await here.post('/api/auth/login', { email: 'root@example.com', password: 'correct horse' })
    const changed = await fetch(`${here.url}/api/members/${member.id}`, {
      method: 'PATCH',
      headers: { ...bearer(String(body.data.accessToken)), 'Content-Type': 'application/json' },
      body: JSON.stringify({ role: 'moderator' }),
    })
    expect(changed.status).toBe(200)
    expect((await list(here)).status).toBe(200)
    await expect.poll(async () => (await list(there)).status, { timeout: 35_000, interval: 1_000 }).toBe(200)
  })

  test('tokens of the secret before are good as long as it is named, and no longer', async () => {
    const { accessToken = '' } = await register('rotation')
    const env = { DATABASE_URL: database.url, AUTH_SECRET: 'n8Wc2LpX6vQz0RtY4bKd9HsJ1mGf7TaE3uNo5iVr' }
    for (const [previous, status] of [
      [{ AUTH_SECRET_PREVIOUS: 'kS9vQ2xT7mLw4ZrB8nYc1HfD6gJp3AeU5tXo0iVh' }, 200],
      [{}, 401],
    ] as const) {
      const rotated = await startMembers(root, { ...env, ...previous })
      expect((await rotated.get('/api/auth/me', accessToken)).status).toBe(status)
      await rotated.stop()
    }
  })
})
