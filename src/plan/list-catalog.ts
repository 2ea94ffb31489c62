import type { ResourceRow, ServiceRow } from './catalog.ts'
import { PATHS, resourcePath } from './paths.ts'
import { isQueried } from './views/filters.ts'
import { isListTested, listTestView, testListsView } from './views/list-test.ts'
import {
  filtersView,
  hasLooks,
  hasQueries,
  listingView,
  listPageView,
  looksView,
  parametersView,
} from './views/lists.ts'
import { resourceFiltersView } from './views/resource-filters.ts'

/** What a service has whose lists can be filtered and sorted: one row a file. */
export const LIST_FILES: readonly ServiceRow[] = [
  { id: 'filters', template: PATHS.filters, when: hasQueries, view: filtersView },
  { id: 'listing', template: PATHS.listing, when: hasQueries, view: listingView },
  { id: 'listPage', template: PATHS.listPage, when: hasQueries, view: listPageView },
  { id: 'parameters', template: PATHS.parameters, when: hasQueries, view: parametersView },
  { id: 'looks', template: PATHS.looks, when: hasLooks, view: looksView },
  { id: 'testLists', template: PATHS.testLists, when: hasQueries, view: testListsView },
]

/** The same for each resource whose list can be. */
export const LIST_RESOURCE_FILES: readonly ResourceRow[] = [
  {
    id: 'resourceFilters',
    template: 'src/resources/resource.filters.ts',
    path: (resource) => resourcePath(resource, 'filters'),
    when: isQueried,
    view: resourceFiltersView,
  },
  {
    id: 'listTest',
    template: 'src/resources/resource.list.test.ts',
    path: (resource) => resourcePath(resource, 'list.test'),
    when: isListTested,
    view: listTestView,
  },
]
