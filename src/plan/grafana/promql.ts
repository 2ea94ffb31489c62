import type { Service } from '../../model/model.ts'

/** The series of a metric of one service, with further conditions on labels: `status=~"5.."`. */
export type Series = (metric: string, labels?: string) => string

/** Those of all instances. */
export function seriesOf({ name }: Pick<Service, 'name'>): Series {
  return seriesWhere([`service_name=${JSON.stringify(name)}`])
}

/** Those of the instances that are chosen on the dashboard. */
export function chosenSeriesOf({ name }: Pick<Service, 'name'>): Series {
  return seriesWhere([`service_name=${JSON.stringify(name)}`, 'instance=~"$instance"'])
}

function seriesWhere(conditions: readonly string[]): Series {
  return (metric, labels) => `${metric}{${[...conditions, ...(labels === undefined ? [] : [labels])].join(', ')}}`
}

/** How much a counter grows in a second. */
export function rate(series: string, time: string): string {
  return `rate(${series}[${time}])`
}

/** The sum by labels, or of all. */
export function sum(expression: string, by: readonly string[] = []): string {
  return by.length === 0 ? `sum(${expression})` : `sum by (${by.join(', ')}) (${expression})`
}

/** Below what so large a share of what a histogram has seen lies; `buckets` are rates of its buckets. */
export function quantile(share: number, buckets: string, by: readonly string[] = []): string {
  return `histogram_quantile(${share}, ${sum(buckets, ['le', ...by])})`
}
