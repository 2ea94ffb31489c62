import type { Field, Resource, Service } from '../../model/model.ts'
import { addressFields, levelsOf, ownKey } from '../../model/nesting.ts'
import { literal } from '../../render/literal.ts'
import { type Code, importsOf, value } from '../code.ts'
import { answerCode } from '../kinds/answer.ts'
import { createCode, patchCode, pathCode } from '../kinds/body.ts'
import { PATHS } from '../paths.ts'
import { answerView, isViewed } from './answer-view.ts'
import { listQuery } from './list-query.ts'
import type { Settings } from './service.ts'

/** `products.schema.ts` */
export function schemaView(resource: Resource, service: Service, { setup }: Settings) {
  const { operations } = resource
  const parts = {
    create: properties(
      resource,
      resource.fields.filter((field) => field.writable.create),
      createCode,
    ),
    patch: properties(
      resource,
      resource.fields.filter((field) => operations.includes('update') && field.writable.update),
      patchCode,
    ),
    parent: addressProperties(levelsOf(resource, service).map(({ child, field }) => ({ resource: child, field }))),
    key: addressProperties(addressFields(resource, service)),
    answer: properties(
      resource,
      resource.fields.filter((field) => field.readable),
      answerCode,
    ),
  }
  const used = Object.values(parts).flat()
  const asked = listQuery(resource, service)
  return {
    view: {
      type: resource.names.type,
      newType: resource.names.newType,
      patchType: resource.names.patchType,
      keyType: resource.names.keyType,
      parentType: resource.names.parentType,
      parent: print(parts.parent),
      cursorKey: cursorKey(resource),
      queryType: resource.names.queryType,
      words: resource.names.words,
      // Tests of a whole service make rows also where the API does not.
      creatable: setup.embed === undefined || operations.includes('create'),
      create: print(parts.create),
      patch: print(parts.patch),
      key: print(parts.key),
      answer: print(parts.answer),
      patchable: operations.includes('update'),
      listable: operations.includes('list'),
      paging: {
        name: resource.names.paging,
        list: literal(resource.names.many),
        by: literal(ownKey(resource).map(({ property }) => property)),
      },
      view: isViewed(resource) && answerView(resource),
      asked: asked?.view ?? false,
      pageSize: service.pageSize,
    },
    imports: [
      value('z', 'zod'),
      ...importsOf(used.map((property) => property.code)),
      ...(operations.includes('list') ? [value('pageLimit', PATHS.scalars)] : []),
      ...(operations.includes('list') && asked === undefined ? [value('cursor', PATHS.cursor)] : []),
      ...(asked?.imports ?? []),
      ...(isViewed(resource) ? [value('someOf', PATHS.parameters)] : []),
    ],
  }
}

/** What a cursor holds: the key, but for what stands in the path. */
function cursorKey(resource: Resource): string {
  const { keyType } = resource.names
  if (resource.parent === undefined) return keyType
  return `${keyType}.pick({ ${ownKey(resource)
    .map(({ property }) => `${property}: true`)
    .join(', ')} })`
}

interface Property {
  readonly name: string
  readonly code: Code
}

function properties(
  resource: Resource,
  fields: readonly Field[],
  print: (field: Field, resource: Resource) => Code,
): Property[] {
  return fields.map((field) => ({ name: field.property, code: print(field, resource) }))
}

function addressProperties(fields: ReturnType<typeof addressFields>): Property[] {
  return fields.map(({ field, resource }) => ({ name: field.property, code: pathCode(field, resource) }))
}

function print(list: readonly Property[]): { name: string; code: string }[] {
  return list.map((property) => ({ name: property.name, code: property.code.text }))
}
