import { hasCaches } from '../../model/caches.ts'
import { hasLimits, usesRedis } from '../../model/limits.ts'
import type { Service } from '../../model/model.ts'
import { hasUpstreams } from '../views/upstreams.ts'
import { chosenSeriesOf, quantile, rate, sum } from './promql.ts'

/** A graph of the dashboard. */
export interface Panel {
  readonly title: string
  readonly description: string
  /** As Grafana calls it: `s`, `reqps`, `percentunit`, `short`, `bytes`. */
  readonly unit: string
  readonly lines: readonly Line[]
  /** From where on it is too much. */
  readonly limit?: number
  /** What its values mean, where they are states and no numbers. */
  readonly states?: readonly string[]
}

/** A query, and what its lines are called. */
export interface Line {
  readonly query: string
  readonly legend: string
}

/** Panels that belong together. */
export interface Row {
  readonly title: string
  readonly panels: readonly Panel[]
}

/** What Grafana finds fit for the resolution of a graph. */
const INTERVAL = '$__rate_interval'

/** What there is to see of a service: nothing of what it does not have. */
export function rowsOf(service: Service): Row[] {
  const dependencies = [
    ...(hasUpstreams(service) ? upstreamPanels(service) : []),
    ...(hasCaches(service) ? [cachePanel(service)] : []),
    ...(hasLimits(service) ? [limitPanel(service)] : []),
    ...(usesRedis(service) ? redisPanels(service) : []),
  ]
  return [
    { title: 'Requests', panels: requestPanels(service) },
    { title: 'Saturation', panels: saturationPanels(service) },
    ...(dependencies.length > 0 ? [{ title: 'Dependencies', panels: dependencies }] : []),
    { title: 'Process', panels: processPanels(service) },
  ]
}

function requestPanels(service: Service): Panel[] {
  const series = chosenSeriesOf(service)
  const count = (labels?: string) => rate(series('http_request_duration_seconds_count', labels), INTERVAL)
  const buckets = rate(series('http_request_duration_seconds_bucket'), INTERVAL)
  const failed = count('status=~"5.."')
  return [
    {
      title: 'Requests by route',
      description: 'None is what has no route. Health checks are not counted.',
      unit: 'reqps',
      lines: [{ query: sum(count(), ['method', 'route']), legend: '{{method}} {{route}}' }],
    },
    {
      title: 'Errors',
      description: 'The share of requests that were answered with a 5xx; the line is what 99.9 % leave.',
      unit: 'percentunit',
      lines: [{ query: `(${sum(failed)} or vector(0)) / ${sum(count())}`, legend: 'errors' }],
      limit: 0.001,
    },
    {
      title: 'Latency',
      description: 'How long half, 95 and 99 of 100 requests took at most; the line is the goal for 95.',
      unit: 's',
      lines: [0.5, 0.95, 0.99].map((share) => ({ query: quantile(share, buckets), legend: `p${share * 100}` })),
      limit: 0.2,
    },
    {
      title: 'Answers by status',
      description: '429 is a rate limit, 503 too much to do or something that is down, 504 the time of the request.',
      unit: 'reqps',
      lines: [{ query: sum(count(), ['status']), legend: '{{status}}' }],
    },
    {
      title: 'Errors by route',
      description: 'Requests that were answered with a 5xx.',
      unit: 'reqps',
      lines: [{ query: sum(failed, ['method', 'route', 'status']), legend: '{{method}} {{route}} {{status}}' }],
    },
    {
      title: 'Latency by route (p95)',
      description: 'How long 95 of 100 requests took at most.',
      unit: 's',
      lines: [{ query: quantile(0.95, buckets, ['method', 'route']), legend: '{{method}} {{route}}' }],
      limit: 0.2,
    },
  ]
}

function saturationPanels(service: Service): Panel[] {
  const series = chosenSeriesOf(service)
  return [
    {
      title: 'Requests in flight',
      description: 'Requests that are being answered.',
      unit: 'short',
      lines: [{ query: series('http_requests_in_flight'), legend: '{{instance}}' }],
    },
    {
      title: 'Event loop delay (p99)',
      description: 'How late the process gets to what is due: it is busy computing.',
      unit: 's',
      lines: [{ query: series('nodejs_eventloop_lag_p99_seconds'), legend: '{{instance}}' }],
      limit: 0.1,
    },
    {
      title: 'Requests turned away',
      description: 'Answered 503 at once, because there was too much to do.',
      unit: 'reqps',
      lines: [{ query: sum(rate(series('http_requests_shed_total'), INTERVAL), ['reason']), legend: '{{reason}}' }],
    },
    ...poolPanels(service),
  ]
}

