import { linkableOf, listsBelow } from '../../model/linked.ts'
import { isRestorable, resourceNamed, takesKey, takesKeys } from '../../model/lookup.ts'
import type { Action, Field, FieldType, Link, Member, Resource, Service } from '../../model/model.ts'
import { collectionAddress, itemAddress } from '../../model/nesting.ts'
import { markdownText } from '../../render/markdown.ts'
import type { Rate } from '../../spec/spec.ts'
import { boundsOf } from '../kinds/body.ts'
import { constant } from '../kinds/sample.ts'
import { TYPED } from '../package-managers.ts'
import { problemsOf } from '../problems.ts'
import { inBody } from './actions.ts'
import { hasApiKeys, hasCookies, hasProviders, sendsMail, userOf } from './actor.ts'
import { hasViews } from './answer-view.ts'
import { apiName } from './api-names.ts'
import { authFields, canRegister, maxSessionMs, provesIdentifier, verifiedAt } from './auth.ts'
import { entityDiagram } from './diagram.ts'
import { filterParameters, isQueried } from './filters.ts'
import { grounds } from './idempotency.ts'
import { hasIncludes, includesAnything } from './includes-imports.ts'
import { runsOnKubernetes } from './kubernetes.ts'
import { kubernetesName } from './kubernetes-name.ts'
import { linkAddress, listAddress } from './link-routes.ts'
import { hasQueries, hasSearch } from './lists.ts'
import { movedFields } from './moves.ts'
import { providersOf } from './oidc.ts'
import { withArticle } from './openapi-parts.ts'
import { exampleOfCreate, exampleOfUpdate } from './openapi-schemas.ts'
import { operationFlags } from './queries.ts'
import { rpcRoutesOf } from './rpc-addresses.ts'
import type { Settings } from './service.ts'
import { stateDiagram } from './state-diagram.ts'

/** `README.md` */
export function readmeView(service: Service, { descriptionFile, setup }: Settings) {
  const { name, description, resources, api } = service
  return {
    view: {
      descriptionFile: markdownText(descriptionFile),
      typed: TYPED[setup.manager ?? 'npm'],
      title: markdownText(name),
      description: markdownText(description),
      resources: resources.map((resource) => resourceView(resource, service)),
      openapiVersion: api.openapi,
      rpc: service.api.rpc && (rpcRoutesOf(service)[0]?.type ?? false),
      auth: service.auth !== undefined && signingInView(service),
      kubernetes: runsOnKubernetes(service) && kubernetesName(service.name),
    },
    imports: [],
  }
}

/** `docs/api.md` */
export function apiDocsView(service: Service, { setup }: Settings) {
  const { name, resources, pageSize } = service
  const embedded = setup.embed !== undefined
  const titles = new Map(resources.map(({ names }) => [names.one, names.type]))
  return {
    view: {
      title: markdownText(name),
      embedded,
      diagram: entityDiagram(service),
      resources: resources.map((resource) => ({
        ...resourceView(resource, service),
        asked: isQueried(resource) && askedView(resource, service),
        fields: resource.fields.filter(isSeen).map((field) => fieldView(field, titles)),
        machines: movedFields(resource)
          .filter(isSeen)
          .map((field) => ({ property: field.property, diagram: stateDiagram(field) })),
        create: fenced(exampleOfCreate(resource)),
        update: fenced(exampleOfUpdate(resource)),
      })),
      pageSize,
      queried: hasQueries(service),
      searched: hasSearch(service),
      viewed: hasViews(service),
      limited: limitedView(service),
      includes: includesAnything(service),
      versioned: resources.some((resource) => resource.versioned),
      auth: service.auth !== undefined && signingInView(service),
      resent: takesKeys(service) && resentView(service),
      linked: resources.some((resource) => linkableOf(resource, service).length > 0),
      // Those two are the application's there.
      problems: problemsOf(service).filter(({ code }) =>
        embedded ? code !== 'internal-error' && code !== 'no-such-route' : true,
      ),
    },
    imports: [],
  }
}

/** What readers are told of signing in. */
function signingInView(service: Service) {
  const user = userOf(service)
  const { identifier, password } = authFields(service)
  return {
    path: `${service.basePath}/auth`,
    methods: hasProviders(service) || hasApiKeys(service) ? 'GET POST DELETE' : 'GET POST',
    identifier: identifier.property,
    user: withArticle(user.names.words.one),
    what: service.auth?.roles === undefined ? 'password' : 'role or password',
    credentials: fenced({ [identifier.property]: constant(identifier.type), password: constant(password.type) }),
    minutes: (service.auth?.accessTokenTtl ?? 0) / 60_000,
    days: maxSessionMs(service) / 86_400_000,
    registers: canRegister(service),
    mails: sendsMail(service),
    verifiedAt: sendsMail(service) && verifiedAt(service),
    apiKeys: hasApiKeys(service),
    cookies: hasCookies(service),
    provesIdentifier: provesIdentifier(service),
    oidc: providersDoc(service),
  }
}

function providersDoc(service: Service) {
  const [first, ...others] = providersOf(service).map(({ name }) => name)
  return first !== undefined && { first, others: others.map((name) => `\`${name}\``).join(', ') }
}

