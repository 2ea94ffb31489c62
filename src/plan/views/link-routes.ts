import { isLinkable, type LinkedList, listsOf } from '../../model/linked.ts'
import { resourceNamed } from '../../model/lookup.ts'
import type { Link, Resource, Service } from '../../model/model.ts'
import { docComment } from '../../render/comment.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { callText, handlerText } from '../layout.ts'
import { linkPath, PATHS, resourcePath } from '../paths.ts'
import { apiName } from './api-names.ts'
import { isBare } from './envelope.ts'
import { listNames } from './link-schema.ts'
import { withArticle } from './openapi-parts.ts'

/** `products-related-to.routes.ts` */
export function linkRoutesView(link: Link, declaring: Resource, service: Service) {
  const lists = listsOf(link, declaring, service)
  const linkable = isLinkable(link, declaring, service)
  const own = lists.filter(({ isInverse }) => !isInverse)
  const inverse = lists.filter(({ isInverse }) => isInverse)
  return {
    view: {
      doc: docComment(docText(link, declaring, service)),
      routes: link.names.routes,
      all: [
        ...own.map((list) => listRoute(list, service)),
        ...(linkable ? writeRoutes(link, declaring, service) : []),
        ...inverse.map((list) => listRoute(list, service)),
      ],
    },
    imports: [
      ...imports({ link, declaring, lists, linkable }),
      ...(isBare(service) && lists.length > 0 ? [value('pageHeaders', PATHS.pageHeaders)] : []),
    ],
  }
}

/** The address of the list of a relation: `/products/{id}/related-to`. */
export function listAddress({ of, segment }: Pick<LinkedList, 'of' | 'segment'>): string {
  return `${of.path}/${of.key.map(({ property }) => `{${property}}`).join('/')}/${segment}`
}

/** The address of one link: `/products/{id}/related-to/{relatedId}`. */
export function linkAddress({ names, target }: Link, declaring: Resource): string {
  return `${listAddress({ of: declaring, segment: names.segment })}/{${target.property}}`
}

function docText(link: Link, declaring: Resource, { basePath, ...service }: Service): string {
  const target = resourceNamed({ basePath, ...service }, link.resource)
  const address = `${basePath}${listAddress({ of: declaring, segment: link.names.segment })}`
  const own = `\`${address}\`: the ${target.names.words.many} that ${withArticle(declaring.names.words.one)} is linked to`
  return link.symmetric || !target.operations.includes('get')
    ? `${own}.`
    : `${own}, and \`${basePath}${listAddress({ of: target, segment: link.names.inverseSegment })}\`, the other side.`
}

/** As Hono has it. */
function pattern(address: string): string {
  return literal(address.replaceAll(/\{(\w+)\}/g, ':$1'))
}

function listRoute(list: LinkedList, service: Service): string {
  const { link, declaring, of, isInverse } = list
  const { queryType } = listNames(list)
  const args = [
    pattern(listAddress(list)),
    `${guardName(of, declaring)}.get`,
    `validate('param', ${of.names.keyType})`,
    `validate('query', ${queryType})`,
  ]
  const call = ['db', 'c.var.grant', "c.req.valid('param')", "c.req.valid('query')"]
  const next = apiName('nextCursor', service)
  const body = (indent: number): string[] => [
    callText(`const page = await ${link.names.many}.${isInverse ? 'listInverse' : 'list'}`, call, {
      indent,
      before: 0,
    }),
    `if (page === undefined) return notFound(${literal(of.names.words.one)})`,
    isBare(service)
      ? 'return c.json(page.rows, 200, pageHeaders(c, page))'
      : `return c.json({ data: page.rows, page: { ${next}: page.${next} } })`,
  ]
  return handlerText('routes.get', args, body(4))
}

function writeRoutes(link: Link, declaring: Resource, service: Service): string[] {
  const { many, keyType } = link.names
  const target = resourceNamed(service, link.resource)
  const args = [pattern(linkAddress(link, declaring)), 'may.update', `validate('param', ${keyType})`]
  const [one, other] = [declaring.names.words.one, target.names.words.one]
  const call = (name: string): string => `${many}.${name}(db, c.var.grant, c.req.valid('param'))`
  const either = literal(one === other ? one : `${one} or ${other}`)
  return [
    handlerText('routes.put', args, [
      `const linked = await ${call('link')}`,
      `return linked ? c.body(null, 204) : notFound(${either})`,
    ]),
    handlerText('routes.delete', args, [
      `const unlinked = await ${call('unlink')}`,
      `return unlinked ? c.body(null, 204) : notFound('link')`,
    ]),
  ]
}

/** What the policy of a resource is called beside that of the resource that declares the relation. */
export function guardName(of: Resource, declaring: Resource): string {
  return of === declaring ? 'may' : `may${of.names.type}`
}

interface Served {
  readonly link: Link
  readonly declaring: Resource
  readonly lists: readonly LinkedList[]
  readonly linkable: boolean
}

function imports({ link, declaring, lists, linkable }: Served): ImportSymbol[] {
  const schema = linkPath(link, declaring, 'schema')
  return [
    value('Hono', 'hono'),
    type('Db', PATHS.executor),
    type('Env', PATHS.context),
    value('notFound', PATHS.problem),
    value('validate', PATHS.validate),
    { name: link.names.many, from: linkPath(link, declaring, 'queries'), namespace: true },
    ...(linkable ? [value('may', resourcePath(declaring, 'policy')), value(link.names.keyType, schema)] : []),
    ...lists.flatMap((list) => {
      const { of } = list
      const guard = guardName(of, declaring)
      return [
        value(guard === 'may' ? guard : `may as ${guard}`, resourcePath(of, 'policy')),
        value(of.names.keyType, resourcePath(of, 'schema')),
        value(listNames(list).queryType, schema),
      ]
    }),
  ]
}
