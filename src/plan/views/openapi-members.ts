import type { Member, Service } from '../../model/model.ts'
import { isRequired, memberField } from '../kinds/member.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { constant } from '../kinds/sample.ts'
import { apiName } from './api-names.ts'

/** The schema of an object that is no resource: what is sent to an action, or what it answers. */
export function membersSchema(members: readonly Member[], service: Service): JsonSchema {
  const named = members.map((member) => [apiName(member.name, service), member] as const)
  const required = named.filter(([, member]) => isRequired(member)).map(([name]) => name)
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(named.map(([name, member]) => [name, memberSchema(member, service)])),
    examples: [Object.fromEntries(named.map(([name, member]) => [name, exampleOf(member, service)]))],
  }
}

/** The schema of one member. */
export function memberSchema(member: Member, service: Service): JsonSchema {
  const own = member.shape === undefined ? fieldSchema(memberField(member)) : shapeSchema(member, member.shape, service)
  return member.default?.kind === 'literal' ? { ...own, default: member.default.value } : own
}

function shapeSchema(member: Member, shape: readonly Member[], service: Service): JsonSchema {
  const { examples: _examples, ...object } = membersSchema(shape, service)
  const item = member.optional && !member.array ? { ...object, type: ['object', 'null'] } : object
  if (!member.array) return item
  const { items: _items, ...list } = fieldSchema(memberField(member))
  return { ...list, items: item }
}

function exampleOf(member: Member, service: Service): unknown {
  const { shape, array } = member
  if (member.default?.kind === 'literal') return member.default.value
  const one =
    shape === undefined
      ? constant(memberField(member).type)
      : Object.fromEntries(shape.map((inner) => [apiName(inner.name, service), exampleOf(inner, service)]))
  return array ? [one] : one
}
