import { copiedFields } from '../../model/kept.ts'
import { resourceNamed, takesKeys } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import { checkName, foreignKeyName, primaryKeyName, uniqueName } from '../../model/naming.ts'
import { literal, propertyKey } from '../../render/literal.ts'
import { value } from '../code.ts'
import { arrayText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { CONSTRAINT_OF_KEYS } from './idempotency.ts'
import { SERVICE_IMPORTS } from './service-imports.ts'
import { isUnsaid } from './unsaid.ts'

const ACTORS = 'export const actorConstraints: ReadonlySet<string> = new Set('

/** `src/db/constraints.ts` */
export function constraintsView(service: Service) {
  const constraints = service.resources.flatMap(constraintsOf).map(([name, fields]) => ({
    name: propertyKey(name),
    fields: arrayText(fields.map(literal), { indent: 2, before: propertyKey(name).length + 2, after: 1 }),
  }))
  const parents = service.resources.flatMap((resource) => parentConstraint(resource, service))
  const actors = allActorConstraints(service).map((name) => literal(name))
  const copies = service.resources.flatMap(copiesOf).map(([column, constraint]) => ({
    column: propertyKey(column),
    constraint: literal(constraint),
  }))
  return {
    view: {
      constraints,
      copies: copies.length > 0 && copies,
      parents: parents.length > 0 && parents,
      actors: actors.length > 0 && `new Set(${arrayText(actors, { before: ACTORS.length, after: 1 })})`,
    },
    imports: [],
  }
}

/** How a table of the application names its own is not known. */
function constraintsOf(resource: Resource): [string, string[]][] {
  const { table, fields, key, indexes, external, softDelete } = resource
  if (external !== undefined) return []
  const primary = key.length === 1 ? `${table}_pkey` : primaryKeyName(table)
  const unsaid = fields.filter((field) => isUnsaid(field, resource)).map(({ property }) => property)
  const said = (properties: readonly string[]) => properties.filter((one) => !unsaid.includes(one))
  const all: [string, string[]][] = [
    [primary, said(key.map((field) => field.property))],
    ...fields.flatMap((field): [string, string[]][] => [
      ...(field.unique && !softDelete
        ? [[uniqueName(table, field.column), [field.property]] as [string, string[]]]
        : []),
      ...(field.reference && !isUnsaid(field, resource)
        ? [[foreignKeyName(table, field.column), [field.property]] as [string, string[]]]
        : []),
      ...(isChecked(field) ? [[checkName(table, field.column), [field.property]] as [string, string[]]] : []),
    ]),
    ...indexes
      .filter(({ unique }) => unique)
      .map(({ name, properties }): [string, string[]] => [name, said(properties)]),
  ]
  return all.filter(([, properties]) => properties.length > 0)
}

/** Columns that are copied, and never null, each with the constraint of the reference that it is copied along. */
function copiesOf(resource: Resource): [string, string][] {
  if (resource.external !== undefined) return []
  return copiedFields(resource)
    .filter(({ field }) => !field.optional)
    .map(({ field, reference }) => [
      `${resource.table}.${field.column}`,
      foreignKeyName(resource.table, reference.column),
    ])
}

/** The constraint of the reference that a path says, with what is there. */
function parentConstraint({ table, fields, parent, external }: Resource, service: Service) {
  const field = fields.find(({ property }) => property === parent?.property)
  if (field?.reference === undefined || external !== undefined) return []
  const { words } = resourceNamed(service, field.reference.resource).names
  return [{ name: propertyKey(foreignKeyName(table, field.column)), words: literal(words.one) }]
}

/** Those of references that say who makes a row, or whose tenant they are of. */
function actorConstraints(resource: Resource): string[] {
  const { table, fields, parent, external } = resource
  if (external !== undefined) return []
  return fields
    .filter((field) => field.reference && isUnsaid(field, resource) && field.property !== parent?.property)
    .map(({ column }) => foreignKeyName(table, column))
}

function allActorConstraints(service: Service): string[] {
  const ofKeys = service.auth !== undefined && takesKeys(service) ? [CONSTRAINT_OF_KEYS] : []
  return [...service.resources.flatMap(actorConstraints), ...ofKeys]
}

/** `src/db/sqlstate.ts` */
export function sqlstateView(service: Service) {
  const { resources } = service
  const copies = resources.some((resource) => copiesOf(resource).length > 0)
  const parents = resources.some((resource) => parentConstraint(resource, service).length > 0)
  const actors = allActorConstraints(service).length > 0
  return {
    view: { copies, parents, actors, unsaid: parents || actors },
    imports: [
      ...(SERVICE_IMPORTS[PATHS.sqlstate] ?? []),
      ...(copies ? [value('referencesOfCopies', PATHS.constraints)] : []),
      ...(parents ? [value('parentsOfConstraint', PATHS.constraints)] : []),
      ...(actors ? [value('actorConstraints', PATHS.constraints), value('invalidToken', PATHS.refusals)] : []),
    ],
  }
}

function isChecked({ array, type: { kind, ...bounds } }: Field): boolean {
  return !array && (kind === 'enum' || (kind !== 'string' && ('min' in bounds || 'max' in bounds)))
}
