import { keepersInOrder } from '../../model/kept.ts'
import { hashesSecrets, resourceNamed, secretsOf } from '../../model/lookup.ts'
import type { Field, Names, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { tellsApart } from '../kinds/distinct.ts'
import { constant } from '../kinds/sample.ts'
import { typeText } from '../kinds/type-text.ts'
import { arrowText, propertyText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { copyImports, copyTexts, withSpread } from './copies.ts'
import { requiredReferences, servedReferences } from './factories.ts'
import { keeperImport, keeperName } from './kept.ts'
import { seededLinks } from './link-seed.ts'

/** `tests/support/seed.ts`: each resource behind those that its rows refer to. */
export function seedView(service: Service) {
  const resources = inOrder(service)
  const references = resources.map((resource, at) => referencesOf(resource, resources.slice(0, at), service))
  const all = references.flat()
  const links = seededLinks(service)
  const hasIds = resources.some(({ key }) => key.some(isMade)) || all.some(({ isOwn }) => isOwn)
  return {
    view: {
      resources: resources.map((resource, at) => rowView(resource, references[at] ?? [], service)),
      keepers: keepersInOrder(service).map(keeperName),
      hasIds,
      refers: all.some(({ isOwn }) => !isOwn),
      typed: all.some(({ field }) => !field.writable.create),
      secret: literal(SECRET),
      hashes: hashesSecrets(service),
      links,
      few: links.length > 0 || all.some(({ isShared }) => isShared),
    },
    imports: [
      type('Db', PATHS.executor),
      value('samples', PATHS.testSamples),
      ...(hashesSecrets(service) ? [value('hashPassword', PATHS.passwords)] : []),
      ...(hasIds ? [value('createHash', 'node:crypto'), value('v7 as uuidv7', 'uuid')] : []),
      ...resources.flatMap(importsOf),
      ...resources.flatMap((resource) => copyImports(resource, service)),
      ...keepersInOrder(service).map(keeperImport),
      ...links.map((link) => link.import),
    ],
  }
}

/** Everybody has the same one. */
const SECRET = constant({ kind: 'string', min: 8, max: 72 })

/** How a row refers to another one. */
interface Reference {
  readonly field: Field
  readonly code: string
  /** To a row of its own kind. */
  readonly isOwn: boolean
  /** Several rows have the same. */
  readonly isShared: boolean
}

/** What a row cannot be without is made before it; of resources that wait for nothing the first one comes first. */
function inOrder({ resources }: Service): readonly Resource[] {
  const ordered: Resource[] = []
  let left = [...resources]
  while (left.length > 0) {
    const waiting = new Set(left.map(({ names }) => names.one))
    const next = left.find((resource) =>
      [...requiredReferences(resource), ...servedReferences(resource)].every(
        ({ reference }) => !waiting.has(reference?.resource ?? ''),
      ),
    )
    if (next === undefined) throw new Error('required references go round')
    ordered.push(next)
    left = left.filter((resource) => resource !== next)
  }
  return ordered
}

function rowView(resource: Resource, all: readonly Reference[], service: Service) {
  const { names, key } = resource
  const ids = key.filter(isMade).map((field) => propertyText(field.property, idCode(names.one, 'n'), 8))
  const served = all
    .filter(({ field }) => !field.writable.create)
    .map(({ field, code }) => propertyText(field.property, code, 8))
  const secrets = secretsOf(resource).map(({ property }) => `${property}: secret,`)
  const references = all.filter(({ field }) => field.writable.create)
  const isObject = ids.length + served.length + secrets.length > 0
  const values = valuesCode(names, references, isObject ? 8 : 6)
  return {
    one: names.one,
    isObject,
    ids,
    served: [...served, ...secrets],
    values,
    row: arrowText('row: (n) =>', values, 6),
    insert: arrowText('insert: (rows) =>', insertText(resource, service), 6),
  }
}

/** The statement that inserts rows, with what the server copies from where they refer to. */
function insertText(resource: Resource, service: Service): string {
  const insert = `insert(${resource.names.many})`
  const copies = copyTexts(resource, service, 'row')
  if (copies.length === 0) return `tx.${insert}.values(rows).returning()`
  const line = `values(rows.map((row) => (${withSpread('row', copies, 0, 0)})))`
  const broken = `values(\n    rows.map((row) => (${withSpread('row', copies, 4, 120)})),\n  )`
  const values = line.includes('\n') || line.length > 109 ? broken : line
  return `tx\n  .${insert}\n  .${values}\n  .returning()`.replaceAll('\n', '\n      ')
}

/** `NewOrder.parse(samples.order(FIRST + n))`, with what it refers to. */
function valuesCode({ one, newType }: Names, references: readonly Reference[], indent: number): string {
  const sample = `samples.${one}(FIRST + n)`
  if (references.length === 0) return `${newType}.parse(${sample})`
  const [pad, inner] = [' '.repeat(indent), indent + 2]
  const members = [`...${sample},`, ...references.map(({ field, code }) => propertyText(field.property, code, inner))]
  return `${newType}.parse({\n${members.map((member) => `${pad}  ${member}\n`).join('')}${pad}})`
}

/** What a row refers to, as far as a body may say it and it is there. */
function referencesOf(resource: Resource, before: readonly Resource[], service: Service): readonly Reference[] {
  return resource.fields.flatMap((field) => {
    if (field.reference === undefined || !isGiven(field, resource)) return []
    const target = resourceNamed(service, field.reference.resource)
    if (field.property === resource.tenant) return [tenantReference(field, target)]
    if (target === resource) return ownReference(field, resource)
    return before.includes(target) ? [otherReference(field, resource, target)] : []
  })
}

/** Whether a row gets the reference: from its body, or from the server. */
function isGiven(field: Field, resource: Resource): boolean {
  return field.writable.create || servedReferences(resource).includes(field)
}

/** The first row refers to none; the others to one before them, which may be of the same statement. */
function ownReference(field: Field, resource: Resource): readonly Reference[] {
  if (!resource.key.every(isMade)) return []
  const isShared = !tellsApart(field, resource)
  const code = `n === 0 ? null : ${idCode(resource.names.one, isShared ? 'few(n - 1)' : 'n - 1')}`
  return [{ field, code, isOwn: true, isShared }]
}

/** All rows belong to the first tenant, so that none refers to one of another. */
function tenantReference(field: Field, { names }: Resource): Reference {
  const key = literal(field.reference?.key ?? '')
  const code = `refer<${typeText(field.type)}>(made.${names.one}, 0, ${key})`
  return { field, code, isOwn: false, isShared: false }
}

/** Another row each where no two may have the same, else several have one. */
function otherReference(field: Field, resource: Resource, { names }: Resource): Reference {
  const isShared = !tellsApart(field, resource)
  const key = literal(field.reference?.key ?? '')
  // What a body does not hold is not made by its schema, which would type it.
  const refer = field.writable.create ? 'refer' : `refer<${typeText(field.type)}>`
  return { field, code: `${refer}(made.${names.one}, ${isShared ? 'few(n)' : 'n'}, ${key})`, isOwn: false, isShared }
}

function isMade({ made }: Field): boolean {
  return made === 'uuidv7'
}

function idCode(one: string, n: string): string {
  return `idOf(${literal(one)}, ${n})`
}

function importsOf(resource: Resource): ImportSymbol[] {
  const { names } = resource
  return [value(names.newType, resourcePath(resource, 'schema')), value(names.many, resourcePath(resource, 'table'))]
}
