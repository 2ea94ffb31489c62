import { isLinkable, listsOf } from '../../model/linked.ts'
import { resourceNamed, seeingOperation } from '../../model/lookup.ts'
import type { Link, Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { matchCode, matchImports } from '../access/match.ts'
import { type, value } from '../code.ts'
import { listCallText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { followingImports } from './envelope.ts'
import { listAddress } from './link-routes.ts'
import { withArticle } from './openapi-parts.ts'
import { type Caller, callers, can, hiddenFrom } from './test-actors.ts'

/** `products-related-to.test.ts` */
export function linkTestView(link: Link, declaring: Resource, service: Service) {
  const target = resourceNamed(service, link.resource)
  const caller = linkerOf(link, declaring, service)?.caller
  const inverse =
    listsOf(link, declaring, service).some(({ isInverse }) => isInverse) &&
    can(target, service, { operation: 'get', caller, owns: true })
  const hidden = (resource: Resource): string => {
    const properties = hiddenFrom(resource, caller)
    return properties.length > 0 ? `, ${literal(properties)}` : ''
  }
  const soft = target.softDelete
  return {
    view: {
      title: literal(`${service.basePath}${listAddress({ of: declaring, segment: link.names.segment })}`),
      list: listTemplate(declaring, link.names.segment, service),
      inverseList: inverse && listTemplate(target, link.names.inverseSegment, service),
      as: caller === undefined ? '' : `{ as: ${literal(caller)} }`,
      hidden: { one: hidden(declaring), other: hidden(target) },
      symmetric: link.symmetric,
      soft,
      one: declaring.names.one,
      other: target.names.one,
      oneWithArticle: withArticle(declaring.names.words.one),
      table: declaring.names.many,
      otherTable: target.names.many,
      isRow: matchCode(declaring, 'row'),
      isOther: matchCode(target, 'other'),
      otherKey: link.target.key,
    },
    imports: [
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      value('testApp', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      type('Row', PATHS.testApp),
      value('asJson', PATHS.testApp),
      ...followingImports(service),
      value('itemPath', PATHS.itemPath),
      ...matchImports(declaring),
      ...matchImports(target),
    ],
  }
}

/** Whether there is something to link by, and to see it by, and somebody who may do both with rows of their own. */
export function isTested(link: Link, declaring: Resource, service: Service): boolean {
  return (
    isLinkable(link, declaring, service) &&
    declaring.operations.includes('get') &&
    linkerOf(link, declaring, service) !== undefined
  )
}

/** Who links rows in generated tests and scripts: who may do that with rows of their own, and sees most of them. */
export function linkerOf(link: Link, declaring: Resource, service: Service): { readonly caller: Caller } | undefined {
  const target = resourceNamed(service, link.resource)
  const able = callers(service).filter(
    (caller) =>
      (['get', 'update'] as const).every((operation) => can(declaring, service, { operation, caller, owns: true })) &&
      can(target, service, { operation: seeingOperation(target) ?? 'get', caller, owns: true }),
  )
  const hidden = (caller: Caller) => hiddenFrom(declaring, caller).length + hiddenFrom(target, caller).length
  const [first] = able.toSorted((one, other) => hidden(one) - hidden(other))
  return able.length === 0 ? undefined : { caller: first }
}

/** The address of the list below a row: `` `${itemPath('/products', [row.id])}/related-to` ``. */
function listTemplate({ path, key }: Resource, segment: string, { basePath }: Service): string {
  const parts = key.map(({ property }) => `row.${property}`)
  return `\`\${${listCallText('itemPath', literal(`${basePath}${path}`), parts, { indent: 2, before: 12 })}}/${segment}\``
}
