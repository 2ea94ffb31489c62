import type { Service } from '../../model/model.ts'
import { type Panel, type Row, rowsOf } from './panels.ts'
import { seriesOf } from './promql.ts'

/** Grafana's grid has 24 columns. */
const COLUMNS = 24
const WIDTH = 8
const HEIGHT = 8

/** What the reader of the dashboard chooses, or Grafana finds when it is imported. */
const DATASOURCE = { type: 'prometheus', uid: '$datasource' }

/** `deploy/grafana/dashboard.json`, as Grafana 12 has it. */
export function dashboardOf(service: Service) {
  const { name } = service
  return {
    title: name,
    uid: name.replaceAll('.', '-').slice(0, 40),
    description: 'Made by ashlar from the description of the service.',
    tags: ['ashlar'],
    schemaVersion: 41,
    editable: true,
    // All graphs show the moment that the pointer is at.
    graphTooltip: 1,
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    templating: { list: variablesOf(service) },
    panels: placed(rowsOf(service)),
  }
}

function variablesOf(service: Service) {
  const instances = `label_values(${seriesOf(service)('http_requests_in_flight')}, instance)`
  return [
    { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', current: {} },
    {
      name: 'instance',
      label: 'Instance',
      type: 'query',
      datasource: DATASOURCE,
      definition: instances,
      query: { query: instances, refId: 'instances' },
      // Asked again when the time changes: instances come and go.
      refresh: 2,
      sort: 1,
      multi: true,
      includeAll: true,
      allValue: '.*',
      current: { text: ['All'], value: ['$__all'] },
    },
  ]
}

/** Each row's title over its panels, three beside each other. */
function placed(rows: readonly Row[]) {
  const panels: { readonly id: number }[] = []
  let y = 0
  for (const { title, panels: own } of rows) {
    const gridPos = { x: 0, y, w: COLUMNS, h: 1 }
    panels.push({ id: panels.length + 1, ...{ type: 'row', title, collapsed: false, gridPos, panels: [] } })
    y += 1
    for (const [index, panel] of own.entries()) {
      const x = (index * WIDTH) % COLUMNS
      const line = Math.floor((index * WIDTH) / COLUMNS)
      panels.push({ id: panels.length + 1, ...graph(panel, { x, y: y + line * HEIGHT, w: WIDTH, h: HEIGHT }) })
    }
    y += Math.ceil((own.length * WIDTH) / COLUMNS) * HEIGHT
  }
  return panels
}

interface GridPosition {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

function graph(panel: Panel, gridPos: GridPosition) {
  const { title, description, lines, states } = panel
  return {
    type: states === undefined ? 'timeseries' : 'state-timeline',
    title,
    description,
    datasource: DATASOURCE,
    gridPos,
    targets: lines.map(({ query, legend }, index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index),
      datasource: DATASOURCE,
      expr: query,
      legendFormat: legend,
    })),
    fieldConfig: { defaults: defaultsOf(panel), overrides: [] },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  }
}

function defaultsOf({ unit, limit, states }: Panel) {
  if (states !== undefined) return { mappings: [{ type: 'value', options: namedStates(states) }] }
  const thresholds = { mode: 'absolute', steps: stepsOf(limit) }
  const custom = {
    fillOpacity: 10,
    showPoints: 'never',
    thresholdsStyle: { mode: limit === undefined ? 'off' : 'line' },
  }
  return { unit, min: 0, thresholds, custom }
}

function stepsOf(limit: number | undefined) {
  const good = { color: 'green', value: null }
  return limit === undefined ? [good] : [good, { color: 'red', value: limit }]
}

function namedStates(states: readonly string[]) {
  return Object.fromEntries(states.map((text, index) => [String(index), { index, text }]))
}
