import { fieldNamed, resourceNamed } from './lookup.ts'
import type { Field, Inverse, Resource, Service } from './model.ts'

/** A field whose value follows from the rows that refer to its own, by a sum or by their number. */
export interface KeptField {
  readonly field: Field
  /** The relation to those rows. */
  readonly relation: Inverse
  /** Properties of theirs that are multiplied; none where they are only counted. */
  readonly factors: readonly string[]
}

/** What the rows of a resource have a part in, by one of its references. */
export interface Part {
  /** The reference to the row that keeps something. */
  readonly reference: Field
  readonly keeper: Resource
  /** Properties of which a change makes another value there, the reference first. */
  readonly properties: readonly string[]
}

/** The fields of a resource that are kept, in their order. */
export function keptFields({ fields, inverses }: Pick<Resource, 'fields' | 'inverses'>): KeptField[] {
  return fields.flatMap((field): KeptField[] => {
    const { source } = field
    if (source?.kind !== 'sum' && source?.kind !== 'count') return []
    const relation = inverses.find(({ name }) => name === source.children)
    return relation === undefined ? [] : [{ field, relation, factors: source.kind === 'sum' ? source.factors : [] }]
  })
}

/** Whether any resource keeps values that follow from other rows. */
export function keepsValues({ resources }: Service): boolean {
  return resources.some((resource) => keptFields(resource).length > 0)
}

/** Whether any resource takes values over from rows that it refers to. */
export function copiesValues({ resources }: Service): boolean {
  return resources.some((resource) => copiedFields(resource).length > 0)
}

/** A field that takes the value of another one over. */
export interface CopiedField {
  readonly field: Field
  readonly reference: Field
  /** The property of the row that the reference leads to. */
  readonly property: string
}

/** The fields of a resource that are taken over from rows that it refers to. */
export function copiedFields(resource: Resource): CopiedField[] {
  return resource.fields.flatMap((field): CopiedField[] => {
    const { source } = field
    if (source?.kind !== 'copy') return []
    return [{ field, reference: fieldNamed(resource, source.reference), property: source.property }]
  })
}

/** What rows of a resource have a part in; what is lower stands before what is above it, as everywhere. */
export function partsOf(resource: Resource, service: Service): Part[] {
  const parts = resource.fields.flatMap((reference): Part[] => {
    if (reference.reference === undefined) return []
    const keeper = resourceNamed(service, reference.reference.resource)
    const kept = keptFields(keeper).filter(
      ({ relation }) => relation.resource === resource.names.one && relation.property === reference.property,
    )
    if (kept.length === 0) return []
    const factors = kept.flatMap((one) => one.factors)
    const sources = copiedFields(resource).filter(({ field }) => factors.includes(field.property))
    const properties = [reference.property, ...factors, ...sources.map((one) => one.reference.property)]
    return [{ reference, keeper, properties: [...new Set(properties)] }]
  })
  const order = keepersInOrder(service)
  return parts.toSorted((one, other) => order.indexOf(one.keeper) - order.indexOf(other.keeper))
}

/** The resources that keep something, each before those whose values follow from its own. */
export function keepersInOrder(service: Service): Resource[] {
  const ordered = new Set<Resource>()
  const open = new Set<Resource>()
  const visit = (keeper: Resource): void => {
    // Where sums go round there is no order, which is told elsewhere.
    if (ordered.has(keeper) || open.has(keeper)) return
    open.add(keeper)
    for (const { relation, factors } of keptFields(keeper)) {
      const below = resourceNamed(service, relation.resource)
      if (keptFields(below).some(({ field }) => factors.includes(field.property))) visit(below)
    }
    ordered.add(keeper)
  }
  for (const resource of service.resources) if (keptFields(resource).length > 0) visit(resource)
  return [...ordered]
}

/** What the kept values of a resource have a part in themselves: the way further up. */
export function partsAbove(keeper: Resource, service: Service): Part[] {
  const kept = keptFields(keeper).map(({ field }) => field.property)
  return partsOf(keeper, service).filter(({ properties }) => properties.slice(1).some((one) => kept.includes(one)))
}
