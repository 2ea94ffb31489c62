import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateMembers, runProgram, type Service, startMembers } from './service.ts'

describe('passwords of a service that runs', () => {
  let root: string
  let service: Service

  beforeAll(async () => {
    root = await generateMembers('auth-passwords')
    service = await startMembers(root, {})
  })

  afterAll(() => service.stop())

  const register = (email: string) =>
    service.post('/api/auth/register', { email, password: 'correct horse', name: 'Ada' })
  const login = (email: string, headers?: Record<string, string>) =>
    service.post('/api/auth/login', { email, password: 'wrong' }, headers)

  test('take as long for an account that is not there as for one that is', async () => {
    for (const name of ['a', 'b', 'c']) expect((await register(`${name}@example.com`)).status).toBe(201)
    const times = { known: [] as number[], unknown: [] as number[] }
    for (const name of ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c']) {
      times.known.push(await timeOf(() => login(`${name}@example.com`)))
      times.unknown.push(await timeOf(() => login(`no-${name}@example.com`)))
    }
    // Without a hash it would be a hundredth; the machine is busy, so a half is near enough.
    const ratio = median(times.unknown) / median(times.known)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  test('keep nobody else waiting when many are tried at once, whatever address is claimed', async () => {
    const flood = Array.from({ length: 80 }, (_, at) =>
      login(`flood-${at}@example.com`, { 'X-Forwarded-For': `203.0.113.${at}` }),
    )
    const waits: number[] = []
    for (let at = 0; at < 10; at += 1) waits.push(await timeOf(() => service.get('/api/posts')))
    expect(median(waits)).toBeLessThan(500)
    const answers = await Promise.all(flood)
    const statuses = new Set(answers.map(({ status }) => status))
    expect([...statuses].sort()).toEqual([401, 429, 503])
    const turnedAway = answers.filter(({ status }) => status !== 401)
    expect(turnedAway.filter(({ headers }) => !Number(headers.get('Retry-After')))).toEqual([])
  })

  test('are asked for by no service of production that has no secret of its own', async () => {
    const production = { NODE_ENV: 'production', PGLITE_DIR: '.data/production' }
    const boot = (secret: object) =>
      runProgram(root, ['src/main.ts'], { ...production, AUTH_SECRET: '', ...secret }).catch(({ code, stderr }) => ({
        code,
        stderr,
      }))
    expect(await boot({})).toEqual({ code: 78, stderr: expect.stringContaining('AUTH_SECRET is missing') })
    expect(await runProgram(root, ['src/migrate.ts'], production)).toContain('migrations')
    for (const AUTH_SECRET of [
      'short',
      'x'.repeat(40),
      'please-change-me-please-change-me-now',
      'my-password-my-password-abcdefgh',
    ]) {
      expect(await boot({ AUTH_SECRET })).toEqual({ code: 78, stderr: expect.stringContaining('AUTH_SECRET must') })
    }
  })
})

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
