import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { generateText } from '../access/shop.ts'
import { runProgram, SECRET, withoutThisRun } from '../auth/service.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type Collector, collector, type SentSpan } from './collector.ts'
import { type FaultProxy, faultProxy } from './fault-proxy.ts'
import { hasRedis, type OwnRedis, ownRedis } from './own-redis.ts'

const DESCRIPTION = `
ashlar: 1
name: traced
defaults: { timeout: 5s }
resources:
  note:
    fields: { text: string(1..80) }
    operations: [list, get, create, bulkCreate]
    rateLimit: 100000/1m
    actions:
      priced: { post: "/{id}/priced", uses: [prices.of], response: { price: int } }
  kind:
    cache: 5m
    fields: { name: string(1..80) }
upstreams:
  prices:
    url: PRICES_URL
    token: PRICES_TOKEN
    calls:
      of: { get: "/prices/{id}", request: { id: string(1..80), hint: string }, response: { price: int } }
`

const ACTIONS = `
import type { PricedNote, PricedNoteAnswer } from './notes.action-types.ts'

export async function priced({ row, upstreams }: PricedNote): Promise<PricedNoteAnswer> {
  return upstreams.prices.of({ id: row.id, hint: 'hidden-in-a-query' })
}
`

/** What no span may have. */
const SECRETS = ['hidden-in-a-query', 'hidden-in-a-body', 'hidden-in-a-header', 'hidden-token']

interface Running {
  readonly url: string
  readonly log: { msg: string; level: number; [name: string]: unknown }[]
  /** Asks it to stop; how it ended, and after how long. */
  stop(): Promise<{ code: number | null; ms: number }>
}

