import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { generateText } from '../access/shop.ts'
import { scrape } from '../resilience/scrape.ts'
import { flawsOf, type Known } from './promql.ts'

const BARE = `
ashlar: 1
name: jotter
deploy: [grafana]
resources:
  note:
    fields: { text: string(1..80) }
`

const WHOLE = `
ashlar: 1
name: till.1
deploy: [grafana]
defaults: { timeout: 2s, rateLimit: 300/1m, cache: 5m }
resources:
  sale:
    fields: { text: string(1..80) }
upstreams:
  payments:
    url: PAYMENTS_URL
    calls:
      rates: { get: /rates, response: { base: string } }
`

interface Placed {
  readonly id: number
  readonly type: string
  readonly title: string
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  readonly targets?: readonly { readonly refId: string; readonly expr: string }[]
}

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** What may be chosen on the dashboard, as it may be chosen. */
function chosen(expression: string): string {
  return expression.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*')
}

/** All that the generated code exports: it is asked, and its labels are read where nothing has a value yet. */
async function knownOf(root: string): Promise<Known> {
  const load = (path: string) => import(pathToFileURL(join(root, path)).href)
  const { registry } = await load('src/runtime/metrics.ts')
  const { serveMetrics } = await load('src/runtime/metrics-server.ts')
  const { createLogger } = await load('src/runtime/logger.ts')
  const server: Server = serveMetrics({ host: '127.0.0.1', metricsPort: 0 }, createLogger({ logLevel: 'silent' }))
  await once(server, 'listening')
  const { types } = await scrape(Object(server.address()).port)
  server.close()
  const metrics: readonly { readonly name: string; readonly labelNames: readonly string[] }[] =
    registry.getMetricsAsArray()
  return { types, labels: new Map(metrics.map(({ name, labelNames }) => [name, labelNames])) }
}

describe.each([
  { name: 'jotter', text: BARE, titles: ['Requests', 'Saturation', 'Process'] },
  { name: 'till.1', text: WHOLE, titles: ['Requests', 'Saturation', 'Dependencies', 'Process'] },
])('what Grafana is given of $name', ({ name, text, titles }) => {
  let known: Known
  let dashboard: Readonly<Record<string, unknown>> & { readonly panels: readonly Placed[] }
  let rules: readonly Rule[]

  beforeAll(async () => {
    const root = await generateText(text, `grafana-${name}`)
    known = await knownOf(root)
    dashboard = JSON.parse(readFileSync(join(root, 'deploy/grafana/dashboard.json'), 'utf8'))
    const groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[] = parse(
      readFileSync(join(root, 'deploy/grafana/alerts.yaml'), 'utf8'),
    ).groups
    expect(groups.map((group) => group.name)).toEqual([`${name}-objectives`, `${name}-causes`])
    rules = groups.flatMap((group) => group.rules)
  })

  test('is a dashboard that can be imported', () => {
    expect(dashboard).toMatchObject({ title: name, uid: name.replace('.', '-'), schemaVersion: 41, editable: true })
    const { list } = Object(dashboard.templating)
    expect(list).toMatchObject([
      { name: 'datasource', type: 'datasource', query: 'prometheus' },
      { name: 'instance', type: 'query', datasource: { uid: '$datasource' }, includeAll: true },
    ])
    expect(flawsOf(/^label_values\((.*), instance\)$/.exec(list[1].definition)?.[1] ?? '', known)).toEqual([])
    expect(dashboard.panels.filter(({ type }) => type === 'row').map(({ title }) => title)).toEqual(titles)
  })

  test('has panels by different numbers, inside of the grid, none over another', () => {
    const ids = dashboard.panels.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const taken = new Set<string>()
    for (const { title, gridPos } of dashboard.panels) {
      expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken, title).not.toContain(`${x} ${y}`)
          taken.add(`${x} ${y}`)
        }
      }
    }
  })

  test('asks for nothing but what the service exports', () => {
    const graphs = dashboard.panels.filter(({ type }) => type !== 'row')
    expect(graphs.length).toBeGreaterThan(10)
    for (const { title, targets = [] } of graphs) {
      expect(targets.length, title).toBeGreaterThan(0)
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length)
      for (const { expr } of targets) expect(flawsOf(chosen(expr), known), expr).toEqual([])
    }
  })

  test('has rules of Prometheus, each with what it means and what to do', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
    for (const rule of rules) {
      expect(flawsOf(rule.expr, known), rule.expr).toEqual([])
      expect(Object.keys(rule).filter((key) => key !== 'for')).toEqual(['alert', 'expr', 'labels', 'annotations'])
      expect(rule.for ?? '1m').toMatch(/^\d+m$/)
      expect(rule.labels).toEqual({ severity: expect.stringMatching(/^(page|ticket)$/), service_name: name })
      expect(rule.annotations.summary).toMatch(new RegExp(`^${name}: .+`))
      expect(rule.annotations.description?.length).toBeGreaterThan(30)
    }
  })

  test('watches the errors that 99.9 % leave, over long times and short ones', () => {
    for (const [factor, ...times] of [
      ['14.4', '1h', '5m'],
      ['6', '6h', '30m'],
    ] as const) {
      const rule = rules.find(({ expr }) => expr.includes(`> ${factor} * 0.001`))
      expect([...(rule?.expr.matchAll(/\[(\w+)\]/g) ?? [])].map(([, time]) => time)).toEqual(
        times.flatMap((time) => [time, time]),
      )
    }
  })

  test('watches what the service has', () => {
    const always = ['ErrorBudgetBurnsFast', 'ErrorBudgetBurns', 'RequestsAreSlow', 'NothingIsMeasured']
    const causes = ['RequestsAreTurnedAway', 'EventLoopIsLate']
    const pool = ['DatabaseConnectionsAreShort']
    const own = ['RedisIsDown', 'UpstreamIsLeftAlone']
    expect(rules.map(({ alert }) => alert)).toEqual([...always, ...causes, ...pool, ...(text === WHOLE ? own : [])])
  })
})

describe('the check of expressions', () => {
  const known: Known = {
    types: new Map([
      ['seen_seconds', 'histogram'],
      ['up_total', 'counter'],
    ]),
    labels: new Map([
      ['seen_seconds', ['route']],
      ['up_total', []],
    ]),
  }

  test.each([
    ['sum(rate(gone_total{service_name="a"}[5m]))', 'nothing exports gone_total'],
    ['sum(rate(up_total{colour="red"}[5m]))', 'up_total has no colour'],
    ['sum by (colour) (rate(seen_seconds_count{route="a"}[5m]))', 'nothing here has colour'],
    ['seen_seconds{route="a"}', 'seen_seconds is a histogram'],
    ['up_total{} + gone_total', 'gone_total is not understood'],
    ['sum(up_total{}', 'parentheses do not match'],
  ])('finds what is wrong with %s', (expression, flaw) => {
    expect(flawsOf(expression, known)).toEqual([flaw])
  })
})
