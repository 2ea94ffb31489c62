import { hasActions } from '../../model/acting.ts'
import { linkableOf } from '../../model/linked.ts'
import { fieldNamed, isRestorable, resourceNamed, seeingOperation, takesKey, takesKeys } from '../../model/lookup.ts'
import type { Field, Link, Resource, Service } from '../../model/model.ts'
import { collectionAddress, levelsOf, ownKey } from '../../model/nesting.ts'
import { shellWord } from '../../render/shell.ts'
import { CURL_RUNS, changedValue, type Sample, SERIAL_DIGITS, sampleOf } from '../kinds/sample.ts'
import { apiName } from './api-names.ts'
import { actionCalls } from './curl-actions.ts'
import { askedQueries } from './curl-lists.ts'
import { addressParts, asLine, itemParts, type Part, variableOf, word } from './curl-words.ts'
import { isBare } from './envelope.ts'
import { requiredReferences, sampledFields } from './factories.ts'
import { isQueried } from './filters.ts'
import { isConditional } from './queries.ts'
import { malformedKey, requiredPointers, triedFlags, updatableField } from './test.ts'
import { callersOf, can } from './test-actors.ts'

/** `tests/curl/products.sh` */
export function curlView(resource: Resource, service: Service) {
  const creatable = isCreatable(resource, service)
  const has = triedFlags(resource, callersOf(resource, service))
  const addressText = collectionAddress(resource, service)
  const address = word(addressParts(resource, service))
  const callers = callersOf(resource, service)
  const within = (query: string) => word([...addressParts(resource, service), { text: query }])
  const malformed = has.get ? malformedKey(resource) : undefined
  const changed = updatableField(resource)
  const [firstRequired] = requiredPointers(resource)
  const links = creatable ? calledLinks(resource, service) : []
  const acts = actionCalls(resource, service, creatable && has.get)
  const needed = creatable ? neededFor(resource, links, service) : []
  return {
    view: {
      ...step(resource, service),
      as: asLine(callers.main, service),
      asRemover:
        has.delete && (callers.delete !== callers.main || acts.length > 0) ? asLine(callers.delete, service) : false,
      conditional: isConditional(resource),
      title: shellWord(addressText),
      address,
      addressText,
      prerequisites: creatable ? needed.map((one) => step(one, service)) : [],
      links: links.map((link) => linkStep(link, resource, service)),
      has: { ...has, create: creatable },
      served: has.list || has.create,
      idempotencyKey: takesKey(resource) && idempotencyKeyWord(resource),
      remembered: rememberedWord(resource, service),
      shown: shownWords(resource, service),
      unknownBody: word(withUnknown(bodyParts(resource, service))),
      required: firstRequired === undefined ? false : shellWord(`"pointer":"${firstRequired}"`),
      limitOne: within('?limit=1'),
      limitZero: within('?limit=0'),
      badCursor: within('?cursor=x'),
      asked: askedQueries(resource, service).map((query) => ({ address: within(query) })),
      unsorted: isQueried(resource) && resource.query.sorts.length > 0 && within('?sort=unheardOf'),
      reads: creatable && has.get,
      malformed: malformed === undefined ? false : within(`/${malformed.join('/')}`),
      changes: creatable && has.update && changed !== undefined,
      patch: changed === undefined ? "''" : shellWord(JSON.stringify({ [changed.property]: changedValue(changed) })),
      acts,
      deletes: creatable && has.delete,
      restores: creatable && has.delete && isRestorable(resource),
    },
    imports: [],
  }
}

/** A key that no other run of the script has. */
function idempotencyKeyWord({ names }: Resource): string {
  return word([{ text: `${names.file}-` }, { expansion: '$RUN' }, { text: '-' }, { expansion: '$(date +%s)' }])
}

/** What an answer has that is about the row that was made before. */
function rememberedWord(resource: Resource, service: Service): string {
  const field = ownKey(resource).find(({ readable }) => readable)
  if (field === undefined) return shellWord(isBare(service) ? '{' : '"data":{')
  return word([{ text: `"${field.property}":` }, ...referenceTo(resource, field)])
}

/** What the bodies of good answers have: of one row, of a list, of a list that is not empty, of a page. */
function shownWords(resource: Resource, service: Service) {
  if (isBare(service)) return { one: rememberedWord(resource, service), list: "'['", some: "'[{'", page: "'['" }
  const nextCursor = `"${apiName('nextCursor', service)}":`
  const [one, list, some, page] = ['"data":{', '"data":[', '"data":[{', nextCursor].map(shellWord)
  return { one, list, some, page }
}

/** The relations that a script can make links of: with itself, or with another row that it can make. */
function calledLinks(resource: Resource, service: Service): readonly Link[] {
  const { main, operations } = callersOf(resource, service)
  if (!operations.has('get') || !operations.has('update')) return []
  return linkableOf(resource, service).filter((link) => {
    const target = resourceNamed(service, link.resource)
    const owns = callersOf(target, service).main === main
    // What needs this resource itself cannot be there before it.
    return (
      can(target, service, { operation: seeingOperation(target) ?? 'get', caller: main, owns }) &&
      isCreatable(target, service) &&
      !prerequisites(target, service).includes(resource)
    )
  })
}

