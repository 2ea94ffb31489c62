import { fieldNamed, isRestorable, resourceNamed } from '../../model/lookup.ts'
import type { Field, Link, Resource, Service } from '../../model/model.ts'
import { shellWord } from '../../render/shell.ts'
import { type Sample, SERIAL_DIGITS, sampleOf } from '../kinds/sample.ts'
import { requiredReferences, sampledFields } from './factories.ts'
import { isTested } from './link-test.ts'
import { isConditional, operationFlags } from './queries.ts'
import { changedValue, malformedKey, requiredPointers, updatableField } from './test.ts'

/** A word of the shell in parts: text as it is, and expansions such as `$RUN` inside double quotes. */
type Part = { readonly text: string } | { readonly expansion: string }

/** `tests/curl/products.sh` */
export function curlView(resource: Resource, service: Service) {
  const creatable = isCreatable(resource, service)
  const has = operationFlags(resource)
  const addressText = addressOf(resource, service)
  const address = shellWord(addressText)
  const malformed = has.get ? malformedKey(resource) : undefined
  const changed = updatableField(resource)
  const [firstRequired] = requiredPointers(resource)
  const links = creatable ? calledLinks(resource, service) : []
  const needed = creatable ? neededFor(resource, links, service) : []
  return {
    view: {
      ...step(resource, service),
      conditional: isConditional(resource),
      title: shellWord(addressText),
      address,
      addressText,
      prerequisites: creatable ? needed.map((one) => step(one, service)) : [],
      links: links.map((link) => linkStep(link, resource, service)),
      has: { ...has, create: creatable },
      served: has.list || has.create,
      unknownBody: word(withUnknown(bodyParts(resource, service))),
      required: firstRequired === undefined ? false : shellWord(`"pointer":"${firstRequired}"`),
      limitOne: shellWord(`${addressText}?limit=1`),
      limitZero: shellWord(`${addressText}?limit=0`),
      badCursor: shellWord(`${addressText}?cursor=x`),
      reads: creatable && has.get,
      malformed: malformed === undefined ? false : shellWord(`${addressText}/${malformed.join('/')}`),
      changes: creatable && has.update && changed !== undefined,
      patch: changed === undefined ? "''" : shellWord(JSON.stringify({ [changed.property]: changedValue(changed) })),
      deletes: creatable && has.delete,
      restores: creatable && isRestorable(resource),
    },
    imports: [],
  }
}

/** The relations that a script can make links of: with itself, or with another row that it can make. */
function calledLinks(resource: Resource, service: Service): readonly Link[] {
  if (!isTested(resource)) return []
  return resource.links.filter((link) => {
    const target = resourceNamed(service, link.resource)
    // What needs this resource itself cannot be there before it.
    return isCreatable(target, service) && !prerequisites(target, service).includes(resource)
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
export function curlLibView({ resources }: Service) {
  return { view: { versioned: resources.some(({ versioned }) => versioned) }, imports: [] }
}

/** The call that makes one and remembers its key. */
function step(resource: Resource, service: Service) {
  const { names, key } = resource
  const address = addressOf(resource, service)
  return {
    comment: `One ${names.words.one} to refer to.`,
    address: shellWord(address),
    body: word(bodyParts(resource, service)),
    keys: key.map((field) => ({ variable: variableOf(resource, field), property: field.property })),
    item: word(itemParts(resource, service)),
  }
}

function itemParts(resource: Resource, service: Service): Part[] {
  const key = resource.key.flatMap((field): Part[] => [{ text: '/' }, { expansion: `$${variableOf(resource, field)}` }])
  return [{ text: addressOf(resource, service) }, ...key]
}

function addressOf({ path }: Resource, { basePath }: Service): string {
  return `${basePath}${path}`
}

function variableOf({ names }: Resource, field: Field): string {
  return `${names.one}_${field.property}`
}

/** What must be there before one can be made, each before what needs it. */
function prerequisites(resource: Resource, service: Service): Resource[] {
  const needed = requiredReferences(resource).map((field) => targetOf(field, service))
  return [...new Set(needed.flatMap((target) => [...prerequisites(target, service), target]))]
}

/** Whether the API itself can make one, with all that it needs. */
function isCreatable(resource: Resource, service: Service): boolean {
  return [resource, ...prerequisites(resource, service)].every(({ operations }) => operations.includes('create'))
}

function targetOf(field: Field, service: Service): Resource {
  return resourceNamed(service, field.reference?.resource ?? '')
}

function bodyParts(resource: Resource, service: Service): Part[] {
  const members = [
    ...sampledFields(resource).map((field) => [
      { text: `${JSON.stringify(field.property)}:` },
      ...sampleParts(field, resource),
    ]),
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
  if (key === undefined) return []
  const quote = ['smallint', 'int', 'real', 'double'].includes(field.type.kind) ? '' : '"'
  return [{ text: quote }, { expansion: `$${variableOf(target, key)}` }, { text: quote }]
}

/** One word: single quotes around text, double quotes around expansions, nothing between them. */
function word(parts: readonly Part[]): string {
  const merged: Part[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if ('text' in part && last !== undefined && 'text' in last)
      merged[merged.length - 1] = { text: last.text + part.text }
    else merged.push(part)
  }
  return merged
    .filter((part) => 'expansion' in part || part.text !== '')
    .map((part) => ('expansion' in part ? `"${part.expansion}"` : shellWord(part.text)))
    .join('')
}
