import type { Resource, Service } from '../model/model.ts'
import type { GeneratedFile } from '../render/generated-file.ts'
import type { ImportSymbol } from '../render/imports.ts'
import { PATHS, resourcePath } from './paths.ts'
import { curlView } from './views/curl.ts'
import { factoriesView, samplesView } from './views/factories.ts'
import { httpTestView } from './views/http-test.ts'
import { openapiView } from './views/openapi.ts'
import { queriesView } from './views/queries.ts'
import { routesView } from './views/routes.ts'
import { schemaView } from './views/schema.ts'
import { docsView, packageView, type Settings } from './views/service.ts'
import {
  constraintsView,
  hasRelations,
  mountView,
  policyView,
  relationsView,
  schemaBarrelView,
} from './views/shared.ts'
import { tableView } from './views/table.ts'
import { testView } from './views/test.ts'
import { columnsView, columnUnits, scalarsView } from './views/units.ts'

/** What a template gets: its names, and what its file imports. */
export interface View {
  readonly view: object
  readonly imports: readonly ImportSymbol[]
}

/** A file of the whole service. Without `view` its text depends on the service's name at most. */
export interface ServiceRow {
  /** Its identity and, under `templates/`, its text. */
  readonly template: string
  /** Where it goes; absent: where the template stands. */
  readonly path?: string
  readonly when?: (service: Service) => boolean
  readonly owner?: GeneratedFile['owner']
  readonly executable?: boolean
  readonly view?: (service: Service, settings: Settings) => View
}

/** A file that each resource has. */
export interface ResourceRow {
  readonly template: string
  readonly path: (resource: Resource) => string
  readonly executable?: boolean
  readonly view: (resource: Resource, service: Service) => View
}

/** Everything that ashlar writes for a service as a whole: one row a file. */
export const SERVICE_FILES: readonly ServiceRow[] = [
  { template: 'package.json', view: packageView },
  { template: 'tsconfig.json' },
  { template: 'biome.json' },
  { template: 'rolldown.config.ts' },
  { template: 'vitest.config.ts' },
  { template: '.gitignore' },
  { template: '.env.example' },
  { template: 'README.md', view: docsView },
  { template: 'scripts/run.js' },

  { template: 'src/main.ts' },
  { template: 'src/migrate.ts' },
  { template: PATHS.config },
  { template: PATHS.app },

  { template: PATHS.context },
  { template: PATHS.cursor, when: hasLists },
  { template: PATHS.errors },
  { template: PATHS.grant },
  { template: PATHS.headers },
  { template: PATHS.itemPath },
  { template: PATHS.methods },
  { template: PATHS.problem },
  { template: PATHS.requestLog },
  { template: PATHS.scalars, view: scalarsView },
  { template: PATHS.validate },

  { template: PATHS.logger },
  { template: PATHS.readiness },
  { template: PATHS.shutdown },

  { template: PATHS.client },
  { template: PATHS.columns, when: (service) => columnUnits(service).length > 0, view: columnsView },
  { template: PATHS.constraints, view: constraintsView },
  { template: PATHS.embedded },
  { template: PATHS.embeddedImage },
  { template: PATHS.executor },
  { template: PATHS.folderLock },
  { template: PATHS.migrate },
  { template: PATHS.postgres },
  { template: PATHS.relations, when: hasRelations, view: relationsView },
  { template: PATHS.schema, view: schemaBarrelView },
  { template: PATHS.sqlstate },

  { template: PATHS.resources, view: mountView },

  { template: PATHS.testApp },
  { template: PATHS.testDatabase },
  { template: PATHS.testFactories, view: factoriesView },
  { template: PATHS.testImage },
  { template: PATHS.testSamples, view: samplesView },
  { template: 'tests/http.test.ts', view: httpTestView },
  { template: 'tests/curl/lib.sh' },
  { template: 'tests/curl/run.ts' },

  { template: 'docs/api.md', view: docsView },
  { template: PATHS.openapi, view: openapiView },
]

/** Everything that ashlar writes for each resource: one row a file. */
export const RESOURCE_FILES: readonly ResourceRow[] = [
  { template: 'src/resources/resource.table.ts', path: (resource) => resourcePath(resource, 'table'), view: tableView },
  {
    template: 'src/resources/resource.schema.ts',
    path: (resource) => resourcePath(resource, 'schema'),
    view: schemaView,
  },
  {
    template: 'src/resources/resource.policy.ts',
    path: (resource) => resourcePath(resource, 'policy'),
    view: policyView,
  },
  {
    template: 'src/resources/resource.queries.ts',
    path: (resource) => resourcePath(resource, 'queries'),
    view: queriesView,
  },
  {
    template: 'src/resources/resource.routes.ts',
    path: (resource) => resourcePath(resource, 'routes'),
    view: routesView,
  },
  { template: 'src/resources/resource.test.ts', path: (resource) => resourcePath(resource, 'test'), view: testView },
  {
    template: 'tests/curl/resource.sh',
    path: ({ names }) => `tests/curl/${names.file}.sh`,
    executable: true,
    view: curlView,
  },
]

function hasLists({ resources }: Service): boolean {
  return resources.some(({ operations }) => operations.includes('list'))
}
