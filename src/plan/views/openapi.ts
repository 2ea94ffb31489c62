import { usesRedis } from '../../model/limits.ts'
import { hasPages } from '../../model/linked.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { JsonSchema } from '../kinds/openapi.ts'
import { problemsOf } from '../problems.ts'
import { asOpenapi30 } from './openapi-30.ts'
import { answerComponents } from './openapi-answers.ts'
import { authPaths, authResponses, authSchemas, RETRY_HEADERS, securitySchemes } from './openapi-auth.ts'
import { AUTH_TAG } from './openapi-auth-parts.ts'
import { asEmbedded } from './openapi-embedded.ts'
import { idempotencyHeaders, idempotencyParameters } from './openapi-idempotency.ts'
import { sharedKeyParameters } from './openapi-keys.ts'
import { limitedResponses, limitHeaders, withLimited } from './openapi-limits.ts'
import { linkParametersOf, pagesOf } from './openapi-links.ts'
import { sharedListParameters } from './openapi-lists.ts'
import { inCaseOf } from './openapi-names.ts'
import { providerParameters } from './openapi-oidc.ts'
import { pageHeaders, pageSchemas } from './openapi-pages.ts'
import { object, upperFirst } from './openapi-parts.ts'
import { pathsOf, responsesOf } from './openapi-paths.ts'
import { responsesOfProblems } from './openapi-problems.ts'
import { described, schemasOf } from './openapi-schemas.ts'
import {
  listParameters,
  SERVICE_ROUTES,
  SERVICE_TAG,
  SHARED_HEADERS,
  SHARED_RESPONSES,
  sharedSchemas,
} from './openapi-shared.ts'
import { hasPlainTag, PLAIN_TAG, VERSION_HEADERS, VERSION_RESPONSES, versionParameters } from './openapi-versions.ts'
import type { Settings } from './service.ts'

/** `docs/openapi.json`, from the model: documented and served routes are the same set, and a generated test says so. */
export function openapiView(service: Service, { setup }: Settings) {
  const document = openapiDocument(service, { embedded: setup.embed !== undefined })
  return { view: { document: JSON.stringify(document, null, 2) }, imports: [] }
}

/** The OpenAPI document of a service, or of an API in an application, of the version that its description asks for. */
export function openapiDocument(service: Service, { embedded = false } = {}): JsonSchema {
  const whole = newestDocument(service)
  const document = embedded ? asEmbedded(whole) : whole
  return service.api.openapi === '3.0' ? asOpenapi30(document) : document
}

function newestDocument(service: Service): JsonSchema {
  const { resources } = service
  return {
    openapi: '3.1.0',
    info: infoOf(service),
    servers: [{ url: '/', description: 'The service that this document comes from: local, staging or production.' }],
    // Said, not forgotten: who calls needs no credentials.
    security: [],
    tags: [...resources.map(tagOf), ...authTags(service), { name: SERVICE_TAG, description: 'The service itself.' }],
    paths: {
      ...SERVICE_ROUTES,
      ...inCaseOf(service, Object.fromEntries(authPaths(service))),
      ...Object.fromEntries(resources.flatMap((resource) => pathsOf(resource, service))),
    },
    components: {
      schemas: distinct([
        ...schemasSharedBy(service),
        ...inCase(service, authSchemas(service)),
        ...resources.flatMap((one) => schemasOf(one, service)),
      ]),
      responses: distinct([
        ...sharedResponses(service),
        ...authResponses(service),
        ...limitedResponses(
          resources.flatMap((one) => responsesOf(one, service)),
          service,
        ),
        ...limitedResponses(
          resources.flatMap((one) => pagesOf(one, service)),
          service,
        ),
      ]),
      ...parametersOf(service),
      headers: headersOf(service),
      ...(service.auth !== undefined && { securitySchemes: inCaseOf(service, securitySchemes(service)) }),
    },
  }
}

