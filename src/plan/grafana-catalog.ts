import type { Service } from '../model/model.ts'
import type { ServiceRow } from './catalog.ts'
import { alertsText } from './grafana/alerts.ts'
import { dashboardOf } from './grafana/dashboard.ts'

/** What Grafana and Prometheus are given of a service: one row a file. */
export const GRAFANA_FILES: readonly ServiceRow[] = [
  { id: 'grafanaDashboard', template: 'deploy/grafana/dashboard.json', when: hasGrafana, view: dashboardView },
  { id: 'grafanaAlerts', template: 'deploy/grafana/alerts.yaml', when: hasGrafana, view: alertsView },
]

function hasGrafana({ deploy }: Service): boolean {
  return deploy.includes('grafana')
}

function dashboardView(service: Service) {
  return { view: { dashboard: JSON.stringify(dashboardOf(service), undefined, 2) }, imports: [] }
}

function alertsView(service: Service) {
  return { view: { alerts: alertsText(service) }, imports: [] }
}
