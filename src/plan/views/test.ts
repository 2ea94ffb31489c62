import { fieldNamed, isRestorable, resourceNamed } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { isFree, refusesTwins } from '../kinds/distinct.ts'
import { absentKey, constant, otherConstant } from '../kinds/sample.ts'
import { arrayText, listCallText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { isConditional, operationFlags } from './queries.ts'

/** `products.test.ts` */
export function testView(resource: Resource, service: Service) {
  const { names, key } = resource
  const addressText = `${service.basePath}${resource.path}`
  const has = operationFlags(resource)
  const rowKey = key.map((field) => `row.${field.property}`)
  const touched = resource.fields.some((field) => field.made === 'updatedAt')
  const changed = changedField(resource)
  const conditional = isConditional(resource)
  return {
    view: {
      one: names.one,
      type: names.type,
      words: names.words,
      table: names.many,
      address: literal(addressText),
      addressText,
      firstPage: literal(`${addressText}?limit=2`),
      tooMany: service.pageSize.max + 1,
      has,
      addressed: has.get || has.create || has.update || has.delete,
      addressOfRow: listCallText('itemPath', 'COLLECTION', rowKey, { indent: 2, before: 'return '.length }),
      threeMade: threeMade(resource),
      malformedAddress: malformedAddress(resource) ?? false,
      required: pointersText(resource),
      unique: refusesTwins(resource),
      reference: absentReference(resource) ?? false,
      changed: changed ?? false,
      emptied: resource.fields.find((field) => field.writable.update && field.optional)?.property ?? false,
      fixed: fixedField(resource) ?? false,
      needed: (has.delete && neededBy(resource, service)) || false,
      touched,
      conditional,
      anyVersion: conditional ? ', ANY_VERSION' : '',
      versions: has.get && resource.versioned,
      races: has.update && changed !== undefined && resource.versioned,
      conditionalDelete: has.delete && resource.versioned,
      restorable: isRestorable(resource),
      counted: resource.softDelete ? `${names.many}, isNull(${names.many}.deletedAt)` : names.many,
      softReference: softReference(resource, service) ?? false,
    },
    imports: [
      ...['beforeAll', 'describe', 'expect', 'it'].map((name) => value(name, 'vitest')),
      value('testApp', PATHS.testApp),
      { name: 'TestApp', from: PATHS.testApp, typeOnly: true },
      ...(has.list ? [type('Answer', PATHS.testApp)] : []),
      type('Row', PATHS.testApp),
      ...(has.get || has.update || has.list || isRestorable(resource) ? [value('asJson', PATHS.testApp)] : []),
      ...(has.get || has.create ? [value(names.type, resourcePath(resource, 'schema'))] : []),
      ...(has.get || has.create || has.update || has.delete ? [value('itemPath', PATHS.itemPath)] : []),
      ...(has.list && resource.softDelete ? [value('isNull', 'drizzle-orm')] : []),
      ...(has.get || has.list || (has.update && touched && changed !== undefined)
        ? [value(names.many, resourcePath(resource, 'table'))]
        : []),
    ],
  }
}

function threeMade({ names }: Resource): string {
  const made = `await t.make.${names.one}()`
  return arrayText([made, made, made], { indent: 4, before: 'const made = '.length })
}

/** Parts of a path that no key can have; undefined where any short text might be one. */
export function malformedKey({ key }: Resource): string[] | undefined {
  const [first, ...others] = key
  if (first === undefined) return undefined
  const { type } = first
  if (type.kind === 'string') return ['x'.repeat(type.max + 1), ...others.map(() => 'x')]
  return type.kind === 'text' ? undefined : ['not+a+key', ...others.map(() => 'x')]
}

/** JSON Pointers of what an empty body lacks, in the order of the schema. */
export function requiredPointers(resource: Resource): string[] {
  return resource.fields.filter((field) => field.required).map((field) => `/${field.property}`)
}

function malformedAddress(resource: Resource): string | undefined {
  const [first, ...others] = malformedKey(resource) ?? []
  if (first === undefined) return undefined
  const wide = first.length > 20 ? `\${'x'.repeat(${first.length})}` : first
  return `\`\${COLLECTION}/${[wide, ...others].join('/')}\``
}

/** Empty when nothing is required, so that the test is left out. */
function pointersText(resource: Resource): string {
  const pointers = requiredPointers(resource).map(literal)
  const before = '    expect(refused.body.errors.map((error) => error.pointer)).toEqual('.length
  return pointers.length === 0 ? '' : arrayText(pointers, { indent: 4, before: before - 4, after: 1 })
}

function absentReference(resource: Resource) {
  const field = resource.fields.find((candidate) => candidate.reference !== undefined && candidate.writable.create)
  if (field === undefined) return undefined
  return { property: field.property, pointer: literal(`/${field.property}`), absent: literal(absentKey(field.type)) }
}

/** A reference to what the API can delete so that it is only marked. */
function softReference(resource: Resource, service: Service) {
  const field = resource.fields.find(({ reference, writable }) => {
    const target = reference && resourceNamed(service, reference.resource)
    return writable.create && target !== undefined && isRestorable(target)
  })
  if (field?.reference === undefined) return undefined
  const target = resourceNamed(service, field.reference.resource)
  return {
    property: field.property,
    pointer: literal(`/${field.property}`),
    key: field.reference.key,
    target: target.names.one,
    collection: literal(`${service.basePath}${target.path}`),
    anyVersion: target.versioned ? ", { 'If-Match': '*' }" : '',
  }
}

/** A field that an update can change to a known value, which another row may have. */
export function updatableField(resource: Resource): Field | undefined {
  return resource.fields.find(
    (field) => field.writable.update && field.reference === undefined && isFree(field, resource),
  )
}

/** What {@link updatableField} is changed to. */
export function changedValue(field: Field): unknown {
  const other = otherConstant(field.type)
  return field.array ? [other] : other
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
function fixedField({ key }: Resource) {
  const [field] = key
  if (field === undefined) return undefined
  return { property: field.property, value: literal(constant(field.type)), pointer: literal(`/${field.property}`) }
}
