import type { SpecPath } from '../spec/spec.ts'
import { type KeptField, keptFields, type Part, partsAbove, partsOf } from './kept.ts'
import { checkLiteral } from './literals.ts'
import { resourceNamed } from './lookup.ts'
import type { Field, Resource, Service } from './model.ts'
import type { Report } from './report.ts'

/** Reports sums and counts that no service could keep right. */
export function checkKept(service: Service, report: Report): void {
  for (const resource of service.resources) {
    for (const kept of keptFields(resource)) checkKeeper(resource, kept, { service, report })
    for (const part of partsOf(resource, service)) checkVanishing(resource, part, { service, report })
  }
}

interface Context {
  readonly service: Service
  readonly report: Report
}

function checkKeeper(resource: Resource, { field, relation }: KeptField, { service, report }: Context): void {
  const at = placeOf(resource, field)
  const refuse = (message: string, hint: string): void => report.add({ code: 'ASH2034', message, hint, at })
  const rows = resourceNamed(service, relation.resource)
  const start = checkLiteral(field.type, 0)
  if (!('value' in start)) refuse(`\`${field.name}\` is 0 to begin with, which ${start.wrong}`, 'take that bound away')
  if (resource.external !== undefined) {
    refuse(`\`${resource.names.one}\` is a table of the project, whose columns ashlar does not fill`, 'take it out')
  }
  if (rows.external !== undefined) {
    const message = `rows of \`${rows.names.one}\` come and go without this service: it is a table of the project`
    refuse(message, 'take it out')
  }
  if (resource.key.some(({ type }) => type.kind === 'datetime')) {
    refuse(`\`${resource.names.one}\` has a time for its key, by which nothing is kept`, 'give it another key')
  }
  if (isShared(resource, service) && !isShared(rows, service)) {
    const message = `\`${field.name}\` would tell everybody of the ${rows.names.words.many} of all tenants, which \`${resource.names.one}\` is shared by`
    const hint = `keep it in what belongs to a \`${service.tenant}\` itself`
    report.add({ code: 'ASH2048', message, hint, at })
  }
  const circle = circleFrom(resource, service)
  if (circle !== undefined) {
    const way = circle.map(({ names }) => `\`${names.one}\``).join(', ')
    refuse(`sums go round: what is kept in ${way} would never be done`, 'sum up what is not itself a sum of these')
  }
}

/** Whether rows belong to all tenants, or there are none. */
function isShared({ names, tenant }: Resource, service: Service): boolean {
  return tenant === undefined && names.one !== service.tenant
}

function placeOf({ names }: Resource, { name, source }: Field): SpecPath {
  return ['resources', names.one, 'fields', name, source?.kind ?? '']
}

/** The way up from what a resource keeps, where it leads back to it. */
function circleFrom(start: Resource, service: Service): Resource[] | undefined {
  const seen = new Set<Resource>()
  const walk = (at: Resource, way: readonly Resource[]): Resource[] | undefined => {
    for (const { keeper } of partsAbove(at, service)) {
      if (keeper === start) return [...way]
      if (seen.has(keeper)) continue
      seen.add(keeper)
      const found = walk(keeper, [...way, keeper])
      if (found !== undefined) return found
    }
    return undefined
  }
  return walk(start, [start])
}

/** Rows that the database deletes by itself, along another reference, would still count. */
function checkVanishing(resource: Resource, { reference, keeper }: Part, { service, report }: Context): void {
  const ways = resource.fields.filter((field) => field !== reference && field.reference?.onDelete === 'cascade')
  for (const way of ways) {
    const target = resourceNamed(service, way.reference?.resource ?? '')
    if (!vanishes(target, service)) continue
    const { words } = resource.names
    report.add({
      code: 'ASH2037',
      message: `${words.many} that go with their \`${way.name}\` would still count in \`${keeper.names.one}\`: the database deletes them by itself`,
      hint: `type \`onDelete(restrict)\`, or take \`delete\` away from \`${target.names.one}\``,
      at: ['resources', resource.names.one, 'fields', way.name, 'onDelete'],
    })
  }
}

/** Whether rows can really go, by the API or with others. */
function vanishes(resource: Resource, service: Service, seen: readonly Resource[] = []): boolean {
  if (seen.includes(resource)) return false
  if (!resource.softDelete && (resource.external !== undefined || resource.operations.includes('delete'))) return true
  return resource.fields.some(
    ({ reference }) =>
      reference?.onDelete === 'cascade' &&
      vanishes(resourceNamed(service, reference.resource), service, [...seen, resource]),
  )
}