/** What has to be there before one can be made, and what it is linked to then. */
function neededFor(resource: Resource, links: readonly Link[], service: Service): readonly Resource[] {
  const targets = links.map((link) => resourceNamed(service, link.resource)).filter((target) => target !== resource)
  const behind = targets.flatMap((target) => [...prerequisites(target, service), target])
  return [...new Set([...prerequisites(resource, service), ...behind])].filter((one) => one !== resource)
}

/** The addresses of a link and of the list that it is in. */
function linkStep({ names, resource: one, target: { key } }: Link, resource: Resource, service: Service) {
  const target = resourceNamed(service, one)
  const list: Part[] = [...itemParts(resource, service), { text: `/${names.segment}` }]
  const other = `$${variableOf(target, fieldNamed(target, key))}`
  return { list: word(list), link: word([...list, { text: '/' }, { expansion: other }]) }
}

/** `tests/curl/lib.sh` */
export function curlLibView(service: Service) {
  const { auth, basePath, resources } = service
  const versioned = resources.some((resource) => resource.versioned)
  const loginPath = `${basePath}/auth/login`
  const keyed = takesKeys(service)
  const isOptional = auth !== undefined || versioned || keyed
  const acts = hasActions(service)
  const view = { acts, auth: auth !== undefined, loginPath, versioned, keyed, optional: isOptional, runs: CURL_RUNS }
  return { view, imports: [] }
}

/** The call that makes one and remembers its key. */
function step(resource: Resource, service: Service) {
  const { names, key } = resource
  const own = ownKey(resource)
  // What the path says already is in a variable of the parent.
  const told = own.length > 0 ? own : key
  const address = addressParts(resource, service)
  const callers = callersOf(resource, service)
  return {
    as: asLine(callers.main, service),
    // Who may not delete one of these does not try to at the end.
    remover: service.auth === undefined || callers.delete === undefined ? '' : ` ${shellWord(callers.delete)}`,
    comment: `One ${names.words.one} to refer to.`,
    address: word(address),
    body: word(bodyParts(resource, service)),
    keys: told.map((field) => ({ variable: variableOf(resource, field), property: field.property })),
    item: word(itemParts(resource, service)),
  }
}

/** What must be there before one can be made, each before what needs it. */
function prerequisites(resource: Resource, service: Service): Resource[] {
  const above = levelsOf(resource, service)
    .slice(-1)
    .map(({ parent }) => parent)
  const needed = [...above, ...requiredReferences(resource).map((field) => targetOf(field, service))]
  return [...new Set(needed.flatMap((target) => [...prerequisites(target, service), target]))]
}

/** Whether the API itself can make one, with all that it needs. */
function isCreatable(resource: Resource, service: Service): boolean {
  return [resource, ...prerequisites(resource, service)].every(
    (each) => triedFlags(each, callersOf(each, service)).create,
  )
}

function targetOf(field: Field, service: Service): Resource {
  return resourceNamed(service, field.reference?.resource ?? '')
}

/** The body with which somebody registers, as a word of the shell. */
export function registrationWord(user: Resource, service: Service, withheld: readonly Field[]): string {
  return word(bodyParts(user, service, withheld))
}

function bodyParts(resource: Resource, service: Service, without: readonly Field[] = []): Part[] {
  const sampled = sampledFields(resource).filter((field) => !without.includes(field))
  const members = [
    ...sampled.map((field) => [{ text: `${JSON.stringify(field.property)}:` }, ...sampleParts(field, resource)]),
    ...requiredReferences(resource).map((field) => [
      { text: `${JSON.stringify(field.property)}:` },
      ...referenceParts(field, service),
    ]),
  ]
  const joined = members.flatMap((member, position): Part[] => (position === 0 ? member : [{ text: ',' }, ...member]))
  return [{ text: '{' }, ...joined, { text: '}' }]
}

function withUnknown(body: readonly Part[]): Part[] {
  const comma = body.length > 2 ? ',' : ''
  return [...body.slice(0, -1), { text: `${comma}"unheardOf":1}` }]
}

function sampleParts(field: Field, resource: Resource): Part[] {
  const sample = sampleOf(field, resource)
  if (sample.kind === 'constant') return [{ text: JSON.stringify(sample.json) }]
  const quote = sample.quoted ? '"' : ''
  const expansion = serialExpansion(sample)
  return [{ text: `${quote}${sample.before}` }, { expansion }, { text: `${sample.after}${quote}` }]
}

function serialExpansion({ digits, range }: Extract<Sample, { kind: 'serial' }>): string {
  if (range !== undefined) return `$((${range.low} + RUN % ${range.size}))`
  return digits < SERIAL_DIGITS ? `$(serial ${digits})` : '$RUN'
}

function referenceParts(field: Field, service: Service): Part[] {
  const target = targetOf(field, service)
  const [key] = target.key
  return key === undefined ? [] : referenceTo(target, key)
}

/** The value of a key that the script remembers, as JSON. */
function referenceTo(target: Resource, key: Field): Part[] {
  const quote = ['smallint', 'int', 'real', 'double'].includes(key.type.kind) ? '' : '"'
  return [{ text: quote }, { expansion: `$${variableOf(target, key)}` }, { text: quote }]
}
