import { getEventListeners, once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Hono } from 'hono'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../../src/package.ts'

const generated = (path: string) => import(join(packageRoot, 'tests/golden/shop/expected/src', path))
const { createCaller } = await generated('calls/call.ts')
const { UpstreamConfusion, UpstreamRefusal, UpstreamUnavailable } = await generated('calls/errors.ts')
const { deadline } = await generated('runtime/deadline.ts')
const { createLogger } = await generated('runtime/logger.ts')

const breaker = { errorRate: 0.5, minCalls: 20, resetAfterMs: 60 }
/** With which the breaker stays out of it. */
const NEVER = { ...breaker, minCalls: 1_000_000 }
const call = {
  name: 'things.get',
  method: 'GET',
  path: '/thing',
  request: z.object({}),
  answer: z.object({ id: z.string() }),
  timeoutMs: 2_000,
  retries: 2,
}

let server: Server | undefined
let asked = 0

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((closed) => (server === undefined ? closed(0) : server.close(closed)))
  server = undefined
})

/** A service that answers by `listener`, and calls to it. */
async function called(listener: RequestListener, settings = breaker, more: object = {}) {
  asked = 0
  server = createServer((request, response) => {
    asked += 1
    listener(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const config = { url: `http://127.0.0.1:${Object(server.address()).port}` }
  const logger = createLogger({ logLevel: 'silent' })
  const perform = createCaller({ name: 'things', breaker: settings, config, logger })
  return (options: object = {}) => perform({ ...call, ...more }, {}, options)
}

const good: RequestListener = (_, response) => response.end('{"id":"one"}')
const status = (code: number, headers = {}): RequestListener => {
  return (_, response) => response.writeHead(code, headers).end('{}')
}
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length

describe('calls of an upstream', () => {
  test('leave no timer, no listener and few connections, a thousand of them', async () => {
    const ask = await called(good)
    await ask()
    const before = timers()
    const connections = new Set<unknown>()
    server?.on('connection', (socket) => connections.add(socket))
    const { signal } = new AbortController()
    for (let round = 0; round < 100; round += 1) await Promise.all(Array.from({ length: 10 }, () => ask({ signal })))
    expect(asked).toBe(1_001)
    expect(getEventListeners(signal, 'abort')).toEqual([])
    expect(timers()).toBeLessThanOrEqual(before + 1)
    expect(connections.size).toBeLessThanOrEqual(30)
  })

  test('read no more of an answer than a megabyte', async () => {
    let sent = 0
    const chunk = 'x'.repeat(64 * 1024)
    const ask = await called((_, response) => {
      const more = (): void => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += chunk.length
          if (!response.write(chunk)) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })
    const before = process.memoryUsage().rss
    await expect(ask()).rejects.toThrow(UpstreamConfusion)
    await wait(100)
    expect(sent).toBeLessThan(10_000_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  test.each<[string, RequestListener]>([
    ['that never answers', () => undefined],
    ['that says its head and no more', (_, response) => response.flushHeaders()],
    [
      'that drips',
      (_, response) => {
        const drip = setInterval(() => (response.destroyed ? clearInterval(drip) : response.write(' ')), 20)
      },
    ],
  ])('end in time at a service %s, with their connections', async (_, listener) => {
    const sockets: Socket[] = []
    const kept: RequestListener = (request, response) => {
      sockets.push(request.socket)
      listener(request, response)
    }
    const ask = await called(kept, breaker, { timeoutMs: 150 })
    const begun = performance.now()
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => ask()))
    expect(all.every(({ status }) => status === 'rejected')).toBe(true)
    expect(performance.now() - begun).toBeLessThan(1_500)
    await wait(50)
    // undici opens a connection again for each that was ended, and closes it when nobody has used it for some seconds.
    expect(sockets.every(({ destroyed }) => destroyed)).toBe(true)
    expect(sockets).toHaveLength(20)
  })

  test('wait as long as they are asked to', async () => {
    const ask = await called((request, response) => {
      if (asked === 1) status(429, { 'Retry-After': '1' })(request, response as never)
      else good(request, response as never)
    })
    const begun = performance.now()
    expect(await ask()).toEqual({ id: 'one' })
    expect(performance.now() - begun).toBeGreaterThanOrEqual(990)
  })

  test('are as good as not repeated where all fail', async () => {
    const ask = await called(status(503), NEVER)
    for (let made = 0; made < 1_000; made += 1) await expect(ask()).rejects.toThrow(UpstreamUnavailable)
    expect(asked).toBeLessThanOrEqual(1_100)
  })

  test('hide every failure where one of twenty fails', async () => {
    const ask = await called((request, response) => (asked % 20 === 0 ? status(503) : good)(request, response as never))
    const failed: unknown[] = []
    for (let made = 0; made < 400; made += 1) await ask().catch((error: unknown) => failed.push(error))
    expect(failed).toEqual([])
    expect(asked).toBeLessThanOrEqual(440)
  })

  test('are given up where all have to fail for it and do, and not before', async () => {
    const ask = await called(status(500), { ...breaker, errorRate: 1, minCalls: 5 })
    for (let made = 0; made < 8; made += 1) await expect(ask()).rejects.toThrow(UpstreamUnavailable)
    expect(asked).toBe(5)
  })

  test('that end by themselves do not prove that a service is back', async () => {
    let slow = false
    const ask = await called((_, response) => {
      if (!slow) response.writeHead(500).end()
    })
    for (let made = 0; made < 21; made += 1) await expect(ask()).rejects.toThrow(UpstreamUnavailable)
    const before = asked
    slow = true
    await wait(100)
    await expect(ask({ signal: AbortSignal.timeout(20) })).rejects.toThrow('timeout')
    expect(asked).toBe(before + 1)
    await expect(ask()).rejects.toThrow(UpstreamUnavailable)
    expect(asked).toBe(before + 1)
  })

  test('are a hundred at once, and what is turned away says nothing of the service', async () => {
    const ask = await called((request, response) => void setTimeout(() => good(request, response as never), 100))
    const all = await Promise.allSettled(Array.from({ length: 300 }, () => ask()))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(100)
    expect(await ask()).toEqual({ id: 'one' })
  })

  test('that fail are counted by themselves, however many are turned away beside them', async () => {
    const ask = await called((_, response) => void setTimeout(() => response.writeHead(500).end(), 100))
    await Promise.allSettled(Array.from({ length: 500 }, () => ask()))
    expect(asked).toBe(100)
    await expect(ask()).rejects.toThrow(UpstreamUnavailable)
    expect(asked).toBe(100)
  })

  test('end before the request does, so that it is known who was late', async () => {
    const ask = await called(() => {}, { ...breaker, minCalls: 3 })
    const errors: unknown[] = []
    const app = new Hono()
    app.use(deadline(200))
    app.get('/', async (c) => {
      errors.push(await ask().catch((error: unknown) => error))
      return c.body(null, 204)
    })
    for (let turn = 0; turn < 4; turn += 1) expect((await app.request('/')).status).toBe(204)
    expect(errors.every((error) => error instanceof UpstreamUnavailable)).toBe(true)
    // The fourth one was not even sent.
    expect(asked).toBe(3)
  })

  test.each([
    ['a page in another encoding', Buffer.from([0x3c, 0xe9, 0x3e])],
    ['a long page', Buffer.alloc(1_500_000, 'x')],
  ])('know an error by its status, though it comes with %s', async (_, page) => {
    const failing = await called((_, response) => response.writeHead(503).end(page), NEVER, { retries: 0 })
    await expect(failing()).rejects.toThrow(UpstreamUnavailable)
    const refusing = await called((_, response) => response.writeHead(402).end(page), NEVER)
    await expect(refusing()).rejects.toMatchObject({ status: 402 })
  })

  test.each<[string, RequestListener]>([
    ['bytes that are no text', (_, response) => response.end(Buffer.from([0x22, 0xff, 0x22]))],
    [
      'a packed answer that is no such',
      (_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('{}'),
    ],
    ['nothing', (_, response) => response.writeHead(204).end()],
  ])('take no %s', async (_, listener) => {
    const ask = await called(listener, breaker, { retries: 0 })
    const error = await ask().catch((reason: unknown) => reason)
    expect(error instanceof UpstreamConfusion || error instanceof UpstreamUnavailable).toBe(true)
  })

  test('show what they were refused with only to the code that asked', async () => {
    const ask = await called((_, response) => response.writeHead(404).end('<h1>Not here</h1>'))
    const error = await ask().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UpstreamRefusal)
    expect(error).toMatchObject({ status: 404, body: '<h1>Not here</h1>' })
    expect(JSON.stringify(error)).not.toContain('Not here')
  })
})
