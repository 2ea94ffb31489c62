import { actionNames, actsOnRows, isWriting } from '../../model/acting.ts'
import { resourceNamed } from '../../model/lookup.ts'
import type { Action, Member, Resource, Service, Upstream } from '../../model/model.ts'
import { collectionAddress } from '../../model/nesting.ts'
import { commentText, docComment } from '../../render/comment.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal, objectKey } from '../../render/literal.ts'
import { type Code, importsOf, type, value } from '../code.ts'
import { memberAnswerCode, memberCode, memberParameterCode } from '../kinds/member.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { apiName } from './api-names.ts'
import { clientPath } from './upstreams.ts'

/** `orders.actions.ts`: its text follows from the names of the actions alone, so that nothing else makes it another. */
export function actionsView(resource: Resource) {
  const types = resourcePath(resource, 'action-types')
  const names = resource.actions.map((action) => ({ name: action.name, ...actionNames(action, resource) }))
  return {
    view: { types: `\`${resource.names.file}.action-types.ts\``, actions: names },
    imports: [
      value('unwritten', PATHS.unwritten),
      ...names.flatMap(({ asked, answer }) => [type(asked, types), type(answer, types)]),
    ],
  }
}

/** `orders.action-types.ts` */
export function actionTypesView(resource: Resource, service: Service) {
  const actions = resource.actions.map((action) => actionView(action, resource, service))
  const answered = answeredResources(resource, service)
  const rows = [...new Set([...(actsOnRows(resource) ? [resource] : []), ...answered])]
  return {
    view: {
      rows: rows.map((one) => ({ name: rowType(one), words: one.names.words.one, query: rowQuery(one, resource) })),
      actions: actions.map(({ view }) => view),
    },
    imports: [
      ...actions.flatMap(({ imports }) => imports),
      ...rows.map((one) => {
        const name = rowQuery(one, resource)
        return type(name === 'byKey' ? name : `byKey as ${name}`, resourcePath(one, 'queries'))
      }),
      ...(rows.length > 0 ? [type('RowOf', PATHS.executor)] : []),
    ],
  }
}

/** What a row of a resource is called that queries return. */
export function rowType({ names }: Resource): string {
  return `${names.type}Found`
}

function rowQuery(one: Resource, resource: Resource): string {
  return one === resource ? 'byKey' : `${one.names.one}ByKey`
}

function answeredResources({ actions }: Resource, service: Service): Resource[] {
  return actions.flatMap(({ response }) => {
    return response !== undefined && 'resource' in response ? [resourceNamed(service, response.resource)] : []
  })
}

/** A member of what an action is handed. */
interface Handed {
  readonly name: string
  readonly type: string
  readonly doc: string
}

function actionView(action: Action, resource: Resource, service: Service) {
  const names = actionNames(action, resource)
  const input = action.request?.map((member) => property(member, service, inputCode(action)))
  const schema = schemaOf(action, service)
  const members = membersOf(action, resource, service)
  const writing = isWriting(action)
  return {
    view: {
      name: action.name,
      inputType: names.input,
      input: input?.map(printed) ?? false,
      answerSchema: names.answer,
      schema: schema?.map(printed) ?? false,
      doc: docComment(`What \`${action.name}\` is handed. ${summaryOf(action, resource, service)}`),
      asked: names.asked,
      base: writing ? 'Acting' : 'Looking',
      members,
      answer: names.answer,
      answerText: answerText(action, resource, service),
    },
    imports: [
      type(writing ? 'Acting' : 'Looking', PATHS.acting),
      ...(input === undefined && schema === undefined ? [] : [value('z', 'zod')]),
      ...importsOf([...(input ?? []), ...(schema ?? [])].map(({ code }) => code)),
      ...memberImports(action, resource),
      ...usedUpstreams(action.uses, service).map((upstream) => type(upstream.names.type, clientPath(upstream))),
    ],
  }
}

