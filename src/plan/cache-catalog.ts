import { hasCaches } from '../model/caches.ts'
import type { ServiceRow } from './catalog.ts'
import { PATHS } from './paths.ts'
import { cachedTestView, cachedView, changesView } from './views/cache.ts'

/** What a service has in which answers are kept: one row a file. */
export const CACHE_FILES: readonly ServiceRow[] = [
  { id: 'cache', template: PATHS.cache, when: hasCaches },
  { id: 'cached', template: PATHS.cached, when: hasCaches, view: cachedView },
  { id: 'cachedTest', template: 'src/http/cached.test.ts', when: hasCaches, view: cachedTestView },
  { id: 'changes', template: PATHS.changes, when: hasCaches, view: changesView },
]
