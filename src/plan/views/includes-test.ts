import { type Included, includedOf, includingOperation } from '../../model/included.ts'
import { isLinkable } from '../../model/linked.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { arrayText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { isQueried } from './filters.ts'
import { nestedView, triedFlags } from './test.ts'
import { callersOf, can } from './test-actors.ts'

/** `tests/support/statements.ts` */
export function testStatementsView() {
  return { view: {}, imports: [value('NoopLogger', 'drizzle-orm'), value('vi', 'vitest')] }
}

/** Whether generated tests list anything. */
export function countsStatements(service: Service): boolean {
  return service.resources.some((one) => triedFlags(one, callersOf(one, service)).list)
}

/** Whether somebody can try what the list of a resource may include. */
export function isIncludesTested(resource: Resource, service: Service): boolean {
  const canList = isQueried(resource) && triedFlags(resource, callersOf(resource, service)).list
  return canList && triedRelations(resource, service).length > 0
}

/** `products.includes.test.ts` */
export function includesTestView(resource: Resource, service: Service) {
  const { names } = resource
  const nested = nestedView(resource, service)
  const { main } = callersOf(resource, service)
  const relations = triedRelations(resource, service)
  const [first = ''] = relations.map(({ name }) => name)
  const key = ownKey(resource).map(({ property }) => property)
  const tested = relations.flatMap((relation) => testOf(relation, { resource, service, nested: nested !== undefined }))
  const links = tested.some(({ lines }) => lines.some((line) => line.includes('itemPath(')))
  return {
    view: {
      title: literal(`what ${names.words.many} are related to`),
      as: main === undefined ? '' : `{ as: ${literal(main)} }`,
      address: literal(`${service.basePath}${resource.path}`),
      addressText: nested === undefined ? `\${COLLECTION}` : `\${collection}`,
      collection: nested === undefined ? 'COLLECTION' : 'collection',
      nested: nested !== undefined,
      nestedMade: nested?.made ?? [],
      nestedCollection: nested?.collection ?? '',
      place: nested?.place ?? false,
      placeType: nested?.type ?? '',
      key: arrayText(key.map(literal), { before: 'const KEY = '.length }),
      limit: service.pageSize.max,
      relations: tested,
      made: `await t.make.${names.one}(${nested === undefined ? '' : 'place'})`,
      all: arrayText(
        relations.map(({ name }) => literal(name)),
        { before: 'const RELATIONS = '.length },
      ),
      shown: arrayText([key[0] ?? '', first].map(literal), { indent: 4, before: 'const [field, relation] = '.length }),
    },
    imports: [
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      ...['asJson', 'testApp'].map((name) => value(name, PATHS.testApp)),
      ...['Row', 'TestApp'].map((name) => type(name, PATHS.testApp)),
      value('statementsOf', PATHS.testStatements),
      ...(nested !== undefined || links ? [value('itemPath', PATHS.itemPath)] : []),
    ],
  }
}

/** The relations of which who calls sees whatever a test makes. */
function triedRelations(resource: Resource, service: Service): Included[] {
  const { main } = callersOf(resource, service)
  return includedOf(resource, service).filter((one) =>
    can(one.shows, service, { operation: includingOperation(one), caller: main, owns: false }),
  )
}

interface Place {
  readonly resource: Resource
  readonly service: Service
  readonly nested: boolean
}

/** How a test makes a row with what it is related to, and looks for that; nothing where it cannot be made like that. */
function testOf(relation: Included, place: Place): { readonly title: string; readonly lines: readonly string[] }[] {
  const lines = linesOf(relation, place)
  return lines.length === 0 ? [] : [{ title: literal(`includes ${relation.name}`), lines }]
}

function linesOf(relation: Included, { resource, service, nested }: Place): string[] {
  const { name, shows } = relation
  const placed = nested ? ['...place'] : []
  const make = (...members: readonly string[]): string => {
    const all = [...placed, ...members]
    return `await t.make.${resource.names.one}(${all.length === 0 ? '' : `{ ${all.join(', ')} }`})`
  }
  const found = `const found = await beside(row, ${literal(name)})`
  if (relation.kind === 'reference') {
    const { property, reference, optional } = relation.field
    const isSet = isGiven(relation.field) && !isPlace(relation.field, resource)
    if (!isSet && optional) return []
    const members = isSet ? [`${property}: other.${reference?.key}`] : []
    const made = members.length > 0 ? [`const other = await t.make.${shows.names.one}()`] : []
    const expected = members.length > 0 ? `other.${reference?.key}` : `row.${property}`
    return [
      ...made,
      `const row = ${make(...members)}`,
      found,
      `expect(found).toMatchObject(asJson({ ${reference?.key}: ${expected} }))`,
    ]
  }
  const key = ownKey(shows).map(({ property }) => `${property}: other.${property}`)
  const expected = `expect(found).toMatchObject({ data: [asJson({ ${key.join(', ')} })], more: false })`
  if (relation.kind === 'inverse') {
    const { property, reference } = relation.field
    if (!isGiven(relation.field) && !isPlace(relation.field, shows)) return []
    const other = `const other = await t.make.${shows.names.one}({ ${property}: row.${reference?.key} })`
    return [`const row = ${make()}`, other, found, expected]
  }
  const link = linkText(relation, service, callersOf(resource, service).main)
  if (link === undefined) return []
  return [`const row = ${make()}`, `const other = await t.make.${shows.names.one}()`, link, found, expected]
}

/** Links the two as the API does; undefined where who calls may not. */
function linkText(
  relation: Extract<Included, { kind: 'link' }>,
  service: Service,
  caller: string | undefined,
): string | undefined {
  const { link, declaring, shows, of, isInverse } = relation.list
  const isAllowed = can(declaring, service, { operation: 'update', caller, owns: false })
  if (!isAllowed || !isLinkable(link, declaring, service) || declaring.key.length > 1) return undefined
  const [one, other] = isInverse ? ['other', 'row'] : ['row', 'other']
  const address = `itemPath(${literal(`${service.basePath}${declaring.path}`)}, [${one}.${declaring.key[0]?.property}])`
  const target = isInverse ? of : shows
  const list = `\`\${${address}}/${link.names.segment}\``
  return `await t.put(itemPath(${list}, [${other}.${target.key[0]?.property}]))`
}

/** Whether who makes a row says what it refers to. */
function isGiven({ writable, source }: Field): boolean {
  return source === undefined && writable.create
}

/** Whether a field says to what a row belongs, which the test app says of every row that it makes. */
function isPlace({ property }: Field, { parent, tenant, owner }: Resource): boolean {
  return [parent?.property, tenant, owner?.[0]].includes(property)
}
