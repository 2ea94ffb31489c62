import { copiesValues, keepsValues, keptFields } from '../model/kept.ts'
import type { ResourceRow, ServiceRow } from './catalog.ts'
import { PATHS, resourcePath } from './paths.ts'
import { keeperView } from './views/kept.ts'

/** What a service has that keeps or copies values: one row a file. */
export const KEPT_FILES: readonly ServiceRow[] = [
  { id: 'copied', template: PATHS.copied, when: copiesValues },
  { id: 'kept', template: PATHS.kept, when: keepsValues },
]

/** The same for each resource that keeps some. */
export const KEPT_RESOURCE_FILES: readonly ResourceRow[] = [
  {
    id: 'keeper',
    template: 'src/resources/resource.kept.ts',
    path: (resource) => resourcePath(resource, 'kept'),
    when: (resource) => keptFields(resource).length > 0,
    view: keeperView,
  },
]
