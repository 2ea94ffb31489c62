import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'

const generated = (path: string) => import(join(packageRoot, 'tests/golden/shop/expected/src', path))

test('every request has a time: while it is found out who asks, and in a route of your own', async () => {
  const { createApp } = await generated('app.ts')
  const { requestMsLeft } = await generated('runtime/deadline.ts')
  const { createLogger } = await generated('runtime/logger.ts')
  const left: number[] = []
  const note = () => left.push(requestMsLeft())
  const app = createApp({
    config: { apiDocs: false, bodyLimitBytes: 100_000, corsOrigins: [] },
    db: {},
    auth: { cursorKeys: [], addressOf: () => '192.0.2.1', verdictOf: async () => void note() },
    counter: async () => ({ count: 1, leftMs: 1_000 }),
    logger: createLogger({ logLevel: 'silent' }),
    readiness: { checks: {}, ready: true, started: true, draining: false, drain() {} },
    upstreams: {},
  })
  app.get('/own', (c: { body(text: string): Response }) => {
    note()
    return c.body('')
  })
  const stranger = await app.request('/api/products', { headers: { Authorization: 'Bearer none' } })
  expect(stranger.status).toBe(401)
  expect((await app.request('/own')).status).toBe(200)
  expect(left).toHaveLength(2)
  for (const ms of left) {
    expect(ms).toBeGreaterThan(0)
    expect(ms).toBeLessThanOrEqual(10_000)
  }
})
