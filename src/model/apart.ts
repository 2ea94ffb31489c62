import type { SpecPath } from '../spec/spec.ts'
import type { PlacedField } from './fields.ts'
import type { Link } from './model.ts'
import { movesName, type NamedResource } from './names.ts'
import type { Finding, Report } from './report.ts'

/** A name that generated files give to one thing only. */
interface Claim {
  readonly kind: 'table' | 'path' | 'files' | 'variable' | 'type'
  readonly text: string
  readonly resource: NamedResource
  /** As the user knows what the name comes from: `order`, `order.state`. */
  readonly source: string
  readonly at: SpecPath
  /** The key of the resource that gives it another such name. */
  readonly key?: 'table' | 'path' | 'plural'
}

/**
 * Reports names that two things in the whole service would share, each resource once: one of two variables or types
 * of the same name would be taken for the other, in code that may well compile.
 */
export function checkApart(
  fields: ReadonlyMap<NamedResource, readonly PlacedField[]>,
  links: ReadonlyMap<NamedResource, readonly Link[]>,
  report: Report,
): void {
  const owners = new Map<string, Claim>()
  const told = new Set<NamedResource>()
  const claims = Array.from(fields, ([resource, placed]) => [
    ...claimsOf(resource),
    ...valuesOf(resource, placed),
    ...linksOf(resource, links.get(resource) ?? []),
  ])
  for (const claim of claims.flat()) {
    const name = `${claim.kind} ${claim.text}`
    const owner = owners.get(name)
    if (owner === undefined) owners.set(name, claim)
    else if (!told.has(claim.resource) && !isSingularPlural(claim) && !isSingularPlural(owner)) {
      told.add(claim.resource)
      report.add(clash(claim, owner))
    }
  }
}

function claimsOf(resource: NamedResource): Claim[] {
  const { name, names, table, path, at } = resource
  const own = { resource, source: name, at }
  const variables = [names.one, names.routes, names.paging, names.columns, names.readers]
  const nested = resource.spec.parent === undefined ? [] : [names.parentType]
  const asked = [
    ...(resource.spec.operations?.includes('bulkUpdate') ? [names.changeType] : []),
    ...(resource.spec.createWith === undefined ? [] : [names.withType, names.newWithType]),
  ]
  const types = [
    ...nested,
    ...asked,
    names.type,
    names.newType,
    names.patchType,
    names.keyType,
    names.queryType,
    names.viewType,
  ]
  return [
    { ...own, kind: 'table', key: 'table', text: table },
    { ...own, kind: 'path', key: 'path', text: `${parentOf(resource)}${path}` },
    // Where rows are only marked as deleted; elsewhere it would be in the way of that.
    { ...own, kind: 'path', text: `/${name}/…/restore` },
    { ...own, kind: 'files', key: 'plural', text: names.file },
    ...variables.map((text): Claim => ({ ...own, kind: 'variable', text })),
    { ...own, kind: 'variable', key: 'plural', text: names.many },
    { ...own, kind: 'variable', key: 'plural', text: names.relations },
    ...types.map((text): Claim => ({ ...own, kind: 'type', text })),
  ]
}

/** What is nested has a path of its own under each parent. */
function parentOf({ spec }: NamedResource): string {
  const type = spec.parent === undefined ? undefined : spec.fields[spec.parent]?.type
  return type?.kind === 'ref' ? `/${type.resource}/…` : ''
}

function valuesOf(resource: NamedResource, fields: readonly PlacedField[]): Claim[] {
  return fields.flatMap(({ field: { name, valuesName, moves }, at }): Claim[] => {
    if (valuesName === undefined) return []
    const own = { resource, source: `${resource.name}.${name}`, at, kind: 'variable' } as const
    const ofMoves: Claim[] = moves === undefined ? [] : [{ ...own, text: movesName(resource.name, name) }]
    return [{ ...own, text: valuesName }, ...ofMoves]
  })
}

function linksOf(resource: NamedResource, links: readonly Link[]): Claim[] {
  return links.flatMap(({ name, table, names, symmetric, resource: target }): Claim[] => {
    const own = { resource, source: `${resource.name}.${name}`, at: [...resource.at, 'fields', name] }
    const variables = [names.many, names.routes, names.relations, names.paging, names.inversePaging]
    const types = [names.keyType, names.queryType, names.inverseQueryType]
    return [
      { ...own, kind: 'table', text: table },
      { ...own, kind: 'path', text: `/${resource.name}/…/${names.segment}` },
      ...(symmetric ? [] : [{ ...own, kind: 'path', text: `/${target}/…/${names.inverseSegment}` } as const]),
      ...variables.map((text): Claim => ({ ...own, kind: 'variable', text })),
      ...types.map((text): Claim => ({ ...own, kind: 'type', text })),
    ]
  })
}

/** A plural that is the singular has been told, and takes names that it will not keep. */
function isSingularPlural({ resource }: Claim): boolean {
  return resource.plural === resource.name
}

function clash(claim: Claim, owner: Claim): Finding {
  const finding = { code: 'ASH2004', at: claim.at, name: true } as const
  if (claim.source === owner.source) {
    const message = `\`${claim.source}\` would need the ${claim.kind} \`${claim.text}\` for two things`
    return { ...finding, message, hint: 'give it another `plural:`' }
  }
  const key = claim.key ?? owner.key
  const message = `\`${claim.source}\` and \`${owner.source}\` would share the ${claim.kind} \`${claim.text}\``
  return {
    ...finding,
    message,
    hint: `give one of them another name${key === undefined ? '' : `, or add \`${key}:\``}`,
  }
}