describe.runIf(hasRedis && hasPostgres)('traces of a service', { timeout: 60_000 }, () => {
  const database = testDatabase()
  let root: string
  let redis: OwnRedis
  let upstream: Server
  let collected: Collector
  let proxy: FaultProxy
  /** What the other service was sent, and what it answers next, before 200. */
  const asked: IncomingHttpHeaders[] = []
  const failing: number[] = []
  const running = new Set<ChildProcess>()

  beforeAll(async () => {
    root = await generateText(DESCRIPTION, 'resilience-traces')
    writeFileSync(join(root, 'src/resources/notes/notes.actions.ts'), ACTIONS.trimStart())
    redis = await ownRedis()
    collected = await collector()
    proxy = await faultProxy({ port: Number(new URL(collected.url).port) })
    upstream = createServer((request, response) => {
      asked.push(request.headers)
      response.writeHead(failing.shift() ?? 200).end('{"price":3}')
    }).listen(0, '127.0.0.1')
    await once(upstream, 'listening')
    await runProgram(root, ['src/migrate.ts'], environment())
  }, 60_000)
  afterEach(async () => {
    for (const child of running) child.kill('SIGKILL')
    running.clear()
    await proxy.set('pass')
  })
  afterAll(async () => {
    await proxy?.close()
    await collected?.close()
    await redis?.stop()
    upstream?.close()
  })

  function environment(): Record<string, string> {
    return {
      DATABASE_URL: database.url,
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      PRICES_URL: `http://127.0.0.1:${Object(upstream.address()).port}/base`,
      PRICES_TOKEN: 'hidden-token',
    }
  }

  async function start(env: Record<string, string>): Promise<Running> {
    const own = { ...withoutThisRun(), PORT: '0', AUTH_SECRET: SECRET, ...environment(), ...env }
    const child = spawn('node', ['scripts/run.js', 'src/main.ts'], {
      cwd: root,
      env: own,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.add(child)
    const log: Running['log'] = []
    let rest = ''
    child.stdout.on('data', (data) => {
      const lines = (rest + data).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) log.push(JSON.parse(line))
    })
    await vi.waitFor(() => expect(log.map(({ msg }) => msg)).toContain('listening'), { timeout: 15_000, interval: 20 })
    const url = String(log.find(({ msg }) => msg === 'listening')?.url)
    await vi.waitFor(
      async () => expect(await (await fetch(`${url}/ready`)).json()).toMatchObject({ checks: { redis: 'ok' } }),
      {
        timeout: 10_000,
      },
    )
    return {
      url,
      log,
      async stop() {
        const begun = performance.now()
        child.kill('SIGTERM')
        const [code] = await once(child, 'exit')
        return { code, ms: performance.now() - begun }
      },
    }
  }

  const toCollector = () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${proxy.port}` })

  async function make(service: Running, text = 'hidden-in-a-body'): Promise<string> {
    const answer = await fetch(`${service.url}/notes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Other': 'hidden-in-a-header' },
      body: JSON.stringify({ text }),
    })
    expect(answer.status).toBe(201)
    return Object(await answer.json()).data.id
  }

  /** The spans of one trace, when the service is stopped and has sent all. */
  const ofTrace = (id: string) => collected.spans.filter(({ traceId }) => traceId === id)
  const below = (spans: readonly SentSpan[], parent: SentSpan | undefined) =>
    spans.filter(({ parentId }) => parentId === parent?.id)
  const TRACE = '0af7651916cd43dd8448eb211c80319c'

  test('have the request, its statements, its commands and each attempt of its calls', async () => {
    const service = await start({
      ...toCollector(),
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=for%20the%20collector',
      OTEL_SERVICE_NAME: 'named',
      OTEL_RESOURCE_ATTRIBUTES: 'team=blue',
    })
    const id = await make(service)
    failing.push(503)
    const headers = { traceparent: `00-${TRACE}-b7ad6b7169203331-01`, tracestate: 'vendor=kept' }
    const answer = await fetch(`${service.url}/notes/${id}/priced?other=hidden-in-a-query`, { method: 'POST', headers })
    expect([answer.status, await answer.json()]).toEqual([200, { data: { price: 3 } }])
    await fetch(`${service.url}/health`)
    await fetch(`${service.url}/nowhere/${id}`)
    await fetch(`${service.url}/notes/${id}/priced`, { method: 'PUT' })
    expect(await service.stop()).toMatchObject({ code: 0 })

    const spans = ofTrace(TRACE)
    const [request] = spans.filter(({ kind }) => kind === 2)
    expect(request).toMatchObject({
      parentId: 'b7ad6b7169203331',
      name: 'POST /notes/:id/priced',
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/notes/:id/priced',
        'http.response.status_code': 200,
        'url.path': `/notes/${id}/priced`,
        'url.scheme': 'http',
      },
      resource: { 'service.name': 'named', 'service.version': '0.1.0', team: 'blue' },
      failed: false,
    })
    expect(request?.resource['service.instance.id']).toMatch(/^[0-9a-f-]{36}$/)
    const children = below(spans, request)
    expect(children.map(({ name }) => name)).toEqual(['EVAL', 'SELECT', 'GET /prices/{id}', 'GET /prices/{id}'])
    expect(spans).toHaveLength(5)
    const [count, select, ...attempts] = children
    expect(count?.attributes).toEqual({ 'db.system.name': 'redis', 'db.operation.name': 'EVAL' })
    expect(select?.attributes).toMatchObject({ 'db.system.name': 'postgresql', 'db.operation.name': 'SELECT' })
    expect(select?.attributes['db.query.text']).toMatch(/^select .* from "notes" where .*\$1/)
    expect(attempts.map(({ attributes, failed }) => [attributes['http.response.status_code'], failed])).toEqual([
      [503, true],
      [200, false],
    ])
    expect(attempts[1]?.attributes['url.full']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/base\/prices\/[0-9a-f-]+$/)
    // Each attempt says itself to the other service.
    expect(asked.map(({ traceparent }) => traceparent)).toEqual(attempts.map((span) => `00-${TRACE}-${span.id}-01`))
    expect(asked[0]).toMatchObject({ tracestate: 'vendor=kept' })

    expect(collected.headers()).toMatchObject({ 'api-key': 'for the collector' })
    expect(service.log.find(({ path, status }) => path === `/notes/${id}/priced` && status === 200)).toMatchObject({
      traceId: TRACE,
    })
    const names = collected.spans.filter(({ kind }) => kind === 2).map(({ name }) => name)
    expect(names.sort()).toEqual(['GET', 'POST /notes', 'POST /notes/:id/priced', 'PUT'])
    // Probes ask the database and Redis too, every two seconds.
    const roots = new Set(collected.spans.filter(({ kind }) => kind === 2).map(({ traceId }) => traceId))
    expect(collected.spans.filter(({ traceId }) => !roots.has(traceId))).toEqual([])
    const sent = Buffer.concat(collected.bodies).toString('latin1')
    expect(SECRETS.filter((secret) => sent.includes(secret))).toEqual([])
  })

  test('are each of their own request where many ask at once, with a cache whose commands go together', async () => {
    const service = await start(toCollector())
    collected.spans.length = 0
    const ids = Array.from({ length: 40 }, (_, index) => index.toString(16).padStart(32, 'a'))
    const answers = ids.map((id, index) =>
      fetch(`${service.url}/kinds?limit=${(index % 20) + 1}`, {
        headers: { traceparent: `00-${id}-b7ad6b7169203331-01` },
      }),
    )
    for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200)
    expect(await service.stop()).toMatchObject({ code: 0 })
    const selects = ids.map((id) => {
      const spans = ofTrace(id)
      const [request] = spans.filter(({ kind }) => kind === 2)
      const names = below(spans, request).map(({ name }) => name)
      expect(names.filter((name) => name === 'MGET')).toHaveLength(1)
      expect(names).toHaveLength(spans.length - 1)
      return names.filter((name) => name === 'SELECT').length
    })
    // One of those that ask for the same page reads it for the others, and its trace tells.
    const read = selects.reduce((sum, count) => sum + count, 0)
    expect(read).toBeGreaterThanOrEqual(20)
    expect(read).toBeLessThanOrEqual(40)
  })

  test('have transactions with what is done in them', async () => {
    const service = await start(toCollector())
    collected.spans.length = 0
    const answer = await fetch(`${service.url}/notes/bulk`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify([{ text: 'one' }, { text: 'two' }]),
    })
    expect(answer.status).toBe(201)
    expect(await service.stop()).toMatchObject({ code: 0 })
    const [request] = collected.spans.filter(({ kind }) => kind === 2)
    const [transaction, ...others] = below(collected.spans, request).filter(({ name }) => name !== 'EVAL')
    expect([transaction?.name, others]).toEqual(['transaction', []])
    expect(new Set(below(collected.spans, transaction).map(({ name }) => name))).toEqual(new Set(['INSERT']))
  })

  test('are as many as are asked for, and whoever is called is told', async () => {
    const service = await start({
      ...toCollector(),
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
    })
    collected.spans.length = 0
    const id = await make(service)
    asked.length = 0
    const unsampled = { traceparent: `00-${TRACE}-b7ad6b7169203331-00` }
    await fetch(`${service.url}/notes/${id}/priced`, { method: 'POST', headers: unsampled })
    await fetch(`${service.url}/notes/${id}`, { headers: { traceparent: `00-${TRACE}-b7ad6b7169203331-01` } })
    expect(await service.stop()).toMatchObject({ code: 0 })
    expect(asked.map(({ traceparent }) => traceparent)).toEqual([
      expect.stringMatching(`^00-${TRACE}-[0-9a-f]{16}-00$`),
    ])
    expect(new Set(collected.spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]))
    expect(collected.spans.map(({ name }) => name)).toContain('GET /notes/:id')
    expect(collected.spans.map(({ name }) => name)).not.toContain('POST /notes/:id/priced')
  })

  test.each(['refuse', 'black-hole', 'reset'] as const)(
    'cost nothing else where the collector does %s',
    async (fault) => {
      await proxy.set(fault)
      const service = await start({ ...toCollector(), OTEL_EXPORTER_OTLP_TIMEOUT: '1000' })
      const id = await make(service)
      const times: number[] = []
      for (let round = 0; round < 1_500; round += 1) {
        const begun = performance.now()
        await (await fetch(`${service.url}/notes/${id}`)).text()
        times.push(performance.now() - begun)
      }
      expect(times.toSorted((one, other) => one - other)[750]).toBeLessThan(50)
      const said = () => service.log.filter(({ msg }) => msg === 'traces are not taken, and are dropped')
      await vi.waitFor(() => expect(said()).toHaveLength(1), { timeout: 15_000 })
      await new Promise((resolve) => setTimeout(resolve, 4_000))
      expect(said()).toHaveLength(1)
      const { code, ms } = await service.stop()
      expect(code).toBe(0)
      expect(ms).toBeLessThan(4_000)
    },
  )

  test('are nothing at all without a collector', async () => {
    collected.bodies.length = 0
    const service = await start({ OTEL_SERVICE_NAME: 'named', OTEL_TRACES_SAMPLER: 'always_on' })
    const id = await make(service)
    asked.length = 0
    const headers = { traceparent: `00-${TRACE}-b7ad6b7169203331-01` }
    expect((await fetch(`${service.url}/notes/${id}/priced`, { method: 'POST', headers })).status).toBe(200)
    expect(await service.stop()).toMatchObject({ code: 0 })
    expect(asked).toMatchObject([{ host: expect.anything() }])
    expect(asked[0]?.traceparent).toBeUndefined()
    expect(service.log.filter((line) => 'traceId' in line)).toEqual([])
    expect(collected.bodies).toEqual([])
  })
})
