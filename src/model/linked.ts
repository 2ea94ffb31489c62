import { resourceNamed, seeingOperation } from './lookup.ts'
import type { Link, LinkColumn, Resource, Service } from './model.ts'

/** A list of linked rows, below the address of one row. */
export interface LinkedList {
  readonly link: Link
  /** The resource that declares the relation. */
  readonly declaring: Resource
  /** Below whose rows the list stands, and whose rows are in it. */
  readonly of: Resource
  readonly shows: Resource
  /** `related-to` */
  readonly segment: string
  /** `relatedTo` */
  readonly name: string
  /** Whether it is the list of the other side. */
  readonly isInverse: boolean
  /** The columns of the join table that say of which row it is, and those that say which rows are in it. */
  readonly ofColumns: readonly LinkColumn[]
  readonly shownColumns: readonly LinkColumn[]
}

/** The lists of a relation that the API has: each where one row of the resource can be read. */
export function listsOf(link: Link, declaring: Resource, service: Service): readonly LinkedList[] {
  const target = resourceNamed(service, link.resource)
  const { names, source } = link
  const own: LinkedList = {
    link,
    declaring,
    of: declaring,
    shows: target,
    segment: names.segment,
    name: link.name,
    isInverse: false,
    ofColumns: source,
    shownColumns: [link.target],
  }
  const inverse: LinkedList = {
    ...own,
    of: target,
    shows: declaring,
    segment: names.inverseSegment,
    name: link.inverse,
    isInverse: true,
    ofColumns: [link.target],
    shownColumns: source,
  }
  const all = link.symmetric ? [own] : [own, inverse]
  return all.filter(({ of, shows }) => of.operations.includes('get') && canBeSeen(shows))
}

/** The lists that stand below the rows of a resource: of its own relations, then of those of others. */
export function listsBelow(resource: Resource, service: Service): readonly LinkedList[] {
  const all = service.resources.flatMap((one) => one.links.flatMap((link) => listsOf(link, one, service)))
  const below = all.filter(({ of }) => of === resource)
  return [...below.filter(({ isInverse }) => !isInverse), ...below.filter(({ isInverse }) => isInverse)]
}

/** Whether rows of a resource are in a list of linked rows. */
export function isShown(resource: Resource, service: Service): boolean {
  return service.resources.some((one) => listsBelow(one, service).some(({ shows }) => shows === resource))
}

/**
 * Whether the API links and unlinks rows: where it changes those of the resource that declares the relation, and where
 * people sign in also shows those of the other.
 */
export function isLinkable(link: Link, { operations }: Resource, service: Service): boolean {
  return operations.includes('update') && canBeSeen(resourceNamed(service, link.resource))
}

/** The relations of a resource that the API links rows by. */
export function linkableOf(resource: Resource, service: Service): readonly Link[] {
  return resource.links.filter((link) => isLinkable(link, resource, service))
}

/** Whether some rule can say who sees a row; where nobody signs in, whoever has its key may know of it. */
function canBeSeen(resource: Resource): boolean {
  return resource.access === undefined || seeingOperation(resource) !== undefined
}

/** Whether the API has anything of a relation; the join table is there in any case. */
export function isServed(link: Link, declaring: Resource, service: Service): boolean {
  return isLinkable(link, declaring, service) || listsOf(link, declaring, service).length > 0
}

/** Whether anything is answered in pages. */
export function hasPages(service: Service): boolean {
  return service.resources.some(
    (one) => one.operations.includes('list') || one.links.some((link) => listsOf(link, one, service).length > 0),
  )
}
