import { deletedAtOf, fieldNamed, isRestorable, resourceNamed } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import type { OperationName } from '../../spec/spec.ts'
import { type, value } from '../code.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { hasTenantReferences } from './tenants.ts'
import { isUnsaid } from './unsaid.ts'

/** The members of an object, as code. */
type Entries = Readonly<Record<string, string>>

/** What the queries of a resource say about references that the database itself does not watch. */
export interface SoftReferences {
  /** Those to rows that are only marked as deleted. */
  readonly references: readonly Entries[]
  /** Whether a patch can have one of them. */
  readonly patched: boolean
  /** How a new row is refused, by those of them that stand in no body. */
  readonly refusals: Entries
  /** Those that keep a row of this resource from being marked. */
  readonly referrers: readonly Entries[]
  readonly imports: readonly ImportSymbol[]
}

/** The database would let a row refer to one that is marked as deleted, and let one be marked that others need. */
export function softReferences(resource: Resource, service: Service): SoftReferences {
  const has = (operation: OperationName) => resource.operations.includes(operation)
  const isPatched = (field: Field) => has('update') && field.writable.update
  const makes = has('create') || isRestorable(resource)
  const outgoing = softTargets(resource, service).filter(({ field }) => makes || isPatched(field))
  const unsaid = has('create') ? outgoing.filter(({ field }) => isUnsaid(field, resource)) : []
  const incoming = has('delete') ? needing(resource, service) : []
  const tables = [...outgoing.map(({ target }) => target), ...incoming.map(({ source }) => source)]
  return {
    references: outgoing.map(({ field, target }) => {
      const { many } = target.names
      return { property: literal(field.property), table: many, key: `${many}.${field.reference?.key}` }
    }),
    patched: outgoing.some(({ field }) => isPatched(field)),
    refusals: Object.fromEntries(
      unsaid.map(({ field, target }) => [
        field.property,
        field.property === resource.parent?.property
          ? `() => notFound(${literal(target.names.words.one)})`
          : 'invalidToken',
      ]),
    ),
    referrers: incoming.map(({ field, source }) => {
      const { many } = source.names
      const live = source.softDelete ? { live: `isNull(${many}.${deletedAtOf(source)})` } : {}
      return { table: many, column: `${many}.${field.property}`, ...live }
    }),
    imports: [
      ...tables.filter((one) => one !== resource).map((one) => value(one.names.many, resourcePath(one, 'table'))),
      ...(incoming.some(({ source }) => source.softDelete) ? [value('isNull', 'drizzle-orm')] : []),
      ...(outgoing.length > 0 ? [value('withLiveReferences', PATHS.softDelete)] : []),
      ...(unsaid.some(({ field }) => field.property !== resource.parent?.property)
        ? [value('invalidToken', PATHS.refusals)]
        : []),
      ...(incoming.length > 0 ? [value('unlessReferredTo', PATHS.softDelete)] : []),
    ],
  }
}

/** `src/db/soft-delete.ts` */
export function softDeleteView(service: Service) {
  const { references, referrers, refusals } = softDeleteUse(service)
  // Where rows belong to tenants, references to those of others are answered in the same way.
  const shares = references && hasTenantReferences(service)
  const orm = (...names: string[]) => names.map((name) => value(name, 'drizzle-orm'))
  return {
    view: { references, referrers, refusals, both: references && referrers, shares },
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

interface SoftDeleteUse {
  readonly references: boolean
  readonly referrers: boolean
  readonly refusals: boolean
}

/** Which parts of it there are. */
export function softDeleteUse(service: Service): SoftDeleteUse {
  const all = service.resources.map((resource) => softReferences(resource, service))
  return {
    references: all.some(({ references }) => references.length > 0),
    referrers: all.some(({ referrers }) => referrers.length > 0),
    refusals: all.some(({ refusals }) => Object.keys(refusals).length > 0),
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
