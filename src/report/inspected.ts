import type { Field, Resource, Service } from '../model/model.ts'
import { resourceRoutes } from '../model/routes.ts'
import { durationText } from '../spec/values/duration.ts'
import { rateText } from '../spec/values/rate.ts'
import { columns } from './columns.ts'
import { fieldWords, indexWords, ruleText, typeText } from './inspected-words.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** A service as its description means it, or some of its resources: every name, route and rule, for people. */
export function inspectedText(service: Service, resources: readonly Resource[], paint: Paint): string {
  return [head(service, paint), ...resources.map((resource) => resourceText(resource, service, paint))].join('\n\n')
}

function head(service: Service, paint: Paint): string {
  const { api, auth, pageSize } = service
  const lines: [string, string][] = [
    ['paths', `${service.basePath === '' ? '/' : service.basePath}, ${api.case} case, envelope ${api.envelope}`],
    ['pages', `${pageSize.default} rows, ${pageSize.max} at most`],
    ['auth', auth === undefined ? 'none: the API is public' : authText(auth)],
    ...(service.tenant === undefined ? [] : [['tenant', service.tenant] as [string, string]]),
    ...service.upstreams.map(({ name, url, calls }): [string, string] => [
      `upstream ${name}`,
      `${url}: ${calls.map((call) => `${call.name} (${call.method.toUpperCase()} ${call.path})`).join(', ')}`,
    ]),
    ...service.config.map(({ name, type, secret }): [string, string] => [
      'config',
      `${name}  ${secret ? 'secret' : typeText(type)}`,
    ]),
  ]
  return `${paint.bold(printable(service.name))}\n${columns(lines.map(([key, value]) => [paint.dim(key), printable(value)]))}`
}

function authText({ user, identifier, roles, accessTokenTtl, refreshTokenTtl }: NonNullable<Service['auth']>): string {
  const known = roles === undefined ? '' : `, roles ${roles.values.join(' ')}`
  return `${user} by ${identifier}${known}, tokens for ${durationText(accessTokenTtl)} and ${durationText(refreshTokenTtl)}`
}

function resourceText(resource: Resource, service: Service, paint: Paint): string {
  const { names, table, external, indexes, inverses, links } = resource
  const known: [string, string][] = [
    ['type', `${names.type}, many ${names.many}`],
    ['table', external === undefined ? table : `${external.name} of ${external.module}, not migrated`],
    ['files', `src/resources/${names.file}/`],
    ['key', resource.key.map(({ property }) => property).join(', ')],
    ...protectionFacts(resource),
    ...relationFacts(resource),
    ...queryFacts(resource),
    ...inverses.map(({ name, resource: from, property }): [string, string] => [
      'has',
      `${name}: ${from} by ${property}`,
    ]),
    ...links.map(({ name, resource: to, table: join }): [string, string] => [
      'linked',
      `${name}: ${to} through ${join}`,
    ]),
    ...indexes.map((index): [string, string] => ['index', `${index.name} ${indexWords(index)}`]),
  ]
  const routes = resourceRoutes(resource, service).map(({ method, path, name, rules }) => [
    `${method} ${path}`,
    name,
    rules === undefined ? '' : rules.map(ruleText).join(' | '),
  ])
  return [
    paint.bold(names.one),
    columns(known.map(([key, value]) => [paint.dim(key), printable(value)])),
    paint.dim('  fields'),
    columns(resource.fields.map(fieldRow), '    '),
    paint.dim('  routes'),
    columns(
      routes.map((row) => row.map(printable)),
      '    ',
    ),
  ].join('\n')
}

/** Facts that are there, as pairs; an empty text is none. */
function facts(all: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(all).filter(([, value]) => value !== '')
}

function relationFacts({ owner = [], parent, createWith, hooks }: Resource): [string, string][] {
  return facts({
    owner: owner.join('.'),
    under: parent === undefined ? '' : `${parent.resource} by ${parent.property}`,
    'create with': createWith.map(({ name }) => name).join(', '),
    hooks: hooks.join(', '),
  })
}

function queryFacts({ query }: Resource): [string, string][] {
  return facts({
    filter: query.filters.map(({ name }) => name).join(', '),
    sort: query.sorts.join(', '),
    search: query.search.join(', '),
    include: query.includes.join(', '),
  })
}

function fieldRow(field: Field): string[] {
  return [field.property, field.column, typeText(field.type) + (field.array ? '[]' : ''), fieldWords(field)].map(
    printable,
  )
}

function protectionFacts({
  cache,
  timeout,
  rateLimit,
  versioned,
  softDelete,
  idempotent,
}: Resource): [string, string][] {
  const flags = Object.entries({ versioned, softDelete, idempotent }).flatMap(([name, on]) => (on ? [name] : []))
  const limits = [
    ...(timeout === undefined ? [] : [timeout === false ? 'no timeout' : `timeout ${durationText(timeout)}`]),
    ...(rateLimit === undefined ? [] : [`rate limit ${rateText(rateLimit)}`]),
    ...(cache === undefined ? [] : [`cache ${durationText(cache)}`]),
  ]
  const all = [...flags, ...limits]
  return all.length === 0 ? [] : [['with', all.join(', ')]]
}
