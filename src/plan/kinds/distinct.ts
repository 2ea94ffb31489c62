import type { Condition, Field, Resource } from '../../model/model.ts'

/** Whether the field is one of those in which two rows must differ. */
export function tellsApart({ unique, inKey, property }: Field, resource: Resource): boolean {
  return unique || inKey || uniqueIndexes(resource).some(({ properties }) => properties.includes(property))
}

/** The conditions on a field under which rows must differ in something. */
export function conditionsOn({ property }: Field, resource: Resource): readonly Condition[] {
  return uniqueIndexes(resource).flatMap(({ where }) => (where?.property === property ? [where] : []))
}

/** Whether any value that the field can have may stand in any row. */
export function isFree(field: Field, resource: Resource): boolean {
  return !tellsApart(field, resource) && conditionsOn(field, resource).length === 0
}

/** Whether two creates with the same body cannot both be answered: what must differ is in every body. */
export function refusesTwins(resource: Resource): boolean {
  const given = new Set(
    resource.fields
      .filter(({ writable, required, reference }) => writable.create && (reference === undefined || required))
      .map(({ property }) => property),
  )
  if (resource.tenant !== undefined) given.add(resource.tenant)
  const single = resource.fields.some((field) => field.writable.create && (field.unique || field.inKey))
  return (
    single || uniqueIndexes(resource).some(({ where, properties }) => !where && properties.every((p) => given.has(p)))
  )
}

function uniqueIndexes({ indexes }: Resource) {
  return indexes.filter(({ unique }) => unique)
}
