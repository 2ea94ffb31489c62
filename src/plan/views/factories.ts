import { resourceNamed } from '../../model/lookup.ts'
import type { Field, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { type Sample, SERIAL_DIGITS, sampleOf } from '../kinds/sample.ts'
import { chainText, propertyText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'

/** `tests/support/factories.ts` */
export function factoriesView(service: Service) {
  return {
    view: {
      example: service.resources[0]?.names.one ?? '',
      resources: service.resources.map((resource) => ({
        one: resource.names.one,
        key: literal(resource.names.one),
        words: resource.names.words.one,
        newType: resource.names.newType,
        table: resource.names.many,
        input: inputCode(resource),
        insert: insertCode(resource),
        references: requiredReferences(resource).map((field) => referenceView(field, service)),
      })),
    },
    imports: [type('Db', PATHS.executor), value('samples', PATHS.testSamples), ...service.resources.flatMap(importsOf)],
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

/** What a sample body has: all that a create takes but references. */
export function sampledFields(resource: Resource): Field[] {
  return resource.fields.filter((field) => field.writable.create && field.reference === undefined)
}

/** References that a row cannot be without. */
export function requiredReferences(resource: Resource): Field[] {
  return resource.fields.filter((field) => field.reference !== undefined && field.required)
}

function referenceView(field: Field, service: Service) {
  const target = resourceNamed(service, field.reference?.resource ?? '')
  // A row has a date where a body has its text.
  const text = field.type.kind === 'datetime' ? '.toISOString()' : ''
  const made = `values.${field.property} ?? (await make.${target.names.one}()).${field.reference?.key ?? ''}${text}`
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

function inputCode({ names, key }: Resource): string {
  const parsed = `${names.newType}.parse(await body.${names.one}(values))`
  const made = key.filter((field) => field.made === 'uuidv7').map((field) => `        ${field.property}: uuidv7(),\n`)
  return made.length === 0 ? parsed : `{\n${made.join('')}        ...${parsed},\n      }`
}

function insertCode(resource: Resource): string {
  const calls = [`insert(${resource.names.many})`, 'values(input)', `returning(${resource.names.columns})`]
  return chainText('const [row] = await db', calls, { indent: 6 })
}

function importsOf(resource: Resource): ImportSymbol[] {
  const { names, key } = resource
  return [
    value(names.newType, resourcePath(resource, 'schema')),
    value(names.many, resourcePath(resource, 'table')),
    value(`columns as ${resource.names.columns}`, resourcePath(resource, 'queries')),
    ...(key.some((field) => field.made === 'uuidv7') ? [value('v7 as uuidv7', 'uuid')] : []),
  ]
}
