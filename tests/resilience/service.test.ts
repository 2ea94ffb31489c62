import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateText } from '../access/shop.ts'
import { type Service, startMembers } from '../auth/service.ts'
import { type FaultProxy, faultProxy } from './fault-proxy.ts'
import { hasRedis, type OwnRedis, ownRedis } from './own-redis.ts'

const run = promisify(execFile)

const NOTES = `
ashlar: 1
name: jotter
resources:
  note:
    fields:
      text: string(1..80)
    rateLimit: 20/1m
    actions:
      ping: { get: /ping, rateLimit: 2/1m, response: { at: string } }
      free: { get: /free, rateLimit: false, response: { at: string } }
  page:
    fields:
      note: ref note onDelete(cascade)
      number: int
    parent: note
    rateLimit: false
`

/** The actions that the description leaves to be written. */
const ACTIONS = `
export async function ping(_asked: object) {
  return { at: 'now' }
}

export async function free(_asked: object) {
  return { at: 'now' }
}
`

describe.runIf(hasRedis)('two instances of a service, behind a proxy of ours', { timeout: 60_000 }, () => {
  let root: string
  let redis: OwnRedis
  let proxy: FaultProxy
  const services: Service[] = []

  beforeAll(async () => {
    root = await generateText(NOTES, 'resilience-notes')
    writeFileSync(join(root, 'src/resources/notes/notes.actions.ts'), ACTIONS.trimStart())
    redis = await ownRedis()
    proxy = await faultProxy(redis)
    const REDIS_URL = `redis://127.0.0.1:${proxy.port}`
    await proxy.set('refuse')
    for (const name of ['one', 'two']) {
      services.push(await startMembers(root, { REDIS_URL, PGLITE_DIR: `.data/${name}`, TRUSTED_PROXIES: '127.0.0.1' }))
    }
  }, 60_000)

  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()))
    await proxy?.close()
    await redis?.stop()
  })

  async function ready(service: Service | undefined, redisCheck: string): Promise<{ status: number; body: object }> {
    for (;;) {
      const response = await fetch(`${service?.url}/ready`)
      const body = Object(await response.json())
      if (body.checks?.redis === redisCheck) return { status: response.status, body }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  const ask = (service: Service | undefined, client: string, path = '/notes') =>
    fetch(service?.url + path, { headers: { 'X-Forwarded-For': client } })

  test('starts without Redis, is ready and says so', async () => {
    const { status, body } = await ready(services[0], 'degraded')
    expect(status).toBe(200)
    expect(body).toEqual({ status: 'ok', checks: { database: 'ok', migrations: 'ok', redis: 'degraded' } })
    const answers = await Promise.all(Array.from({ length: 25 }, () => ask(services[0], '192.0.2.1')))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
  })

  test('counts with the other one once Redis is there, and each network by itself', async () => {
    await proxy.set('pass')
    expect((await ready(services[0], 'ok')).status).toBe(200)
    await ready(services[1], 'ok')
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => ask(services[index % 2], '192.0.2.2')))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20)
    const refused = answers.find(({ status }) => status === 429)
    expect(Number(refused?.headers.get('Retry-After'))).toBeGreaterThan(50)
    expect((await ask(services[0], '192.0.2.3')).headers.get('RateLimit-Remaining')).toBe('19')
    expect((await ask(services[1], '192.0.2.2')).status).toBe(429)
  })

  test('does not count what is nested, whose limit is off, as what it is nested under', async () => {
    const answer = await ask(services[0], '192.0.2.2', '/notes/00000000-0000-4000-8000-000000000001/pages')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('RateLimit-Limit')).toBeNull()
  })

  test('counts an action with a limit of its own by that alone, and one whose limit is off not at all', async () => {
    const from = '192.0.2.5'
    const answers = [await ask(services[0], from, '/notes/ping'), await ask(services[1], from, '/notes/ping')]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await ask(services[0], from, '/notes/ping')).status).toBe(429)
    expect((await ask(services[0], from, '/notes/free')).headers.get('RateLimit-Limit')).toBeNull()
    expect((await ask(services[0], from)).headers.get('RateLimit-Remaining')).toBe('19')
  })

  test('stops at once beside a Redis that says nothing', async () => {
    await proxy.set('black-hole')
    await ready(services[1], 'degraded')
    expect((await ask(services[1], '192.0.2.4')).status).toBe(200)
    const start = performance.now()
    await services.pop()?.stop()
    expect(performance.now() - start).toBeLessThan(3_000)
  })

  test('compiles, and passes its own tests with this Redis', async () => {
    await proxy.set('pass')
    const { NODE_ENV, DATABASE_URL, VITEST, ...env } = process.env
    const inService = { cwd: root, env: { ...env, REDIS_URL: `redis://127.0.0.1:${redis.port}` } }
    const told = (failure: { readonly stdout?: string }) => failure
    expect(await run('tsc', ['--noEmit'], inService).catch(told)).toMatchObject({ stdout: '' })
    expect(await run('biome', ['check', '--error-on-warnings', 'src', 'tests'], inService).catch(told)).toMatchObject({
      stdout: expect.stringContaining('No fixes applied'),
    })
    // Without colours, which it would have where CI is set.
    const own = {
      ...Object.fromEntries(Object.entries(inService.env).filter(([name]) => !name.startsWith('VITEST'))),
      NO_COLOR: '1',
    }
    const { stdout } = await run('vitest', ['run', '--reporter=verbose'], { ...inService, env: own })
    expect(stdout).toContain('✓ src/http/rate-limit.test.ts > a rate limit > holds for all instances together')
  })
})
