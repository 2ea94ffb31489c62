import { pascalCase } from '../../model/casing.ts'
import { isShown, type LinkedList, linkableOf, listsBelow } from '../../model/linked.ts'
import { fieldNamed, resourceNamed, seeingOperation } from '../../model/lookup.ts'
import type { Link, Resource, Service } from '../../model/model.ts'
import { fieldSchema, type JsonSchema } from '../kinds/openapi.ts'
import { linkAddress, listAddress } from './link-routes.ts'
import { type Guarded, refusalsOfAll, securityOfAll } from './openapi-access.ts'
import { keyParameters } from './openapi-keys.ts'
import { pageResponse } from './openapi-pages.ts'
import { upperFirst, withArticle, withRequestId } from './openapi-parts.ts'
import { problemResponses } from './openapi-problems.ts'
import { described } from './openapi-schemas.ts'

/** The addresses of linked rows below those of a resource. */
export function linkPathsOf(resource: Resource, service: Service): [string, JsonSchema][] {
  const parameters = keyParameters(resource, service)
  const lists = listsBelow(resource, service).map((list): [string, JsonSchema] => [
    `${service.basePath}${listAddress(list)}`,
    { parameters, get: listOf(list, service) },
  ])
  const links = linkableOf(resource, service).map((link): [string, JsonSchema] => [
    `${service.basePath}${linkAddress(link, resource)}`,
    linkOperations(link, resource, service),
  ])
  return [...lists, ...links]
}

function listOf({ of, shows, link, name, isInverse }: LinkedList, service: Service): JsonSchema {
  const guarded: Guarded[] = [
    { resource: of, operation: 'get' },
    { resource: shows, operation: seeingOperation(shows) ?? 'get' },
  ]
  const { many } = shows.names.words
  const one = withArticle(of.names.words.one)
  return {
    ...operation('list', of, name, {
      summary: `List the ${many} that ${one} is linked ${isInverse ? 'from' : 'to'}`,
      description: `A page of them in the order of their keys. Links that come or go meanwhile do not shift the pages.${about(link)}`,
    }),
    ...securityOfAll(guarded, service),
    parameters: [{ $ref: '#/components/parameters/Limit' }, { $ref: '#/components/parameters/Cursor' }],
    responses: {
      200: { $ref: `#/components/responses/${pageName(shows)}` },
      ...problemResponses(400, ...refusalsOfAll(guarded, service), 404, 500, 503, 504),
    },
  }
}

function linkOperations(link: Link, resource: Resource, service: Service): JsonSchema {
  const target = resourceNamed(service, link.resource)
  const [one, other] = [withArticle(resource.names.words.one), withArticle(target.names.words.one)]
  const guarded: Guarded[] = [
    { resource, operation: 'update' },
    { resource: target, operation: seeingOperation(target) ?? 'get' },
  ]
  const security = securityOfAll(guarded, service)
  const problems = problemResponses(400, ...refusalsOfAll(guarded, service), 404, 409, 500, 503, 504)
  const between = target === resource ? `Two ${resource.names.words.many}` : `${upperFirst(one)} and ${other}`
  return {
    parameters: [
      ...keyParameters(resource, service),
      { $ref: `#/components/parameters/${parameterName(link, resource)}` },
    ],
    put: {
      ...operation('link', resource, link.name, {
        summary: `Link ${one} to ${target === resource ? 'another' : other}`,
        description: `${between} that are linked already stay so. Neither of them changes, nor does its version.${about(link)}`,
      }),
      ...security,
      responses: {
        204: withRequestId({ description: 'They are linked.' }),
        ...problems,
      },
    },
    delete: {
      ...operation('unlink', resource, link.name, {
        summary: `Unlink ${one} from ${target === resource ? 'another' : other}`,
        description: 'The answer is 404 when there is no such link, so also the second time.',
      }),
      ...security,
      responses: {
        204: withRequestId({ description: 'They are not linked any more.' }),
        ...problems,
      },
    },
  }
}

/** The parameters that stand for the other row, by their names in `components`: `Product.relatedId`. */
export function linkParametersOf(resource: Resource, service: Service): [string, JsonSchema][] {
  return linkableOf(resource, service).map((link) => {
    const target = resourceNamed(service, link.resource)
    const parameter = {
      name: link.target.property,
      in: 'path',
      required: true,
      description: `The key of the ${target.names.words.one} that is linked.`,
      schema: fieldSchema(fieldNamed(target, link.target.key)),
    }
    return [parameterName(link, resource), parameter]
  })
}

function parameterName({ target }: Link, { names }: Resource): string {
  return `${names.type}.${target.property}`
}

/** The pages that several lists answer with, by their names in `components`: `Product.page`. */
export function pagesOf(resource: Resource, service: Service): [string, JsonSchema][] {
  if (!isShown(resource, service)) return []
  return [[pageName(resource), pageResponse(resource, service)]]
}

/** What a page of a resource is called in `components`. */
export function pageName({ names }: Resource): string {
  return `${names.type}.page`
}

function about({ description, symmetric }: Link): string {
  const own = described(description).description
  return `${symmetric ? ' A link is one from either side.' : ''}${own === undefined ? '' : ` ${own}`}`
}

function operation(
  verb: string,
  { names }: Resource,
  name: string,
  words: { readonly summary: string; readonly description: string },
): JsonSchema {
  return { operationId: `${verb}${pascalCase(name)}Of${names.type}`, ...words, tags: [names.words.many] }
}
