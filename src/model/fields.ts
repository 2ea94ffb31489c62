import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import { fieldDefault } from './default.ts'
import { checkFlags, checkReachable } from './flags.ts'
import { inverseName } from './inverses.ts'
import type { KeyPlan } from './keys.ts'
import type { Field, FieldType, Reference } from './model.ts'
import { type NamedResource, valuesName } from './names.ts'
import type { Report } from './report.ts'
import { columnOf, keyType, propertyOf, type Target, type Targets } from './targets.ts'
import { bareType, checkType } from './types.ts'

/** A field with the part of the description that it comes from; made fields come from the resource. */
export interface PlacedField {
  readonly field: Field
  readonly at: SpecPath
}

/** What the fields of one resource need to know. */
export interface FieldContext {
  readonly resource: NamedResource
  readonly key: KeyPlan
  readonly targets: Targets
  readonly timestamps: boolean
}

/** All fields of a resource: the made key, the declared ones, the timestamps. */
export function buildFields(context: FieldContext, report: Report): PlacedField[] {
  const { resource, key, timestamps } = context
  const made = (field: Field): PlacedField => ({ field, at: resource.at })
  return [
    ...(key.made ? [made(MADE_KEY)] : []),
    ...Object.entries(resource.spec.fields).map(([name, field]) => buildField(context, { name, field }, report)),
    ...(timestamps ? [made(timestamp('createdAt', 'created_at')), made(timestamp('updatedAt', 'updated_at'))] : []),
  ]
}

interface Declared {
  readonly name: string
  readonly field: FieldSpec
}

function buildField(context: FieldContext, { name, field }: Declared, report: Report): PlacedField {
  const at = [...context.resource.at, 'fields', name]
  checkType(field, at, report)
  checkFlags(name, field, { at, report })
  const target =
    field.type.kind === 'ref' ? context.targets.find(field.type.resource, [...at, 'ref'], report) : undefined
  const inKey = context.key.fields.includes(name)
  const type = typeOf(field, target, inKey)
  const fallback = fieldDefault(field, type, { at, report })
  const made = field.generated ? 'identity' : undefined
  const optional = field.optional && !inKey
  const writable = writableOf(field, inKey)
  checkReachable({ name, field, inKey }, at, report)
  const built: Field = {
    name,
    property: propertyOf(name, field),
    column: columnOf(name, field),
    description: field.description ?? '',
    type,
    valuesName: type.kind === 'enum' ? valuesName(context.resource.name, name) : undefined,
    array: field.array,
    optional,
    // A key of one field is unique by being the key.
    unique: field.unique && !(inKey && context.key.fields.length === 1),
    inKey,
    default: fallback,
    made,
    writable,
    required: writable.create && !optional && field.default === undefined,
    readable: !field.internal,
    reference: target && referenceOf(context, { name, field }, target),
  }
  return { field: built, at }
}

function typeOf(field: FieldSpec, target: Target | undefined, inKey: boolean): FieldType {
  if (target !== undefined) return target.type
  return inKey ? keyType(bareType(field)) : bareType(field)
}

function writableOf(field: FieldSpec, inKey: boolean): Field['writable'] {
  const create = !field.generated && !field.readonly && !field.internal
  return { create, update: create && !field.immutable && !inKey }
}

function referenceOf(context: FieldContext, { name, field }: Declared, target: Target): Reference {
  return {
    service: context.targets.service,
    resource: target.resource.name,
    relation: name,
    key: target.property,
    onDelete: field.onDelete,
    inverse: inverseName(context.resource, name, field),
  }
}

const NOTHING = {
  description: '',
  valuesName: undefined,
  array: false,
  optional: false,
  unique: false,
  inKey: false,
  default: undefined,
  writable: { create: false, update: false },
  required: false,
  readable: true,
  reference: undefined,
} as const

const MADE_KEY: Field = {
  ...NOTHING,
  name: 'id',
  property: 'id',
  column: 'id',
  type: { kind: 'uuid' },
  inKey: true,
  made: 'uuidv7',
}

function timestamp(made: 'createdAt' | 'updatedAt', column: string): Field {
  return { ...NOTHING, name: made, property: made, column, type: { kind: 'datetime' }, made }
}
