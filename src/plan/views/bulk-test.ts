import type { Resource, Service } from '../../model/model.ts'
import { collectionAddress, ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { deletionText, matchImports } from '../access/match.ts'
import { type, value } from '../code.ts'
import { refusesTwins } from '../kinds/distinct.ts'
import { changedValue, sampleOf } from '../kinds/sample.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { sampledFields } from './factories.ts'
import { nestedView, triedFlags, updatableField } from './test.ts'
import { callersOf } from './test-actors.ts'

/** Whether somebody can try the bulk operations of a resource on rows that tests make. */
export function isBulkTested(resource: Resource, service: Service): boolean {
  const { creates, updates } = triedInBulk(resource, service)
  return creates || updates
}

function triedInBulk(resource: Resource, service: Service) {
  const has = triedFlags(resource, callersOf(resource, service))
  const { operations } = resource
  return {
    creates: has.create && operations.includes('bulkCreate'),
    updates: has.update && operations.includes('bulkUpdate'),
  }
}

/** `products.bulk.test.ts` */
export function bulkTestView(resource: Resource, service: Service) {
  const { names } = resource
  const { creates, updates } = triedInBulk(resource, service)
  const nested = nestedView(resource, service)
  const { main } = callersOf(resource, service)
  return {
    view: {
      one: names.one,
      type: names.type,
      table: names.many,
      title: literal(`several ${names.words.many} at once`),
      address: literal(`${collectionAddress(resource, service)}/bulk`),
      bulk: nested === undefined ? 'BULK' : 'bulk',
      nested: nested !== undefined && { ...nested, bulk: nested.collection.replace(/`$/, '/bulk`') },
      place: nested === undefined ? '' : 'place',
      as: main === undefined ? '' : `{ as: ${literal(main)} }`,
      creates: creates && { told: toldField(resource), twins: refusesTwins(resource) },
      updates: updates && updatesView(resource),
    },
    imports: [
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      value('z', 'zod'),
      ...(nested === undefined ? [] : [value('itemPath', PATHS.itemPath)]),
      value('testApp', PATHS.testApp),
      type('TestApp', PATHS.testApp),
      value(names.type, resourcePath(resource, 'schema')),
      value(names.many, resourcePath(resource, 'table')),
      ...(updates
        ? [
            type('Row', PATHS.testApp),
            value('asJson', PATHS.testApp),
            value('columns', resourcePath(resource, 'queries')),
            ...matchImports(resource),
          ]
        : []),
    ],
  }
}

/** What tells rows that tests make from one another, in their bodies and in answers alike. */
function toldField(resource: Resource): string | false {
  const field = sampledFields(resource).find((one) => {
    const sample = sampleOf(one, resource)
    return one.readable && sample.kind === 'serial' && sample.quoted && one.type.kind !== 'decimal'
  })
  return field?.property ?? false
}

function updatesView(resource: Resource) {
  const changed = updatableField(resource)
  const key = ownKey(resource).map(({ property }) => property)
  return {
    names: [...key, ...(resource.versioned ? ['version'] : [])].join(', '),
    changed: changed !== undefined && `${changed.property}: ${literal(changedValue(changed))}`,
    versioned: resource.versioned,
    next: changed === undefined ? 1 : 2,
    removed: deletionText(resource, 'gone'),
  }
}
