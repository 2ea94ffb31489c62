import { fieldNamed } from '../../model/lookup.ts'
import type { Field, FieldType, Resource, Service } from '../../model/model.ts'
import { ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { matchCode, matchImports } from '../access/match.ts'
import { type, value } from '../code.ts'
import { comparedCode } from '../kinds/compared.ts'
import { isFree } from '../kinds/distinct.ts'
import { constant, otherConstant } from '../kinds/sample.ts'
import { arrayText, chainText, objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { followingImports } from './envelope.ts'
import { type FilterParameter, filterParameters, isQueried } from './filters.ts'
import { nestedView, triedFlags } from './test.ts'
import { callersOf } from './test-actors.ts'

/** `tests/support/lists.ts` */
export function testListsView(service: Service) {
  return {
    view: {},
    imports: [
      ...followingImports(service),
      value('keyPart', PATHS.itemPath),
      type('Answer', PATHS.testApp),
      type('Row', PATHS.testApp),
      type('TestApp', PATHS.testApp),
    ],
  }
}

/** Whether somebody can try what the list of a resource is asked. */
export function isListTested(resource: Resource, service: Service): boolean {
  return isQueried(resource) && triedFlags(resource, callersOf(resource, service)).list
}

/** `products.list.test.ts` */
export function listTestView(resource: Resource, service: Service) {
  const { names, query } = resource
  const nested = nestedView(resource, service)
  const callers = callersOf(resource, service)
  const collection = nested === undefined ? 'COLLECTION' : 'collection'
  const addressText = nested === undefined ? `\${COLLECTION}` : `\${collection}`
  const key = ownKey(resource).map(({ property }) => property)
  const parameters = filterParameters(resource, service)
  const own = parameters.filter(({ steps }) => steps.length === 0)
  const led = parameters.filter((one) => isLed(one, resource)).flatMap(ledView)
  const usesKey = own.length + led.length + query.sorts.length + query.search.length > 0
  const columns = key.map((property) => `${names.many}.${property}`)
  return {
    view: {
      one: names.one,
      table: names.many,
      title: literal(`the list of ${names.words.many}`),
      as: callers.main === undefined ? '' : `{ as: ${literal(callers.main)} }`,
      address: literal(`${service.basePath}${resource.path}`),
      addressText,
      collection,
      collectionValue: nested === undefined ? ': COLLECTION' : '',
      nested: nested !== undefined,
      nestedMade: nested?.made ?? [],
      nestedCollection: nested?.collection ?? '',
      placeMembers: nested === undefined ? '' : '...place, ',
      place: nested !== undefined && led.length > 0 && nested.place,
      placeType: nested?.type ?? '',
      rows: rowTexts(resource, nested?.place),
      stored: storedText(resource),
      parameters:
        own.length > 0 &&
        arrayText(
          own.map(({ name }) => literal(name)),
          { before: 'const PARAMETERS = '.length },
        ),
      led,
      searched: query.search.length > 0 && arrayText(query.search.map(literal), { before: 'const SEARCHED = '.length }),
      usesKey,
      constant: usesKey || nested === undefined,
      key: arrayText(key.map(literal), { before: 'const KEY = '.length }),
      keyColumns: objectText(Object.fromEntries(key.map((property, at) => [property, columns[at] ?? ''])), {
        indent: 6,
        before: '.select('.length,
      }),
      sorts: query.sorts.flatMap((sort) => sortTexts(sort, names.many, key)),
      firstSort: query.sorts[0] ?? '',
    },
    imports: [
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      ...(led.length > 0 ? [value('asJson', PATHS.testApp)] : []),
      ...(hasStored(resource) ? matchImports(resource) : []),
      value('rowsOf', PATHS.testLists),
      type('Row', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      value('testApp', PATHS.testApp),
      ...(nested === undefined ? [] : [value('itemPath', PATHS.itemPath)]),
      ...(own.length > 0 ? [value('filtered', PATHS.testLists)] : []),
      ...(led.length + query.search.length > 0 ? [value('keysOf', PATHS.testLists)] : []),
      ...(query.sorts.length > 0
        ? [
            ...followingImports(service),
            value('keysOf', PATHS.testLists),
            ...['asc', 'desc'].map((name) => value(name, 'drizzle-orm')),
            type('SQL', 'drizzle-orm'),
            value(names.many, resourcePath(resource, 'table')),
          ]
        : []),
    ],
  }
}

/** Makes rows that differ in what they are filtered and sorted by, as far as they may. */
function rowTexts(resource: Resource, place: string | undefined): string[] {
  const given = askedFields(resource).filter(isGiven)
  const placed = place === undefined ? [] : [place.slice(2, -2)]
  return [constant, otherConstant, constant].map((pick, at) => {
    const values = given.map(
      (field) => `${field.property}: ${literal(field.array ? listOf(field.type, at) : pick(field.type))}`,
    )
    const members = [...placed, ...values, ...(at === 1 ? [] : optionalReferences(resource))]
    const start = `${at === 1 && hasStored(resource) ? 'const second = ' : ''}await t.make.${resource.names.one}(`
    return `${start}${members.length === 0 ? '' : membersText(members, start.length)})`
  })
}

/** `{ a: 1, b: 2 }` behind `before` characters, on one line where it fits. */
function membersText(members: readonly string[], before: number, indent = 4): string {
  const line = `{ ${members.join(', ')} }`
  if (indent + before + line.length + 1 <= 120) return line
  const pad = ' '.repeat(indent)
  return `{\n${members.map((member) => `${pad}  ${member},\n`).join('')}${pad}}`
}

/** A list of its own for each row; one has two values. */
function listOf(type: FieldType, row: number): unknown[] {
  const [one, other] = [constant(type), otherConstant(type)]
  return [[one], [other], [other, one]][row] ?? []
}

function hasStored(resource: Resource): boolean {
  return askedFields(resource).some((field) => !isGiven(field))
}

/** Changes one row in what a create does not take. */
function storedText(resource: Resource): string | false {
  if (!hasStored(resource)) return false
  const fields = askedFields(resource).filter((field) => !isGiven(field))
  const values = fields.map((field) => `${field.property}: ${storedValue(field)}`)
  const { many } = resource.names
  const calls = [`update(${many})`, `set(${membersText(values, 5, 6)})`, `where(${matchCode(resource, 'second')})`]
  // Formatters break chains whose arguments are made in turn.
  return chainText('await t.db', calls, { indent: 4, simple: !/\bnew |BigInt\(/.test(calls.join()) })
}

function storedValue(field: Field): string {
  const text = comparedCode(field, otherConstant(field.type))
  return field.array ? `[${text}]` : text
}

/** Whether who makes a row says what is in it. */
function isGiven({ writable, moves }: Field): boolean {
  return writable.create || moves !== undefined
}

/** What a list is asked for by, of which every row may have any value. */
function askedFields(resource: Resource): Field[] {
  const { query } = resource
  const asked = new Set([
    ...query.search,
    ...query.sorts,
    ...query.filters.flatMap(({ way }) => (way.length === 1 ? way : [])),
  ])
  return resource.fields.filter(
    (field) =>
      asked.has(field.property) &&
      isFree(field, resource) &&
      field.reference === undefined &&
      field.made !== 'identity' &&
      field.source === undefined &&
      !isPlace(field, resource),
  )
}

/** Whether a field says to what a row belongs, which the test app says of every row that it makes. */
function isPlace({ property }: Field, { parent, tenant, owner }: Resource): boolean {
  return [parent?.property, tenant, owner?.[0]].includes(property)
}

/** References that rows may be without: `categoryId: (await t.make.category()).id`. */
function optionalReferences(resource: Resource): string[] {
  return resource.query.filters
    .flatMap(({ way: [property = '', ...further] }) => (further.length === 0 ? [fieldNamed(resource, property)] : []))
    .filter((field) => field.reference !== undefined && field.optional && field.source === undefined)
    .filter((field) => !isPlace(field, resource))
    .map(({ property, reference }) => `${property}: (await t.make.${reference?.resource}()).${reference?.key}`)
}

function sortTexts(sort: string, table: string, key: readonly string[]): string[] {
  const columns = [sort, ...key.filter((property) => property !== sort)].map((property) => `${table}.${property}`)
  return (['asc', 'desc'] as const).map((way) => {
    const items = [literal(way === 'asc' ? sort : `-${sort}`), ...columns.map((column) => `${way}(${column})`)]
    return `${arrayText(items, { indent: 4, after: 1 })},`
  })
}

/** Whether a filter follows one reference, which a test may set. */
function isLed({ steps: [step, ...others], operator }: FilterParameter, { parent }: Resource): boolean {
  return step !== undefined && others.length === 0 && operator === '' && step.field.property !== parent?.property
}

/** A filter that follows one reference. */
function ledView({ name, field, steps: [step] }: FilterParameter) {
  if (step === undefined || step.field.source !== undefined) return []
  return [
    {
      title: literal(`is filtered by ${name}`),
      end: field.property,
      targetKey: step.field.reference?.key ?? '',
      target: step.to.names.one,
      property: step.field.property,
      parameter: literal(name),
      other: literal(String(otherConstant(field.type))),
    },
  ]
}
