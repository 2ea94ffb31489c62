import { isServed } from '../model/linked.ts'
import type { Link, Resource, Service } from '../model/model.ts'
import type { View } from './catalog.ts'
import { linkPath } from './paths.ts'
import { isLinkAccessTested, linkAccessTestView } from './views/link-access-test.ts'
import { linkQueriesView } from './views/link-queries.ts'
import { linkRoutesView } from './views/link-routes.ts'
import { linkSchemaView } from './views/link-schema.ts'
import { linkTableView } from './views/link-table.ts'
import { isTested, linkTestView } from './views/link-test.ts'
import { isLinkRpc, linkRpcView } from './views/rpc.ts'
import type { Settings } from './views/service.ts'

/** A file that each many-to-many relation has. */
export interface LinkRow {
  /** With the name of the relation what the lock knows it by, for ever. */
  readonly id: string
  readonly template: string
  readonly path: (link: Link, declaring: Resource) => string
  readonly when?: (link: Link, declaring: Resource, service: Service) => boolean
  readonly view: (link: Link, declaring: Resource, service: Service, settings: Settings) => View
}

/** Everything that ashlar writes for each many-to-many relation: one row a file. */
export const LINK_FILES: readonly LinkRow[] = [
  {
    id: 'linkTable',
    template: 'src/resources/link.table.ts',
    path: (link, declaring) => linkPath(link, declaring, 'table'),
    view: linkTableView,
  },
  {
    id: 'linkSchema',
    template: 'src/resources/link.schema.ts',
    path: (link, declaring) => linkPath(link, declaring, 'schema'),
    when: isServed,
    view: linkSchemaView,
  },
  {
    id: 'linkQueries',
    template: 'src/resources/link.queries.ts',
    path: (link, declaring) => linkPath(link, declaring, 'queries'),
    when: isServed,
    view: linkQueriesView,
  },
  {
    id: 'linkRoutes',
    template: 'src/resources/link.routes.ts',
    path: (link, declaring) => linkPath(link, declaring, 'routes'),
    when: isServed,
    view: linkRoutesView,
  },
  {
    id: 'linkRpc',
    template: 'src/resources/link.rpc.ts',
    path: (link, declaring) => linkPath(link, declaring, 'rpc'),
    when: isLinkRpc,
    view: linkRpcView,
  },
  {
    id: 'linkTest',
    template: 'src/resources/link.test.ts',
    path: (link, declaring) => linkPath(link, declaring, 'test'),
    when: isTested,
    view: linkTestView,
  },
  {
    id: 'linkAccessTest',
    template: 'src/resources/link.access.test.ts',
    path: (link, declaring) => linkPath(link, declaring, 'access.test'),
    when: isLinkAccessTested,
    view: linkAccessTestView,
  },
]