interface Property {
  readonly name: string
  readonly code: Code
}

function property(member: Member, service: Service, codeOf: (member: Member) => Code): Property {
  return { name: objectKey(apiName(member.name, service)), code: codeOf(member) }
}

function printed({ name, code }: Property) {
  return { name, code: code.text }
}

/** What the schemas of all actions of a service import. */
export function actionSchemaImports({ resources }: Service): ImportSymbol[] {
  return resources.flatMap(({ actions }) =>
    actions.flatMap((action) => importsOf((action.request ?? []).map(inputCode(action)))),
  )
}

/** How what is sent is read: what comes in the address is all text. */
function inputCode(action: Action): (member: Member) => Code {
  return inBody(action) ? memberCode : memberParameterCode
}

/** Whether what is sent to an action stands in a body. */
export function inBody({ method }: Action): boolean {
  return method === 'post' || method === 'put' || method === 'patch'
}

/** What an action answers with that is no resource. */
function schemaOf({ response }: Action, service: Service): Property[] | undefined {
  if (response === undefined || 'resource' in response) return undefined
  return response.members.map((member) => property(member, service, memberAnswerCode))
}

/** The words of the description, and where it is asked for. */
function summaryOf({ description, method, path }: Action, resource: Resource, service: Service): string {
  const address = `\`${method.toUpperCase()} ${collectionAddress(resource, service)}${path}\``
  return commentText(description === '' ? `${address}.` : `${address}: ${description}`)
}

function membersOf(action: Action, resource: Resource, service: Service): Handed[] {
  const { names, parent } = resource
  const { input } = actionNames(action, resource)
  const one = names.words.one
  return [
    ...(action.onRow
      ? [
          { name: 'key', type: names.keyType, doc: '' },
          { name: 'row', type: rowType(resource), doc: `The ${one} as it was when the request came.` },
        ]
      : []),
    ...(!action.onRow && parent !== undefined ? [{ name: 'parent', type: names.parentType, doc: '' }] : []),
    ...(isWriting(action) ? [] : [{ name: 'grant', type: grantType(action, resource), doc: '' }]),
    ...(action.uses.length === 0 ? [] : [{ name: 'upstreams', type: usesType(action, service), doc: '' }]),
    ...(action.request === undefined ? [] : [{ name: 'input', type: `z.output<typeof ${input}>`, doc: '' }]),
  ]
}

/** The clients of upstreams that an action is handed, with the calls that it may make. */
function usesType({ uses }: Action, service: Service): string {
  const members = usedUpstreams(uses, service).map(({ name, names }) => {
    const calls = uses.filter(({ upstream }) => upstream === name).map(({ call }) => literal(call))
    return `readonly ${name}: Pick<${names.type}, ${calls.join(' | ')}>`
  })
  return `{ ${members.join('; ')} }`
}

function usedUpstreams(uses: Action['uses'], service: Service): Upstream[] {
  return service.upstreams.filter(({ name }) => uses.some(({ upstream }) => upstream === name))
}

/** The grant of an action. */
function grantType({ name }: Action, { names }: Resource): string {
  return `Grant<${literal(names.one)}, ${literal(name)}>`
}

function memberImports(action: Action, resource: Resource): ImportSymbol[] {
  const schema = resourcePath(resource, 'schema')
  const { keyType, parentType } = resource.names
  return [
    ...(action.onRow ? [type(keyType, schema)] : []),
    ...(!action.onRow && resource.parent !== undefined ? [type(parentType, schema)] : []),
    ...(isWriting(action) ? [] : [type('Grant', PATHS.grant)]),
  ]
}

function answerText({ response, ...action }: Action, resource: Resource, service: Service): string {
  if (response === undefined) return 'undefined'
  if ('members' in response) return `z.input<typeof ${actionNames({ response, ...action }, resource).answer}>`
  const row = rowType(resourceNamed(service, response.resource))
  return response.list ? `${row}[]` : row
}
