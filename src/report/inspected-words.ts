import type { Condition, Field, FieldType, Index, Rule } from '../model/model.ts'
import { conditionText } from '../spec/values/condition.ts'

/** A type as it is written in a description. */
export function typeText(type: FieldType): string {
  switch (type.kind) {
    case 'string':
      return `string(${type.min === 0 ? '' : type.min}..${type.max})`
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`
    case 'enum':
      return `enum(${type.values.join(', ')})`
    default:
      return type.kind
  }
}

function boundsText(type: FieldType): string | undefined {
  if (type.kind === 'string' || !('min' in type || 'max' in type)) return undefined
  const { min, max } = type
  return [min !== undefined && `min ${min}`, max !== undefined && `max ${max}`].filter(Boolean).join(' ')
}

/** What is said of a field besides its type, in words that a description has. */
export function fieldWords(field: Field): string {
  const { reference, source, made } = field
  return [
    boundsText(field.type),
    made !== undefined && `made: ${made}`,
    field.secret && 'secret',
    field.optional ? 'optional' : field.required && 'required',
    field.unique && 'unique',
    !field.writable.create && made === undefined && 'not written by requests',
    field.writable.create && !field.writable.update && 'set once',
    !field.readable && !field.secret && 'never shown',
    field.readRoles && `read by ${field.readRoles.join(' ')}`,
    field.writeRoles && `written by ${field.writeRoles.join(' ')}`,
    field.default && (field.default.kind === 'now' ? '= now' : `= ${JSON.stringify(field.default.value)}`),
    reference && `refers to ${reference.resource} (${reference.relation}, other side ${reference.inverse})`,
    source && `from ${sourceText(source)}`,
    field.renamedFrom && `was ${field.renamedFrom}`,
    field.backfill && `rows without it get ${backfillText(field.backfill)}`,
    ...Object.entries(field.renamedValues).map(([from, to]) => `${from} becomes ${to}`),
  ]
    .filter((word) => typeof word === 'string')
    .join(', ')
}

function backfillText(backfill: NonNullable<Field['backfill']>): string {
  if (backfill.kind === 'field') return backfill.property
  return backfill.kind === 'now' ? 'now' : JSON.stringify(backfill.value)
}

function sourceText(source: NonNullable<Field['source']>): string {
  switch (source.kind) {
    case 'actor':
      return 'who is signed in'
    case 'tenant':
      return 'the tenant of who is signed in'
    case 'copy':
      return `${source.reference}: ${source.property}`
    case 'sum':
      return `the sum of ${source.factors.map((factor) => `${source.children}.${factor}`).join(' * ')}`
    case 'count':
      return `the count of ${source.children}`
  }
}

/** A rule as it is written: `public where published = true`. */
export function ruleText({ who, where }: Rule): string {
  return `${who.kind === 'role' ? who.role : who.kind}${whereText(where)}`
}

/** What an index holds: `(author, lower(title)), unique where published = true`. */
export function indexWords({ properties, lower, unique, where, live, method }: Index): string {
  const columns = properties.map((property) => (lower.includes(property) ? `lower(${property})` : property))
  const kind = `${unique ? ', unique' : ''}${method === 'btree' ? '' : `, ${method}`}`
  return `(${columns.join(', ')})${kind}${whereText(where)}${live ? ', not deleted' : ''}`
}

function whereText(where: Condition | undefined): string {
  return where === undefined ? '' : ` where ${conditionText({ field: where.property, value: where.value })}`
}