function resourceView(resource: Resource, service: Service) {
  const collection = collectionAddress(resource, service)
  return {
    title: resource.names.words.many,
    description: markdownText(resource.description),
    collection,
    item: itemAddress(resource, service),
    folder: `src/resources/${resource.names.file}/`,
    type: resource.names.type,
    words: resource.names.words,
    has: operationFlags(resource),
    restorable: isRestorable(resource),
    includes: hasIncludes(resource) && resource.query.includes.map((name) => `\`${name}\``).join(', '),
    lists: listsBelow(resource, service).map((list) => ({
      address: `${service.basePath}${listAddress(list)}`,
      shown: list.shows.names.words.many,
      direction: list.isInverse ? 'from' : 'to',
    })),
    links: linkableOf(resource, service).map((link) => linkView(link, resource, service)),
    actions: resource.actions.map((action) => actionView(action, resource, service)),
  }
}

/** What a list can be asked: `price`, with its operators in brackets. */
function askedView(resource: Resource, service: Service) {
  const parameters = filterParameters(resource, service)
  const filters = resource.query.filters.map(({ name }) => {
    const own = parameters.filter((one) => one.name === name || one.name.startsWith(`${name}[`))
    const others = own.flatMap(({ operator }) => (operator === '' ? [] : [`\`[${apiName(operator, service)}]\``]))
    return `\`${name}\`${others.length > 0 ? ` (${others.join(' ')})` : ''}`
  })
  const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')
  return { filters: filters.join(', '), sorts: quoted(resource.query.sorts), search: quoted(resource.query.search) }
}

/** How many requests may come where; false where nobody counts them. */
function limitedView(service: Service) {
  const limited = service.resources.flatMap((resource) => {
    const { rateLimit } = resource
    return rateLimit === undefined
      ? []
      : [{ address: collectionAddress(resource, service), rate: rateWords(rateLimit) }]
  })
  return limited.length > 0 && limited
}

/** `300 in 60 s` */
function rateWords({ limit, window }: Rate): string {
  return `${limit} in ${window / 1_000} s`
}

/** What readers are told of creates that may be sent again. */
function resentView(service: Service) {
  const items = service.resources.flatMap((resource) => [
    ...(takesKey(resource) ? [`\`${collectionAddress(resource, service)}\``] : []),
    ...resource.actions
      .filter(({ idempotent }) => idempotent)
      .map(({ path }) => `\`${collectionAddress(resource, service)}${path}\``),
  ])
  const addresses = [items.slice(0, -1).join(', '), ...items.slice(-1)].filter((part) => part !== '').join(' or ')
  return { addresses, as: grounds(service).join(' or ') }
}

function linkView(link: Link, resource: Resource, service: Service) {
  const { words } = resourceNamed(service, link.resource).names
  return {
    address: `${service.basePath}${linkAddress(link, resource)}`,
    other: words.one === resource.names.words.one ? 'another' : withArticle(words.one),
    symmetric: link.symmetric,
    description: markdownText(link.description),
  }
}

function actionView(action: Action, resource: Resource, service: Service) {
  const { name, method, path, request, description } = action
  return {
    name,
    method: method.toUpperCase(),
    address: `${collectionAddress(resource, service)}${path}`,
    does: description === '' ? `\`${name}\`` : markdownText(description),
    takes:
      request === undefined ? false : membersText(request, inBody(action) ? 'takes' : 'may be asked with', service),
    answers: answerWords(action, resource, service),
  }
}

function membersText(members: readonly Member[], verb: string, service: Service): string {
  return `${verb} ${members.map(({ name, optional }) => `\`${apiName(name, service)}\`${optional ? '?' : ''}`).join(', ')}`
}

function answerWords({ response }: Action, resource: Resource, service: Service): string {
  if (response === undefined) return 'answers with nothing'
  if ('members' in response) return membersText(response.members, 'answers with', service)
  const { one, many } = resourceNamed(service, response.resource).names.words
  if (response.list) return `answers with ${many}`
  return response.resource === resource.names.one ? `answers with the ${one}` : `answers with ${withArticle(one)}`
}

function isSeen({ readable, writable }: Field): boolean {
  return readable || writable.create
}

function fieldView(field: Field, titles: ReadonlyMap<string, string>) {
  const target = titles.get(field.reference?.resource ?? '')
  return {
    property: field.property,
    type: `${typeText(field.type)}${field.array ? '[]' : ''}`,
    target: target === undefined ? false : { title: target, anchor: target.toLowerCase() },
    create: field.required ? 'required' : field.writable.create ? 'optional' : 'no',
    update: field.writable.update ? 'yes' : 'no',
    nullable: field.optional ? 'yes' : 'no',
    description: markdownText(field.description),
  }
}

/** A type with its limits, nearly as the description has it. */
function typeText(type: FieldType): string {
  if (type.kind === 'string') return `string(${type.min}..${type.max})`
  if (type.kind === 'enum') return `enum(${type.values.map(markdownText).join(', ')})`
  const { min, max } = boundsOf(type)
  const precision = type.kind === 'decimal' ? `(${type.precision}, ${type.scale})` : ''
  return `${type.kind}${precision}${min === undefined ? '' : ` min(${min})`}${max === undefined ? '' : ` max(${max})`}`
}

function fenced(example: object): string {
  return `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``
}
