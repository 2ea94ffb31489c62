import { fieldNamed, isRestorable, resourceNamed, takesKey } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { collectionAddress, levelsOf, ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { deletionText, matchImports } from '../access/match.ts'
import { type, value } from '../code.ts'
import { isFree, refusesTwins } from '../kinds/distinct.ts'
import { changedValue, constant } from '../kinds/sample.ts'
import { typeText } from '../kinds/type-text.ts'
import { arrayText, listCallText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { envelopeView, followingImports } from './envelope.ts'
import { hasReaders } from './guarded.ts'
import { resentView } from './idempotency-test.ts'
import { countedView, servedView } from './kept-test.ts'
import { movedView, moveRouteImports, moveRouteText, testedMoves } from './moves-test.ts'
import { withArticle } from './openapi-parts.ts'
import { isConditional, operationFlags } from './queries.ts'
import { countImports, listedCount, repeatsElsewhere, tenantOf } from './tenants.ts'
import { type Callers, callersOf } from './test-actors.ts'
import { absentReference, foreignReferences, softReference } from './test-references.ts'

/** `products.test.ts` */
export function testView(resource: Resource, service: Service) {
  const { names } = resource
  const { data } = envelopeView(service)
  const nested = nestedView(resource, service)
  const addressText = nested === undefined ? `${service.basePath}${resource.path}` : `\${collection}`
  const collection = nested === undefined ? 'COLLECTION' : 'collection'
  const callers = callersOf(resource, service)
  const has = triedFlags(resource, callers)
  const hidden = callers.hidden.length > 0 ? `, ${literal(callers.hidden)}` : ''
  const remover = has.delete && callers.delete !== callers.main ? callers.delete : undefined
  const place = nested === undefined ? '' : 'place'
  const rowKey = ownKey(resource).map((field) => `row.${field.property}`)
  const touched = resource.fields.some((field) => field.made === 'updatedAt')
  const changed = changedField(resource)
  const conditional = isConditional(resource)
  const counts = has.create && countedView(resource, service)
  const moves = has.update ? testedMoves(resource) : []
  return {
    view: {
      one: names.one,
      type: names.type,
      words: names.words,
      table: names.many,
      deleteRow: deletionText(resource, 'row'),
      // Beside one that brings others along stands what it has brought.
      createdRow: resource.createWith.length > 0 ? `created.body${data}` : `${names.type}.parse(created.body${data})`,
      title: nested === undefined ? 'COLLECTION' : literal(collectionAddress(resource, service)),
      address: literal(addressText),
      addressText,
      collection,
      nested: nested === undefined ? false : { ...nested, asked: has.list || has.create },
      place,
      as: callers.main === undefined ? '' : `{ as: ${literal(callers.main)} }`,
      remover: remover ?? false,
      removerRole: literal(remover ?? ''),
      deleter: remover ?? 't',
      hidden,
      // With a parameter more it cannot be handed to `map` as it is.
      madeAsJson: service.resources.some(hasReaders) ? `made.map((row) => asJson(row${hidden}))` : 'made.map(asJson)',
      firstPage: nested === undefined ? literal(`${addressText}?limit=2`) : `\`\${collection}?limit=2\``,
      tooMany: service.pageSize.max + 1,
      has,
      addressed: has.get || has.create || has.update || has.delete,
      addressOfRow: listCallText('itemPath', collection, rowKey, {
        indent: nested === undefined ? 2 : 4,
        before: 'return '.length,
      }),
      threeMade: threeMade(resource, place),
      malformedAddress: malformedAddress(resource, collection) ?? false,
      required: pointersText(resource),
      resent: has.create && resentView(resource, service, callers),
      unique: refusesTwins(resource),
      reference: absentReference(resource) ?? false,
      foreign: has.create ? foreignReferences(resource, service, { updates: has.update, collection, place }) : [],
      foreignWords: tenantOf(service)?.names.words.one ?? '',
      repeats: has.create && repeatsElsewhere(resource, service),
      elsewhere: callers.main === undefined ? '' : literal(callers.main),
      changed: changed ?? false,
      emptied:
        resource.fields.find(
          (field) => field.writable.update && field.readable && field.optional && field.writeRoles === undefined,
        )?.property ?? false,
      fixed: fixedField(resource) ?? false,
      needed: (has.delete && nested === undefined && neededBy(resource, service)) || false,
      touched,
      conditional: conditional && (has.update || has.delete),
      anyVersion: conditional ? ', ANY_VERSION' : '',
      versioned: resource.versioned,
      versions: has.get && resource.versioned,
      races: has.update && changed !== undefined && resource.versioned,
      conditionalDelete: has.delete && resource.versioned,
      restorable: has.delete && isRestorable(resource),
      counted: listedCount(resource, service),
      softReference: softReference(resource, service) ?? false,
      served: has.create && servedView(resource),
      moveRoutes: moves.map((move) => moveRouteText(move, resource, service)),
      moves: moves.map((move) => movedView(move, callers.hidden, place)),
      counts: counts && { ...counts, isAddressed: has.delete || (has.update && counts.changed !== false) },
    },
    imports: [
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      value('testApp', PATHS.testApp),
      ...(counts ? counts.imports : []),
      ...moveRouteImports(moves, resource),
      { name: 'TestApp', from: PATHS.testApp, typeOnly: true },
      ...(has.list
        ? [type('Answer', PATHS.testApp), value('statementsOf', PATHS.testStatements), ...followingImports(service)]
        : []),
      type('Row', PATHS.testApp),
      ...(has.get || has.update || has.list || (has.delete && isRestorable(resource))
        ? [value('asJson', PATHS.testApp)]
        : []),
      ...(has.get || (has.create && resource.createWith.length === 0)
        ? [value(names.type, resourcePath(resource, 'schema'))]
        : []),
      ...(has.get || has.create || has.update || has.delete ? [value('itemPath', PATHS.itemPath)] : []),
      ...(has.list ? countImports(resource, service) : []),
      ...(has.get ? matchImports(resource) : []),
      ...(nested !== undefined && (has.list || has.create) ? nested.imports : []),
      ...(has.get ||
      has.list ||
      (has.create && takesKey(resource)) ||
      (has.update && touched && (changed !== undefined || moves.length > 0))
        ? [value(names.many, resourcePath(resource, 'table'))]
        : []),
    ],
  }
}

/** Those that one of the callers can do with what the tests make. */
export function triedFlags(resource: Resource, { operations }: Callers) {
  const has = operationFlags(resource)
  return {
    list: has.list && operations.has('list'),
    get: has.get && operations.has('get'),
    create: has.create && operations.has('create'),
    update: has.update && operations.has('update'),
    delete: has.delete && operations.has('delete'),
  }
}

/** How a test makes what its rows are nested under, the outermost first, and the address of their list. */
export function nestedView(resource: Resource, service: Service) {
  const levels = levelsOf(resource, service)
  if (levels.length === 0) return undefined
  const [outermost] = levels
  const made = levels.map(({ parent }, at) => {
    const above = levels[at - 1]
    const given =
      above === undefined ? '' : `{ ${above.field.property}: ${nameOf(at - 1)}.${above.field.reference?.key} }`
    return `const ${nameOf(at)} = await t.make.${parent.names.one}(${given})`
  })
  const start = literal(`${service.basePath}${outermost?.parent.path}`)
  const collection = levels.reduce((base, { child, field }, at) => {
    return `\`\${itemPath(${base}, [${nameOf(at)}.${field.reference?.key}])}${child.path}\``
  }, start)
  const last = levels.length - 1
  const parent = levels[last]?.parent ?? resource
  const { names } = parent
  const { property, reference, type: kind } = fieldNamed(resource, resource.parent?.property ?? '')
  return {
    made,
    type: `{ ${property}: ${typeText(kind)} }`,
    place: `{ ${property}: ${nameOf(last)}.${reference?.key} }`,
    collection,
    parent: names,
    below: withArticle(names.words.one),
    parentKey: `${names.many}.${reference?.key}`,
    imports: [value('eq', 'drizzle-orm'), value(names.many, resourcePath(parent, 'table'))],
    parentValue: `${nameOf(last)}.${reference?.key}`,
  }

  function nameOf(level: number): string {
    return levels.length === 1 ? 'parent' : `parent${level + 1}`
  }
}

function threeMade({ names }: Resource, place: string): string {
  const made = `await t.make.${names.one}(${place})`
  return arrayText([made, made, made], { indent: 4, before: 'const made = '.length })
}

/** Parts of a path that no key can have; undefined where any short text might be one. */
export function malformedKey(resource: Resource): string[] | undefined {
  const [first, ...others] = ownKey(resource)
  if (first === undefined) return undefined
  const { type } = first
  if (type.kind === 'string') return ['x'.repeat(type.max + 1), ...others.map(() => 'x')]
  return type.kind === 'text' ? undefined : ['not+a+key', ...others.map(() => 'x')]
}

/** JSON Pointers of what an empty body lacks, in the order of the schema. */
export function requiredPointers(resource: Resource): string[] {
  return resource.fields.filter((field) => field.required).map((field) => `/${field.property}`)
}

function malformedAddress(resource: Resource, collection: string): string | undefined {
  const [first, ...others] = malformedKey(resource) ?? []
  if (first === undefined) return undefined
  const wide = first.length > 20 ? `\${'x'.repeat(${first.length})}` : first
  return `\`\${${collection}}/${[wide, ...others].join('/')}\``
}

/** Empty when nothing is required, so that the test is left out. */
function pointersText(resource: Resource): string {
  const pointers = requiredPointers(resource).map(literal)
  const before = '    expect(refused.body.errors.map((error) => error.pointer)).toEqual('.length
  return pointers.length === 0 ? '' : arrayText(pointers, { indent: 4, before: before - 4, after: 1 })
}

/** A field that an update can change to {@link changedValue}, which another row may have. */
export function updatableField(resource: Resource): Field | undefined {
  return resource.fields.find(
    (field) =>
      field.writable.update &&
      field.readable &&
      field.reference === undefined &&
      field.writeRoles === undefined &&
      isFree(field, resource),
  )
}

function changedField(resource: Resource) {
  const field = updatableField(resource)
  if (field === undefined) return undefined
  const text = literal(changedValue(field))
  return { property: field.property, value: text, answer: text }
}

/** A resource that cannot be without one of these, and does not go with it. */
function neededBy(resource: Resource, service: Service) {
  const inverse = resource.inverses.find(({ resource: one, property }) => {
    const { required, reference } = fieldNamed(resourceNamed(service, one), property)
    return required && reference?.onDelete !== 'cascade'
  })
  return inverse === undefined ? undefined : { by: inverse.resource, property: inverse.property }
}

/** A key never changes. */
function fixedField(resource: Resource) {
  const [field] = ownKey(resource)
  if (field === undefined) return undefined
  return { property: field.property, value: literal(constant(field.type)), pointer: literal(`/${field.property}`) }
}