function poolPanels(service: Service): Panel[] {
  const series = chosenSeriesOf(service)
  const size = { query: sum(series('db_pool_size'), ['pool']), legend: '{{pool}} size' }
  const use = [
    { query: sum(series('db_pool_in_use'), ['pool']), legend: '{{pool}} in use' },
    { query: sum(series('db_pool_waiting'), ['pool']), legend: '{{pool}} waiting' },
  ]
  const pool = {
    title: 'Connections to PostgreSQL',
    description: 'Of all instances together.',
    unit: 'short',
    lines: [size, ...use],
  }
  const waits = quantile(0.95, rate(series('db_pool_wait_seconds_bucket'), INTERVAL))
  const wait = {
    title: 'Wait for a connection (p95)',
    description: 'Of what did not get one at once.',
    unit: 's',
    lines: [{ query: waits, legend: 'wait' }],
  }
  return [pool, wait]
}

function upstreamPanels(service: Service): Panel[] {
  const series = chosenSeriesOf(service)
  const perSecond = (metric: string, by: readonly string[]) => sum(rate(series(metric), INTERVAL), by)
  const buckets = rate(series('upstream_call_duration_seconds_bucket'), INTERVAL)
  return [
    {
      title: 'Breakers',
      description: 'The worst of all instances.',
      unit: 'short',
      lines: [{ query: `max by (upstream) (${series('upstream_breaker_state')})`, legend: '{{upstream}}' }],
      states: ['called', 'tried again', 'left alone'],
    },
    {
      title: 'Calls to other services',
      description: 'By how they ended, all attempts together.',
      unit: 'reqps',
      lines: [{ query: perSecond('upstream_calls_total', ['call', 'outcome']), legend: '{{call}} {{outcome}}' }],
    },
    {
      title: 'Duration of calls (p95)',
      description: 'Of all attempts together.',
      unit: 's',
      lines: [{ query: quantile(0.95, buckets, ['call']), legend: '{{call}}' }],
    },
    {
      title: 'Retries and fallbacks',
      description: 'Attempts after the first one, and calls that were answered without the other service.',
      unit: 'reqps',
      lines: [
        { query: perSecond('upstream_retries_total', ['call']), legend: '{{call}} retry' },
        { query: perSecond('upstream_fallbacks_total', ['call']), legend: '{{call}} fallback' },
      ],
    },
  ]
}

function cachePanel(service: Service): Panel {
  const reads = rate(chosenSeriesOf(service)('cache_reads_total'), INTERVAL)
  return {
    title: 'Cache',
    description: 'Answers that were kept, that were made to be kept, and that were not looked for.',
    unit: 'reqps',
    lines: [{ query: sum(reads, ['resource', 'outcome']), legend: '{{resource}} {{outcome}}' }],
  }
}

function limitPanel(service: Service): Panel {
  const series = chosenSeriesOf(service)
  return {
    title: 'Rate limits',
    description: 'By itself an instance counts while Redis does not.',
    unit: 'reqps',
    lines: [
      { query: sum(rate(series('rate_limit_decisions_total'), INTERVAL), ['outcome']), legend: '{{outcome}}' },
      { query: sum(rate(series('rate_limit_fallbacks_total'), INTERVAL)), legend: 'counted by itself' },
    ],
  }
}

function redisPanels(service: Service): Panel[] {
  const series = chosenSeriesOf(service)
  return [
    {
      title: 'Redis',
      description: 'Whether it answers, at the instance that is worst off.',
      unit: 'short',
      lines: [{ query: `min(${series('redis_up')})`, legend: 'Redis' }],
      states: ['down', 'up'],
    },
    {
      title: 'Failed commands of Redis',
      description: 'What they were for was done without it.',
      unit: 'ops',
      lines: [{ query: rate(series('redis_failures_total'), INTERVAL), legend: '{{instance}}' }],
    },
  ]
}

function processPanels(service: Service): Panel[] {
  const series = chosenSeriesOf(service)
  const collecting = rate(series('nodejs_gc_duration_seconds_sum'), INTERVAL)
  return [
    {
      title: 'CPU',
      description: '1 is a whole core.',
      unit: 'short',
      lines: [{ query: rate(series('process_cpu_seconds_total'), INTERVAL), legend: '{{instance}}' }],
    },
    {
      title: 'Memory',
      description: 'Of the whole process, and what of it JavaScript uses.',
      unit: 'bytes',
      lines: [
        { query: series('process_resident_memory_bytes'), legend: '{{instance}} resident' },
        { query: series('nodejs_heap_size_used_bytes'), legend: '{{instance}} heap' },
      ],
    },
    {
      title: 'Garbage collection',
      description: 'The share of the time that it takes.',
      unit: 'percentunit',
      lines: [{ query: sum(collecting, ['instance']), legend: '{{instance}}' }],
    },
  ]
}
