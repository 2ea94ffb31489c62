import { fieldNamed, isRestorable, resourceNamed } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import type { OperationName } from '../../spec/spec.ts'
import { type, value } from '../code.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { hasTenantReferences } from './tenants.ts'

/** The members of an object, as code. */
type Entries = Readonly<Record<string, string>>

/** What the queries of a resource say about references that the database itself does not watch. */
export interface SoftReferences {
  /** Those to rows that are only marked as deleted. */
  readonly references: readonly Entries[]
  /** Those that keep a row of this resource from being marked. */
  readonly referrers: readonly Entries[]
  readonly imports: readonly ImportSymbol[]
}

/** The database would let a row refer to one that is marked as deleted, and let one be marked that others need. */
export function softReferences(resource: Resource, service: Service): SoftReferences {
  const has = (operation: OperationName) => resource.operations.includes(operation)
  const writes = has('create') || has('update') || isRestorable(resource)
  const outgoing = writes ? softTargets(resource, service) : []
  const incoming = has('delete') ? needing(resource, service) : []
  const tables = [...outgoing.map(({ target }) => target), ...incoming.map(({ source }) => source)]
  return {
    references: outgoing.map(({ field, target }) => {
      const { many } = target.names
      return { property: literal(field.property), table: many, key: `${many}.${field.reference?.key}` }
    }),
    referrers: incoming.map(({ field, source }) => {
      const { many } = source.names
      const live = source.softDelete ? { live: `isNull(${many}.deletedAt)` } : {}
      return { table: many, column: `${many}.${field.property}`, ...live }
    }),
    imports: [
      ...tables.filter((one) => one !== resource).map((one) => value(one.names.many, resourcePath(one, 'table'))),
      ...(incoming.some(({ source }) => source.softDelete) ? [value('isNull', 'drizzle-orm')] : []),
      ...(outgoing.length > 0 ? [value('withLiveReferences', PATHS.softDelete)] : []),
      ...(incoming.length > 0 ? [value('unlessReferredTo', PATHS.softDelete)] : []),
    ],
  }
}

/** `src/db/soft-delete.ts` */
export function softDeleteView(service: Service) {
  const { references, referrers } = softDeleteUse(service)
  // Where rows belong to tenants, references to those of others are answered in the same way.
  const shares = references && hasTenantReferences(service)
  const orm = (...names: string[]) => names.map((name) => value(name, 'drizzle-orm'))
  return {
    view: { references, referrers, both: references && referrers, shares },
    imports: [
      ...orm('and', 'eq'),
      ...(references ? [...orm('isNull'), value('problems', PATHS.problem)] : []),
      ...(referrers ? [type('SQL', 'drizzle-orm')] : []),
      type('PgColumn', 'drizzle-orm/pg-core'),
      type('PgTable', 'drizzle-orm/pg-core'),
      value('Problem', PATHS.problem),
      type('Executor', PATHS.executor),
    ],
  }
}

/** Whether there is anything in `src/db/soft-delete.ts`; else there is no such file. */
export function hasSoftReferences(service: Service): boolean {
  const { references, referrers } = softDeleteUse(service)
  return references || referrers
}

/** Which parts of it there are. */
export function softDeleteUse(service: Service): { readonly references: boolean; readonly referrers: boolean } {
  const all = service.resources.map((resource) => softReferences(resource, service))
  return {
    references: all.some(({ references }) => references.length > 0),
    referrers: all.some(({ referrers }) => referrers.length > 0),
  }
}

function softTargets({ fields }: Resource, service: Service) {
  return fields.flatMap((field) => {
    if (field.reference === undefined) return []
    const target = resourceNamed(service, field.reference.resource)
    return target.softDelete ? [{ field, target }] : []
  })
}

/** What refers to a row so that it may not go: cascades and nulls are for rows that are really deleted. */
function needing(resource: Resource, service: Service): { field: Field; source: Resource }[] {
  if (!resource.softDelete) return []
  return resource.inverses
    .map(({ resource: one, property }) => {
      const source = resourceNamed(service, one)
      return { source, field: fieldNamed(source, property) }
    })
    .filter(({ field }) => field.reference?.onDelete === undefined || field.reference.onDelete === 'restrict')
}
