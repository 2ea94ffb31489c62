import { resourceNamed } from './lookup.ts'
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
  return all.filter(({ of }) => of.operations.includes('get'))
}

/** The lists that stand below the rows of a resource: of its own relations, then of those of others. */
export function listsBelow(resource: Resource, service: Service): readonly LinkedList[] {
  const all = service.resources.flatMap((one) => one.links.flatMap((link) => listsOf(link, one, service)))
  const below = all.filter(({ of }) => of === resource)
  return [...below.filter(({ isInverse }) => !isInverse), ...below.filter(({ isInverse }) => isInverse)]
}

/** Whether the API links and unlinks rows: where it changes those of the resource that declares the relation. */
export function isLinkable({ operations }: Resource): boolean {
  return operations.includes('update')
}

/** Whether the API has anything of a relation; the join table is there in any case. */
export function isServed(link: Link, declaring: Resource, service: Service): boolean {
  return isLinkable(declaring) || listsOf(link, declaring, service).length > 0
}

/** Whether anything is answered in pages. */
export function hasPages(service: Service): boolean {
  return service.resources.some(
    (one) => one.operations.includes('list') || one.links.some((link) => listsOf(link, one, service).length > 0),
  )
}
