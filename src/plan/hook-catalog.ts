import { callsHooks, givesValues } from '../model/hooks.ts'
import type { Service } from '../model/model.ts'
import type { ResourceRow, ServiceRow } from './catalog.ts'
import { PATHS, resourcePath } from './paths.ts'
import { hookFormView, hookTypesView } from './views/hook-files.ts'
import { hookedView } from './views/hooked.ts'

/** What a service has where code of its user's steps in when rows are written: one row a file. */
export const HOOK_FILES: readonly ServiceRow[] = [{ id: 'hookValues', template: PATHS.hookValues, when: isGivenValues }]

/** The same for each resource. */
export const HOOK_RESOURCE_FILES: readonly ResourceRow[] = [
  {
    id: 'hooks',
    template: 'src/resources/resource.hooks.ts',
    path: (resource) => resourcePath(resource, 'hooks'),
    when: ({ hooks }) => hooks.length > 0,
    owner: 'form',
    view: hookFormView,
  },
  {
    id: 'hookTypes',
    template: 'src/resources/resource.hook-types.ts',
    path: (resource) => resourcePath(resource, 'hook-types'),
    when: ({ hooks }) => hooks.length > 0,
    view: hookTypesView,
  },
  {
    id: 'hooked',
    template: 'src/resources/resource.hooked.ts',
    path: (resource) => resourcePath(resource, 'hooked'),
    when: callsHooks,
    view: hookedView,
  },
]

/** Whether what a request sends may be written otherwise. */
function isGivenValues(service: Service): boolean {
  return service.resources.some((resource) => givesValues(resource, service))
}
