import type { Resource, Service } from '../../model/model.ts'
import { collectionAddress, ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { absentKey } from '../kinds/sample.ts'
import { listCallText, objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { type Brought, broughtBy } from './create-with.ts'
import { envelopeView } from './envelope.ts'
import { makingOperation } from './making.ts'
import { nestedView, triedFlags } from './test.ts'
import { type Caller, callersOf, can } from './test-actors.ts'

/** What a create brings along that one of the test's callers may make with it. */
function triedWith(resource: Resource, service: Service): Brought[] {
  const callers = callersOf(resource, service)
  if (!triedFlags(resource, callers).create) return []
  return broughtBy(resource, service).filter(({ child }) => mayMake(child, callers.main, service))
}

function mayMake(child: Resource, caller: Caller, service: Service): boolean {
  const gives = child.fields.every(({ required, writeRoles }) => !required || writeRoles === undefined)
  if (!gives) return false
  if (makingOperation(child) === 'create') return can(child, service, { operation: 'create', caller, owns: true })
  // Who makes what it is nested under may make it too.
  return child.access?.create?.some(({ who, where }) => who.kind === 'parent' && where === undefined) ?? false
}

/** Whether somebody can try it. */
export function isCreateWithTested(resource: Resource, service: Service): boolean {
  return triedWith(resource, service).length > 0
}

/** `orders.create-with.test.ts` */
export function createWithTestView(resource: Resource, service: Service) {
  const { names } = resource
  const nested = nestedView(resource, service)
  const callers = callersOf(resource, service)
  const collection = nested === undefined ? 'COLLECTION' : 'collection'
  const brought = triedWith(resource, service)
  const rowKey = ownKey(resource).map((field) => `row.${field.property}`)
  const all = broughtBy(resource, service)
  const shared = {
    data: envelopeView(service).data,
    parent: names.one,
    parentTable: names.many,
    collection,
    answer: names.type,
    gets: triedFlags(resource, callers).get,
    location: listCallText('itemPath', collection, rowKey, { indent: 6, before: 'const address = '.length }),
  }
  return {
    view: {
      made: madeSchema(resource, all),
      title: literal(`${names.words.many} and what is made with them`),
      address: literal(collectionAddress(resource, service)),
      nested: nested ?? false,
      as: callers.main === undefined ? '' : `{ as: ${literal(callers.main)} }`,
      relations: brought.map((one) => ({ ...relationView(one), ...shared, more: one.child === resource ? 3 : 2 })),
    },
    imports: [
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      value('z', 'zod'),
      value('itemPath', PATHS.itemPath),
      value('testApp', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      value(names.type, resourcePath(resource, 'schema')),
      value(names.many, resourcePath(resource, 'table')),
      ...all.map(({ child }) => value(child.names.type, resourcePath(child, 'schema'))),
      ...brought.map(({ child }) => value(child.names.many, resourcePath(child, 'table'))),
    ],
  }
}

/** The schema of the answer. */
function madeSchema({ names }: Resource, all: readonly Brought[]): string {
  const relations = all.map(({ property, child }) => [property, `z.array(${child.names.type})`])
  const start = `const Made = ${names.type}.extend(`
  return `${start}${objectText(Object.fromEntries(relations), { before: start.length })})`
}

function relationView({ property: name, child, field }: Brought) {
  const { names } = child
  const isSaid = child.parent?.property !== field.property
  const absent = child.fields.find(
    ({ property, reference, writable, writeRoles }) =>
      reference !== undefined && writable.create && writeRoles === undefined && property !== field.property,
  )
  return {
    name,
    title: literal(names.words.many),
    one: names.one,
    type: names.type,
    table: names.many,
    property: field.readable && field.property,
    key: field.reference?.key ?? '',
    // What it need not refer to is not in its body.
    without: isSaid && field.required && field.property,
    absent: absent !== undefined && { property: absent.property, value: literal(absentKey(absent.type)) },
  }
}
