import type { FieldSpec, SpecPath } from '../spec/spec.ts'
import { type ApiCase, inApiCase, snakeCase } from './casing.ts'
import { fieldDefault } from './default.ts'
import { checkFlags, checkReachable } from './flags.ts'
import { inverseName } from './inverses.ts'
import type { KeyPlan } from './keys.ts'
import { buildMembers } from './members.ts'
import type { Field, FieldType, Reference } from './model.ts'
import { type NamedResource, valuesName } from './names.ts'
import { checkReferenceName } from './reference-names.ts'
import type { Report } from './report.ts'
import { isServed, startOf } from './sources.ts'
import { columnOf, keyType, propertyOf, type Target, type Targets } from './targets.ts'
import { bareType, checkType } from './types.ts'

/** A field with the part of the description that it comes from; made fields come from the resource. */
export interface PlacedField {
  readonly field: Field
  readonly at: SpecPath
  /** As it was written; undefined when ashlar makes it. */
  readonly spec: FieldSpec | undefined
}

/** What the fields of one resource need to know. */
export interface FieldContext {
  readonly resource: NamedResource
  readonly key: KeyPlan
  readonly targets: Targets
  /** Whether people sign in as one of these. */
  readonly signsIn: boolean
  /** Which field says which tenant a row belongs to. */
  readonly tenant: string | undefined
  /** Whether a field is unique among all tenants: people sign in without naming theirs. */
  readonly isGlobal: (name: string) => boolean
  /** Which field takes the password to be changed. */
  readonly proven: string | undefined
  /** Which fields ashlar makes besides the key. */
  readonly makes: { readonly timestamps: boolean; readonly versioned: boolean; readonly softDelete: boolean }
}

/** All fields of a resource: the made key, the declared ones, the version and the times. */
export function buildFields(context: FieldContext, report: Report): PlacedField[] {
  const { resource, key, makes } = context
  const { apiCase } = context.targets
  const made = (field: Field): PlacedField => ({ field, at: resource.at, spec: undefined })
  const declared = Object.entries(resource.spec.fields).filter(([, field]) => field.type.kind !== 'many')
  return [
    ...(key.made ? [made(MADE_KEY)] : []),
    ...declared.map(([name, field]) => buildField(context, { name, field }, report)),
    ...(makes.versioned ? [made(VERSION)] : []),
    ...(makes.timestamps ? [made(time('createdAt', apiCase)), made(time('updatedAt', apiCase))] : []),
    ...(makes.softDelete ? [made({ ...time('deletedAt', apiCase), optional: true, readable: false })] : []),
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
  checkReferenceName(name, field, { at, report })
  const target =
    field.type.kind === 'ref' ? context.targets.find(field.type.resource, [...at, 'ref'], report) : undefined
  const inKey = context.key.fields.includes(name)
  const type = typeOf(field, target, inKey)
  const shape = field.shape && buildMembers({ fields: field.shape, at: [...at, 'shape'], where: 'a shape' }, report)
  const fallback = startOf(field, type) ?? fieldDefault(field, type, { at, report, shape })
  const made = field.generated ? 'identity' : undefined
  const optional = field.optional && !inKey
  const inPath = context.resource.spec.parent === name
  const isTenant = context.tenant === name
  const isProven = context.proven === name
  const writable = writableOf(field, { inKey, inPath, isTenant, isPassword: isPassword(field, context), isProven })
  checkReachable({ name, field, inKey }, at, report)
  const built: Field = {
    name,
    property: propertyOf(name, field, context.targets.apiCase),
    column: columnOf(name, field),
    description: field.description ?? '',
    type,
    valuesName: type.kind === 'enum' ? valuesName(context.resource.name, name) : undefined,
    array: field.array,
    optional,
    // A key of one field is unique by being the key.
    unique: field.unique && !(inKey && context.key.fields.length === 1) && !isUniqueInTenant(context, name),
    inKey,
    default: fallback,
    made,
    writable,
    proven: isProven && writable.create && isChangeable(field, inKey),
    required: writable.create && !optional && field.default === undefined,
    readable: !field.internal && field.type.kind !== 'secret',
    reference: target && referenceOf(context, { name, field }, target),
    secret: field.type.kind === 'secret',
    readRoles: field.read,
    writeRoles: field.write,
    source: undefined,
    moves: field.moves,
    renamedFrom: field.renamedFrom,
    former: formerOf(field, context.targets.apiCase),
    renamedValues: field.renamedValues ?? {},
    backfill: undefined,
    shape,
    schema: field.schema,
  }
  return { field: built, at, spec: field }
}

function formerOf(field: FieldSpec, apiCase: ApiCase): Field['former'] {
  const { renamedFrom: name } = field
  return name === undefined ? undefined : { property: propertyOf(name, field, apiCase), column: columnOf(name, field) }
}

function typeOf(field: FieldSpec, target: Target | undefined, inKey: boolean): FieldType {
  if (target !== undefined) return target.type
  return inKey ? keyType(bareType(field)) : bareType(field)
}

interface Around {
  readonly inKey: boolean
  readonly inPath: boolean
  readonly isTenant: boolean
  readonly isPassword: boolean
  readonly isProven: boolean
}

/**
 * What stands in the path already does not stand in the body, and nobody says which tenant they are. Whoever changes what
 * they sign in with has to know the password.
 */
function writableOf(field: FieldSpec, { inKey, inPath, isTenant, isPassword, isProven }: Around): Field['writable'] {
  const isServersOwn = inPath || isTenant || isServed(field) || field.generated
  const create = !isServersOwn && !field.readonly && !field.internal && field.moves === undefined
  return { create, update: create && isChangeable(field, inKey) && !isPassword && !isProven }
}

/** Whether a unique field is so among the rows of one tenant: an index with both stands for it. */
function isUniqueInTenant({ tenant, isGlobal }: Pick<FieldContext, 'tenant' | 'isGlobal'>, name: string): boolean {
  return tenant !== undefined && !isGlobal(name)
}

function isPassword(field: FieldSpec, { signsIn }: FieldContext): boolean {
  return signsIn && field.type.kind === 'secret'
}

function isChangeable(field: FieldSpec, inKey: boolean): boolean {
  return !field.immutable && !inKey
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
  proven: false,
  required: false,
  readable: true,
  reference: undefined,
  secret: false,
  readRoles: undefined,
  writeRoles: undefined,
  source: undefined,
  moves: undefined,
  renamedFrom: undefined,
  former: undefined,
  renamedValues: {},
  backfill: undefined,
  shape: undefined,
  schema: undefined,
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

const VERSION: Field = {
  ...NOTHING,
  name: 'version',
  property: 'version',
  column: 'version',
  type: { kind: 'int' },
  made: 'version',
}

function time(made: 'createdAt' | 'updatedAt' | 'deletedAt', apiCase: ApiCase): Field {
  const property = inApiCase(made, apiCase)
  return { ...NOTHING, name: made, property, column: snakeCase(made), type: { kind: 'datetime' }, made }
}