function authTags({ auth }: Service): JsonSchema[] {
  return auth === undefined ? [] : [{ name: AUTH_TAG, description: 'Who asks: accounts, passwords, sessions.' }]
}

/** Parameters that several operations have. */
function parametersOf(service: Service): JsonSchema {
  const lists = hasPages(service)
  const parameters = {
    ...(lists ? listParameters(service) : {}),
    ...versionParameters(service),
    ...idempotencyParameters(service),
    ...providerParameters(service),
    ...sharedListParameters(service),
    ...Object.fromEntries(
      service.resources.flatMap((one) => [
        ...answerComponents(one),
        ...sharedKeyParameters(one, service),
        ...linkParametersOf(one, service),
      ]),
    ),
  }
  return Object.keys(parameters).length > 0 ? { parameters } : {}
}

function infoOf({ name, description }: Service): JsonSchema {
  return {
    title: name,
    version: '0.1.0',
    description: `The API of ${name}.`,
    ...described(description),
    contact: { name: `The maintainers of ${name}` },
    license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
  }
}

function tagOf({ names, description, operations }: Resource): JsonSchema {
  const verbs = operations.filter((operation) => VERBS.has(operation))
  const words = [verbs.slice(0, -1).join(', '), ...verbs.slice(-1)].filter((part) => part !== '').join(' and ')
  const own = `${upperFirst(`${words} ${names.words.many}`.trim())}.`
  return { name: names.words.many, description: own, ...described(description) }
}

/** Operations whose names are verbs of English. */
const VERBS: ReadonlySet<string> = new Set(['list', 'get', 'create', 'update', 'delete'])

function schemasSharedBy(service: Service): [string, JsonSchema][] {
  return [...pageSchemas(service), ...inCase(service, Object.entries(sharedSchemas(usesRedis(service))))]
}

function sharedResponses(service: Service): [string, unknown][] {
  const { resources } = service
  const reads = resources.some((resource) => resource.versioned && resource.operations.includes('get'))
  return [
    ...Object.entries(SHARED_RESPONSES),
    ...inCase(service, Object.entries(withLimited(responsesOfProblems(answeredProblems(service)), service))),
    ...(reads ? Object.entries(VERSION_RESPONSES) : []),
  ]
}

/** Those that are in the document: other services fail in what asks them. */
function answeredProblems(service: Service): ReturnType<typeof problemsOf> {
  const asksOthers = service.resources.some(({ actions }) => actions.some(({ uses }) => uses.length > 0))
  return problemsOf(service).filter(({ code }) => asksOthers || !code.startsWith('upstream-'))
}

function headersOf(service: Service): JsonSchema {
  const { auth, resources } = service
  const creates = resources.some(({ operations }) => operations.includes('create'))
  const shared = Object.entries(SHARED_HEADERS).filter(([name]) => creates || name !== 'Location')
  const versioned = resources.some((resource) => resource.versioned)
  return {
    ...Object.fromEntries(shared),
    ...(auth !== undefined && RETRY_HEADERS),
    ...limitHeaders(service),
    ...idempotencyHeaders(service),
    ...pageHeaders(service),
    ...(resources.some(hasPlainTag) ? PLAIN_TAG : {}),
    ...(versioned ? VERSION_HEADERS : {}),
  }
}

/** The same parts by the same names, with the names of the API in them as it writes them. */
function inCase(service: Service, parts: readonly (readonly [string, unknown])[]): [string, JsonSchema][] {
  return parts.map(([name, part]) => [name, inCaseOf(service, object(part))])
}

/** The model keeps these names apart; one component in place of another would be a wrong document that nobody sees. */
function distinct(components: readonly (readonly [string, unknown])[]): JsonSchema {
  const names = components.map(([name]) => name)
  const twice = names.find((name, position) => names.indexOf(name) !== position)
  if (twice !== undefined) throw new Error(`two components are called ${twice}`)
  return Object.fromEntries(components)
}
