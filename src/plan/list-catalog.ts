import type { ResourceRow, ServiceRow } from './catalog.ts'
import { PATHS, resourcePath } from './paths.ts'
import { hasViews } from './views/answer-view.ts'
import { hasPageHeaders } from './views/envelope.ts'
import { isQueried } from './views/filters.ts'
import { includesView } from './views/includes.ts'
import { hasIncludes, includesAnything, includingView } from './views/includes-imports.ts'
import { countsStatements, includesTestView, isIncludesTested, testStatementsView } from './views/includes-test.ts'
import { isListTested, listTestView, testListsView } from './views/list-test.ts'
import {
  arrayLiteralView,
  cursorKeysView,
  fieldsView,
  filtersView,
  hasLooks,
  hasParameters,
  hasQueries,
  hasSearch,
  listingView,
  listPageView,
  looksView,
  parametersView,
  searchView,
  signsCursors,
} from './views/lists.ts'
import { followsPages, pageHeadersView, testPagesView } from './views/page-headers.ts'
import { resourceFiltersView } from './views/resource-filters.ts'

/** What a service has whose lists can be filtered and sorted: one row a file. */
export const LIST_FILES: readonly ServiceRow[] = [
  { id: 'filters', template: PATHS.filters, when: hasQueries, view: filtersView },
  { id: 'search', template: PATHS.search, when: hasSearch, view: searchView },
  { id: 'arrayLiteral', template: PATHS.arrayLiteral, when: hasViews, view: arrayLiteralView },
  { id: 'including', template: PATHS.including, when: includesAnything, view: includingView },
  { id: 'fields', template: PATHS.fields, when: hasViews, view: fieldsView },
  { id: 'listing', template: PATHS.listing, when: hasQueries, view: listingView },
  { id: 'cursorKeys', template: PATHS.cursorKeys, when: signsCursors, view: cursorKeysView },
  { id: 'listPage', template: PATHS.listPage, when: hasQueries, view: listPageView },
  { id: 'pageHeaders', template: PATHS.pageHeaders, when: hasPageHeaders, view: pageHeadersView },
  { id: 'parameters', template: PATHS.parameters, when: hasParameters, view: parametersView },
  { id: 'looks', template: PATHS.looks, when: hasLooks, view: looksView },
  { id: 'testStatements', template: PATHS.testStatements, when: countsStatements, view: testStatementsView },
  { id: 'testLists', template: PATHS.testLists, when: hasQueries, view: testListsView },
  { id: 'testPages', template: PATHS.testPages, when: followsPages, view: testPagesView },
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
    id: 'resourceIncludes',
    template: 'src/resources/resource.includes.ts',
    path: (resource) => resourcePath(resource, 'includes'),
    when: hasIncludes,
    view: includesView,
  },
  {
    id: 'listTest',
    template: 'src/resources/resource.list.test.ts',
    path: (resource) => resourcePath(resource, 'list.test'),
    when: isListTested,
    view: listTestView,
  },
  {
    id: 'includesTest',
    template: 'src/resources/resource.includes.test.ts',
    path: (resource) => resourcePath(resource, 'includes.test'),
    when: isIncludesTested,
    view: includesTestView,
  },
]
