import { isLinkable, type LinkedList, listsOf } from '../../model/linked.ts'
import { fieldNamed, resourceNamed } from '../../model/lookup.ts'
import type { Link, Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { value } from '../code.ts'
import { pathCode } from '../kinds/body.ts'
import { PATHS, resourcePath } from '../paths.ts'

/** `products-related-to.schema.ts` */
export function linkSchemaView(link: Link, declaring: Resource, service: Service) {
  const target = resourceNamed(service, link.resource)
  const lists = listsOf(link, declaring, service)
  const linkable = isLinkable(link, declaring, service)
  const key = pathCode(fieldNamed(target, link.target.key), target)
  return {
    view: {
      linkable,
      keyType: link.names.keyType,
      sourceKeyType: declaring.names.keyType,
      target: { name: link.target.property, code: key.text },
      lists: lists.map((list) => ({ ...listView(list), pageSize: service.pageSize })),
    },
    imports: [
      ...(linkable ? [value(declaring.names.keyType, resourcePath(declaring, 'schema')), ...key.imports] : []),
      ...(linkable || lists.length > 0 ? [value('z', 'zod')] : []),
      ...(lists.length > 0 ? [value('cursor', PATHS.cursor), value('pageLimit', PATHS.scalars)] : []),
      ...lists.map(({ shows }) => value(shows.names.keyType, resourcePath(shows, 'schema'))),
    ],
  }
}

/** The names that a list has in code. */
export function listNames({ link, isInverse }: LinkedList) {
  const { paging, queryType, inversePaging, inverseQueryType } = link.names
  return isInverse ? { paging: inversePaging, queryType: inverseQueryType } : { paging, queryType }
}

function listView(list: LinkedList) {
  const { of, shows, name, shownColumns } = list
  return {
    ...listNames(list),
    shown: shows.names.words.many,
    of: of.names.words.one,
    list: literal(`${of.names.many}.${name}`),
    by: literal(shownColumns.map(({ key }) => key)),
    shownKeyType: shows.names.keyType,
  }
}
