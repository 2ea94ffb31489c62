import { writesInNumbers } from '../model/lookup.ts'
import type { ResourceRow, ServiceRow } from './catalog.ts'
import { PATHS, resourcePath } from './paths.ts'
import { allOrNoneView, bulkView, isInBulk, severalView } from './views/bulk.ts'
import { bulkTestView, isBulkTested } from './views/bulk-test.ts'
import { createWithView } from './views/create-with.ts'
import { createWithTestView, isCreateWithTested } from './views/create-with-test.ts'

/** What a service has where one request writes several rows: one row a file. */
export const BULK_FILES: readonly ServiceRow[] = [
  { id: 'allOrNone', template: PATHS.allOrNone, when: writesInNumbers, view: allOrNoneView },
  { id: 'several', template: PATHS.several, when: writesInNumbers, view: severalView },
]

/** The same for each resource. */
export const BULK_RESOURCE_FILES: readonly ResourceRow[] = [
  {
    id: 'bulk',
    template: 'src/resources/resource.bulk.ts',
    path: (resource) => resourcePath(resource, 'bulk'),
    when: isInBulk,
    view: bulkView,
  },
  {
    id: 'createWith',
    template: 'src/resources/resource.create-with.ts',
    path: (resource) => resourcePath(resource, 'create-with'),
    when: (resource) => resource.createWith.length > 0,
    view: createWithView,
  },
  {
    id: 'bulkTest',
    template: 'src/resources/resource.bulk.test.ts',
    path: (resource) => resourcePath(resource, 'bulk.test'),
    when: isBulkTested,
    view: bulkTestView,
  },
  {
    id: 'createWithTest',
    template: 'src/resources/resource.create-with.test.ts',
    path: (resource) => resourcePath(resource, 'create-with.test'),
    when: isCreateWithTested,
    view: createWithTestView,
  },
]
