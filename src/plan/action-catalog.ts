import { hasActions, hasWritingActions } from '../model/acting.ts'
import type { Service } from '../model/model.ts'
import type { ResourceRow, ServiceRow } from './catalog.ts'
import { PATHS, resourcePath } from './paths.ts'
import { actingView, onStartView, shownView, startsWork } from './views/acting.ts'
import { actionsView, actionTypesView } from './views/actions.ts'
import { boundView, unitView } from './views/unit.ts'

/** What a service has whose users do more with rows than to make, change and delete them: one row a file. */
export const ACTION_FILES: readonly ServiceRow[] = [
  { id: 'acting', template: PATHS.acting, when: hasActions, view: actingView },
  { id: 'unit', template: PATHS.unit, when: hasWritingActions, view: unitView },
  { id: 'onStart', template: PATHS.onStart, owner: 'form', when: startsWork, view: onStartView },
  { id: 'shown', template: PATHS.shown, when: showsRows, view: shownView },
  { id: 'unwritten', template: PATHS.unwritten, when: hasActions },
]

/** The same for each resource. */
export const ACTION_RESOURCE_FILES: readonly ResourceRow[] = [
  {
    id: 'actions',
    template: 'src/resources/resource.actions.ts',
    path: (resource) => resourcePath(resource, 'actions'),
    when: ({ actions }) => actions.length > 0,
    owner: 'form',
    view: actionsView,
  },
  {
    id: 'actionTypes',
    template: 'src/resources/resource.action-types.ts',
    path: (resource) => resourcePath(resource, 'action-types'),
    when: ({ actions }) => actions.length > 0,
    view: actionTypesView,
  },
  {
    id: 'bound',
    template: 'src/resources/resource.unit.ts',
    path: (resource) => resourcePath(resource, 'unit'),
    when: (_resource, service) => hasWritingActions(service),
    view: boundView,
  },
]

/** Whether actions answer with rows. */
function showsRows({ resources }: Service): boolean {
  return resources.some(({ actions }) => actions.some(({ response }) => response && 'resource' in response))
}
