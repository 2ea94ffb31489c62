import { partsOf } from '../../model/kept.ts'
import { hashesSecrets, resourceNamed, secretsOf } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { type Sample, SERIAL_DIGITS, sampleOf } from '../kinds/sample.ts'
import { typeText } from '../kinds/type-text.ts'
import { chainText, propertyText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { copyImports, copyTexts, withSpread } from './copies.ts'
import { movedFields } from './moves.ts'
import { testedTenant } from './tenants.ts'

/** `tests/support/factories.ts` */
export function factoriesView(service: Service) {
  const resources = service.resources.map((resource) => ({
    one: resource.names.one,
    key: literal(resource.names.one),
    words: resource.names.words.one,
    newType: resource.names.newType,
    table: resource.names.many,
    parameter: parameterCode(resource),
    input: inputCode(resource, service),
    insert: insertCode(resource, service),
    references: requiredReferences(resource).map((field) => referenceView(field, resource, service)),
  }))
  return {
    view: {
      example: service.resources[0]?.names.one ?? '',
      auth: service.auth !== undefined,
      tenant: testedTenant(service),
      asksTenant: service.resources.some(({ tenant }) => tenant !== undefined),
      actorParameter: JSON.stringify(resources).includes('actorId') ? 'actorId' : '_actorId',
      resources,
    },
    imports: [
      ...(service.auth === undefined ? [] : [type('Actor', PATHS.actor)]),
      type('Db', PATHS.executor),
      value('samples', PATHS.testSamples),
      ...(hashesSecrets(service) ? [value('withHashes', PATHS.passwords)] : []),
      ...service.resources.flatMap(importsOf),
      ...service.resources.flatMap((resource) => copyImports(resource, service)),
      ...service.resources.flatMap((resource) => partsImports(resource, service)),
    ],
  }
}

/** `tests/support/samples.ts` */
export function samplesView(service: Service) {
  return {
    view: {
      resources: service.resources.map((resource) => {
        const fields = sampledFields(resource).map((field) => ({
          property: field.property,
          sample: sampleOf(field, resource),
        }))
        return {
          one: resource.names.one,
          serial: fields.some(({ sample }) => sample.kind === 'serial') ? 'n' : '_n',
          fields: fields.map(({ property, sample }) => ({ property, value: sampleCode(sample) })),
        }
      }),
    },
    imports: [],
  }
}

/** What a sample body has: all that a create takes but references, and what only some roles may give. */
export function sampledFields(resource: Resource): Field[] {
  return resource.fields.filter((field) => {
    const isOpen = field.writeRoles === undefined || field.required
    return field.writable.create && field.reference === undefined && isOpen
  })
}

/**
 * References that a row cannot be without and no body gives: to who is signed in, to their tenant, or to what it is nested
 * under.
 */
export function servedReferences(resource: Resource): Field[] {
  const places = [resource.parent?.property, resource.tenant]
  return resource.fields.filter((field) => isActor(field) || places.includes(field.property))
}

function isActor({ reference, source, optional }: Field): boolean {
  return reference !== undefined && source?.kind === 'actor' && !optional
}

/** References that a create has to give. */
export function requiredReferences(resource: Resource): Field[] {
  return resource.fields.filter((field) => field.reference !== undefined && field.required)
}

function referenceView(field: Field, resource: Resource, service: Service) {
  const isOwned = resource.owner?.length === 1 && resource.owner[0] === field.property
  const target = resourceNamed(service, field.reference?.resource ?? '')
  // A row has a date where a body has its text.
  const text = field.type.kind === 'datetime' ? '.toISOString()' : ''
  const owned = isOwned ? ' ?? actorId' : ''
  const made = `values.${field.property}${owned} ?? (await make.${target.names.one}()).${field.reference?.key ?? ''}${text}`
  return { text: propertyText(field.property, made, 8) }
}

/** A sample as TypeScript, with the serial number `n`. */
function sampleCode(sample: Sample): string {
  if (sample.kind === 'constant') return literal(sample.json)
  const number = sample.range === undefined ? 'n' : `${sample.range.low} + (n % ${sample.range.size})`
  if (!sample.quoted) return number
  const serial = sample.digits < SERIAL_DIGITS ? `\${String(n).slice(-${sample.digits})}` : `\${${number}}`
  return `\`${sample.before}${serial}${sample.after}\``
}

function parameterCode(resource: Resource): string {
  const served = servedReferences(resource)
  const moved = movedFields(resource)
  if (served.length + moved.length === 0) return 'values: Values = {}'
  const given = [
    ...served.map(({ property, type: kind }) => `${property}?: ${typeText(kind)}`),
    ...moved.map(({ property, valuesName }) => `${property}?: (typeof ${valuesName})[number]`),
  ]
  const names = [...[...served, ...moved].map(({ property }) => property), '...values']
  const typed = `}: Values & { ${given.join('; ')} } = {}`
  const line = `{ ${names.join(', ')} ${typed}`
  if (`    async ${resource.names.one}(${line}) {`.length <= 120) return line
  const taken = names.map((name) => `      ${name}${name.startsWith('...') ? '' : ','}\n`).join('')
  if (`    ${typed}) {`.length <= 120) return `{\n${taken}    ${typed}`
  return `{\n${taken}    }: Values & {\n${given.map((member) => `      ${member}\n`).join('')}    } = {}`
}

function inputCode(resource: Resource, service: Service): string {
  const { names, key } = resource
  const body = `${names.newType}.parse(await body.${names.one}(values))`
  const secrets = secretsOf(resource).map(({ property }) => property)
  const parsed = secrets.length === 0 ? body : `await withHashes(${body}, ${literal(secrets)})`
  const made = key.filter((field) => field.made === 'uuidv7').map(({ property }) => `${property}: uuidv7(),`)
  const served = servedReferences(resource).map((field) => {
    const { one } = resourceNamed(service, field.reference?.resource ?? '').names
    const isTenant = field.property === resource.tenant
    const fresh = isTenant ? '(await tenantOf())' : `(await make.${one}()).${field.reference?.key}`
    return propertyText(field.property, `${field.property}${isActor(field) ? ' ?? actorId' : ''} ?? ${fresh}`, 8)
  })
  // A row is made in any state, whereas a body has none.
  const moved = movedFields(resource).map(({ property }) => `${property},`)
  if (made.length + served.length + moved.length === 0) return parsed
  return `{\n${[...made, `...${secrets.length === 0 ? parsed : `(${parsed})`},`, ...served, ...moved].map((member) => `        ${member}\n`).join('')}      }`
}

function insertCode(resource: Resource, service: Service): string {
  const { names } = resource
  const copies = copyTexts(resource, service, 'input')
  const values = copies.length === 0 ? 'input' : withSpread('input', copies, 10, '.values('.length)
  const calls = [`insert(${names.many})`, `values(${values})`, `returning(${names.columns})`]
  const simple = copies.length === 0
  if (partsOf(resource, service).length === 0) return chainText('const [row] = await db', calls, { indent: 6, simple })
  const head = `const [row] = await keeping(db, { parts: ${partsName(resource)}, rows: [input] }, (tx) =>`
  return `${head}\n        ${chainText('tx', calls, { indent: 8, after: 1, simple })},\n      )`
}

function partsName({ names }: Resource): string {
  return `partsOf${names.type}`
}

function importsOf(resource: Resource): ImportSymbol[] {
  const { names, key } = resource
  return [
    value(names.newType, resourcePath(resource, 'schema')),
    value(names.many, resourcePath(resource, 'table')),
    value(`columns as ${resource.names.columns}`, resourcePath(resource, 'queries')),
    ...(key.some((field) => field.made === 'uuidv7') ? [value('v7 as uuidv7', 'uuid')] : []),
    ...movedFields(resource).map(({ valuesName }) => type(valuesName ?? '', resourcePath(resource, 'table'))),
  ]
}

function partsImports(resource: Resource, service: Service): ImportSymbol[] {
  if (partsOf(resource, service).length === 0) return []
  return [
    value('keeping', PATHS.kept),
    value(`valueParts as ${partsName(resource)}`, resourcePath(resource, 'queries')),
  ]
}
