import type { ServiceRow } from './catalog.ts'
import { GRAFANA_FILES } from './grafana-catalog.ts'
import { PATHS } from './paths.ts'
import { imageView } from './views/image.ts'
import { kubernetesView, runsOnKubernetes } from './views/kubernetes.ts'

/** What a service has to be run elsewhere, as an image: one row a file. */
export const DEPLOY_FILES: readonly ServiceRow[] = [
  { id: 'dockerfile', template: 'Dockerfile', view: imageView },
  { id: 'dockerignore', template: '.dockerignore', view: imageView },
  { id: 'compose', template: 'compose.yaml', view: imageView },
  manifest('kubernetesKustomization', 'deploy/kubernetes/kustomization.yaml'),
  manifest('kubernetesAccount', 'deploy/kubernetes/serviceaccount.yaml'),
  manifest('kubernetesAvailability', 'deploy/kubernetes/pdb.yaml'),
  manifest('kubernetesDeployment', PATHS.kubernetesDeployment),
  manifest('kubernetesMigration', 'deploy/kubernetes/migrate.yaml'),
  manifest('kubernetesNetwork', 'deploy/kubernetes/networkpolicy.yaml'),
  manifest('kubernetesScaling', PATHS.kubernetesScaling),
  manifest('kubernetesSecretExample', 'deploy/kubernetes/secret.example.yaml'),
  manifest('kubernetesService', 'deploy/kubernetes/service.yaml'),
  manifest('kubernetesSettings', PATHS.kubernetesSettings),
  ...GRAFANA_FILES,
]

function manifest(id: string, template: string): ServiceRow {
  return { id, template, when: runsOnKubernetes, view: kubernetesView }
}
