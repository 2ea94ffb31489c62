import { stringify } from 'yaml'
import { usesRedis } from '../../model/limits.ts'
import type { Service } from '../../model/model.ts'
import { hasUpstreams } from '../views/upstreams.ts'
import { quantile, rate, seriesOf, sum } from './promql.ts'

interface Alert {
  readonly alert: string
  readonly expr: string
  /** How long it has to be so. */
  readonly for?: string
  readonly severity: 'page' | 'ticket'
  readonly summary: string
  /** What to look at, and what helps. */
  readonly description: string
}

/** `deploy/grafana/alerts.yaml`, after its header: rules as Prometheus reads them. */
export function alertsText(service: Service): string {
  const { name } = service
  const groups = [
    { name: `${name}-objectives`, rules: objectives(service).map((one) => ruleOf(one, service)) },
    { name: `${name}-causes`, rules: causes(service).map((one) => ruleOf(one, service)) },
  ]
  return stringify({ groups }, { lineWidth: 0 })
}

function ruleOf({ alert, expr, for: time, severity, summary, description }: Alert, { name }: Service) {
  return {
    alert,
    expr,
    ...(time !== undefined && { for: time }),
    labels: { severity, service_name: name },
    annotations: { summary: `${name}: ${summary}`, description },
  }
}

/** The share of requests that 99.9 % leave to fail. */
const BUDGET = 0.001

function objectives(service: Service): Alert[] {
  const buckets = rate(seriesOf(service)('http_request_duration_seconds_bucket'), '5m')
  const look = 'The panels of errors tell the routes, and the log has a line with each error and its `requestId`.'
  return [
    {
      alert: 'ErrorBudgetBurnsFast',
      expr: burns(service, { factor: 14.4, long: '1h', short: '5m' }),
      severity: 'page',
      summary: 'so many requests fail that the errors of a month are used up in two days',
      description: `${look} If it began with a new version, go back to the one before.`,
    },
    {
      alert: 'ErrorBudgetBurns',
      expr: burns(service, { factor: 6, long: '6h', short: '30m' }),
      severity: 'page',
      summary: 'so many requests fail that the errors of a month are used up in five days',
      description: look,
    },
    {
      alert: 'RequestsAreSlow',
      expr: `${quantile(0.95, buckets)} > 0.2`,
      for: '10m',
      severity: 'ticket',
      summary: '5 of 100 requests take more than 200 ms',
      description: 'See whether it is one route, the event loop, the wait for a connection, or another service.',
    },
    {
      alert: 'NothingIsMeasured',
      expr: `absent(${seriesOf(service)('http_requests_in_flight')})`,
      for: '5m',
      severity: 'page',
      summary: 'no instance tells anything',
      description: 'None runs, METRICS_PORT is not set, or Prometheus does not reach it.',
    },
  ]
}

interface Burn {
  readonly factor: number
  readonly long: string
  readonly short: string
}

/** Over the long time, so that it matters, and over the short one, so that it ends with its cause. */
function burns(service: Service, { factor, long, short }: Burn): string {
  const series = seriesOf(service)
  const share = (time: string) => {
    const failed = sum(rate(series('http_request_duration_seconds_count', 'status=~"5.."'), time))
    return `${failed}\n  / ${sum(rate(series('http_request_duration_seconds_count'), time))}`
  }
  return `(\n  ${share(long)}\n) > ${factor} * ${BUDGET}\nand (\n  ${share(short)}\n) > ${factor} * ${BUDGET}\n`
}

function causes(service: Service): Alert[] {
  const series = seriesOf(service)
  return [
    {
      alert: 'RequestsAreTurnedAway',
      expr: `${sum(rate(series('http_requests_shed_total'), '5m'), ['reason'])} > 0`,
      for: '5m',
      severity: 'page',
      summary: 'requests are turned away: {{ $labels.reason }}',
      description: 'There is more to do than the instances can. Add some, unless the database is what they wait for.',
    },
    {
      alert: 'EventLoopIsLate',
      expr: `${series('nodejs_eventloop_lag_p99_seconds')} > 0.1`,
      for: '5m',
      severity: 'ticket',
      summary: '{{ $labels.instance }} is busy computing',
      description: 'Add instances, or take a profile (`node --cpu-prof`) and see what takes the time.',
    },
    poolAlert(service),
    ...(usesRedis(service) ? [redisAlert(service)] : []),
    ...(hasUpstreams(service) ? [breakerAlert(service)] : []),
  ]
}

function poolAlert(service: Service): Alert {
  return {
    alert: 'DatabaseConnectionsAreShort',
    expr: `${seriesOf(service)('db_pool_waiting')} > 0`,
    for: '2m',
    severity: 'ticket',
    summary: '{{ $labels.instance }} waits for connections to PostgreSQL ({{ $labels.pool }})',
    description: 'Look for slow statements and locks first (`pg_stat_activity`), then at DATABASE_POOL_SIZE.',
  }
}

function redisAlert(service: Service): Alert {
  return {
    alert: 'RedisIsDown',
    expr: `${seriesOf(service)('redis_up')} == 0`,
    for: '1m',
    severity: 'ticket',
    summary: '{{ $labels.instance }} does without Redis',
    description: 'Requests are served, each instance by itself; the database has more to do. See whether Redis runs.',
  }
}

function breakerAlert(service: Service): Alert {
  return {
    alert: 'UpstreamIsLeftAlone',
    expr: `max by (upstream) (${seriesOf(service)('upstream_breaker_state')}) == 2`,
    for: '1m',
    severity: 'page',
    summary: '{{ $labels.upstream }} fails too often and is not called',
    description:
      'See whether the other service is up, and whether its address and token are right. It is tried again by itself.',
  }
}
