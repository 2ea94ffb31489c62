import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { linkPath, PATHS, resourcePath } from '../paths.ts'
import { linkAccessImports, type ServedLink } from './link-access.ts'
import type { LinkTables } from './link-conditions.ts'
import { listNames } from './link-schema.ts'

/** What the queries of a relation import. */
export function linkImports(tables: LinkTables, served: ServedLink): ImportSymbol[] {
  const { link, declaring, target } = tables
  const { lists, linkable } = served
  const guarded = declaring.access !== undefined
  const orm = (...names: readonly string[]) => names.map((name) => value(name, 'drizzle-orm'))
  const uses = (needed: boolean, ...symbols: ImportSymbol[]) => (needed ? symbols : [])
  const self = target === declaring
  const composite = link.source.length > 1
  const schema = linkPath(link, declaring, 'schema')
  const shown = lists.map(({ shows }) => shows)
  const rows = linkable ? [declaring, target] : shown
  return [
    ...orm('eq', 'sql'),
    ...uses(linkable || !link.symmetric || composite || guarded, ...orm('and')),
    type('Executor', PATHS.executor),
    type('Grant', PATHS.grant),
    ...uses(!guarded, value('prepared', PATHS.executor)),
    ...linkAccessImports(tables, served),
    value(link.names.many, linkPath(link, declaring, 'table')),
    ...rows.map((one) => value(one.names.many, resourcePath(one, 'table'))),
    ...uses(linkable, type(link.names.keyType, schema)),
    ...uses(linkable && self, value('alias', 'drizzle-orm/pg-core')),
    ...uses(linkable && link.symmetric, ...orm('or')),
    ...uses(linkable && [declaring, target].some(({ softDelete }) => softDelete), ...orm('isNull')),
    ...uses(
      shown.some(({ softDelete }) => softDelete),
      ...orm('isNull'),
    ),
    ...uses(
      link.symmetric && lists.length > 0,
      ...orm('ne', 'gt'),
      value('unionAll', 'drizzle-orm/pg-core'),
      type('SQL', 'drizzle-orm'),
      ...orm('and'),
    ),
    ...uses(
      lists.some(({ shownColumns }) => shownColumns.length === 1),
      ...orm('gt'),
    ),
    ...uses(lists.length > 0, value('reading', PATHS.executor), value('pageOf', PATHS.cursor)),
    ...lists.flatMap((list) => {
      const { paging, queryType } = listNames(list)
      const { of, shows } = list
      return [
        value(paging, schema),
        type(queryType, schema),
        type(of.names.keyType, resourcePath(of, 'schema')),
        value(`get as get${of.names.type}`, resourcePath(of, 'queries')),
        value(`columns as ${shows.names.columns}`, resourcePath(shows, 'queries')),
      ]
    }),
  ]
}
