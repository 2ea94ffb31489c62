import type { LinkedList } from '../../model/linked.ts'
import { seeingOperation } from '../../model/lookup.ts'
import type { Resource } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { hasReaders } from './guarded.ts'
import type { LinkTables } from './link-conditions.ts'
import { guardName } from './link-routes.ts'

/** The guard of the policy that says who sees rows of a resource: `mayArtist.get`. */
export function seeingGuard(resource: Resource, declaring: Resource): string {
  return `${guardName(resource, declaring)}.${seeingOperation(resource)}`
}

/** How the statements of a list are made where people sign in: they show what who asks sees. */
export function guardedList({ shows, declaring }: LinkedList) {
  const hides = hasReaders(shows)
  return {
    make: shows.access === undefined ? 'prepared' : hides ? 'restricted' : 'scoped',
    readers: hides ? `${shows.names.readers}, ` : '',
    seen: seeingGuard(shows, declaring),
  }
}

/** What the queries of a relation import for that. */
export function linkAccessImports({ declaring, target }: LinkTables, { lists, linkable }: ServedLink): ImportSymbol[] {
  if (declaring.access === undefined) return []
  const shown = lists.map(({ shows }) => shows)
  const seen = linkable ? [target, ...shown] : shown
  return [
    ...seen.map((one) => {
      const name = guardName(one, declaring)
      return value(name === 'may' ? name : `may as ${name}`, resourcePath(one, 'policy'))
    }),
    ...(linkable ? [value('exists', 'drizzle-orm'), type('SQL', 'drizzle-orm'), type('Scoped', PATHS.scope)] : []),
    ...(linkable ? [value('linking', PATHS.linkedScopes)] : []),
    ...(linkable && target === declaring ? [value('leadsTo', PATHS.leadsTo)] : []),
    ...(lists.length > 0 ? [value('seenBy', PATHS.linkedScopes)] : []),
    ...(linkable || !shown.every(hasReaders) ? [value('scoped', PATHS.scope)] : []),
    ...shown
      .filter(hasReaders)
      .flatMap((one) => [
        value('restricted', PATHS.restricted),
        value(`readers as ${one.names.readers}`, resourcePath(one, 'queries')),
      ]),
  ]
}

/** What the API has of a relation. */
export interface ServedLink {
  readonly lists: readonly LinkedList[]
  readonly linkable: boolean
}
