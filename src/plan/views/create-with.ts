import { pascalCase } from '../../model/casing.ts'
import { keptFields, partsOf } from '../../model/kept.ts'
import { fieldNamed, resourceNamed } from '../../model/lookup.ts'
import type { Field, Inverse, Resource, Service } from '../../model/model.ts'
import { levelsOf } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { callText, nestedCallText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { apiName } from './api-names.ts'
import { withSpread } from './copies.ts'
import { actorFields } from './guarded.ts'
import { actorRows, keepingText } from './keeping.ts'
import { makingOperation } from './making.ts'
import { withArticle } from './openapi-parts.ts'

/** A relation whose rows a create brings along. */
export interface Brought {
  /** `lines`, as code calls it. */
  readonly name: string
  /** The same as the API writes it. */
  readonly property: string
  readonly child: Resource
  /** The reference of the child to what is made. */
  readonly field: Field
}

/** What a create brings along. */
export function broughtBy(resource: Resource, service: Service): Brought[] {
  return resource.createWith.map(({ name, resource: one, property }: Inverse) => {
    const child = resourceNamed(service, one)
    return { name, property: apiName(name, service), child, field: fieldNamed(child, property) }
  })
}

/** `orders.create-with.ts` */
export function createWithView(resource: Resource, service: Service) {
  const { names, access } = resource
  const brought = broughtBy(resource, service)
  const bodyType = resource.names.newWithType
  const inParent = resource.parent === undefined ? [] : [`parent: ${names.parentType}`]
  const parameters = [
    'db: Executor',
    `grant: Grant<${literal(names.one)}, 'create'>`,
    'grants: Grants',
    ...inParent,
    `body: ${bodyType}`,
  ]
  const locks = lockedAround(resource, brought, service)
  const given = ['tx', 'grant', ...(resource.parent === undefined ? [] : ['parent']), 'input']
  return {
    view: {
      bodyType,
      newType: names.newType,
      article: withArticle(names.words.one),
      words: names.words.one,
      relations: brought.map((one) => relationView(one, resource, service)),
      given: givenText(brought),
      answered: answeredText(brought, keptFields(resource).length > 0 ? 'row' : 'made'),
      signature: callText('export async function createWith', parameters, { tail: ' {' }),
      around: locks.length > 0 && aroundText(resource, brought, service),
      inner: callText('async function createAll', parameters, { tail: ' {' }),
      made: `const made = await create(${given.join(', ')})`,
      again: keptFields(resource).length > 0,
      guarded: access !== undefined,
      grant: access === undefined ? '' : ', grant',
    },
    imports: [...imports(resource, brought), ...lockImports(locks)],
  }
}

/** `{ ...row, lines: madeLines }` */
function answeredText(brought: readonly Brought[], row: string): string {
  const members = brought.map(({ name, property }): [string, string] => [property, madeName(name)])
  return withSpread(row, members, 4, 'return '.length)
}

/** `const { lines: givenLines = [], ...input } = body` */
function givenText(brought: readonly Brought[]): string {
  const members = [...brought.map(({ name, property }) => `${property}: ${givenName(name)} = []`), '...input']
  const line = `const { ${members.join(', ')} } = body`
  if (line.length + 2 <= 120) return line
  return `const {\n${members.map((member) => `    ${member}${member === '...input' ? '' : ','}\n`).join('')}  } = body`
}

/** What the body has of a relation. */
function givenName(relation: string): string {
  return `given${pascalCase(relation)}`
}

function madeName(relation: string): string {
  return `made${pascalCase(relation)}`
}

function relationView({ name, property, child, field }: Brought, resource: Resource, service: Service) {
  const { names } = child
  const isNested = child.parent?.property === field.property
  const body = isNested ? names.newType : `${names.newType}.omit({ ${field.property}: true })`
  const key = keyText(field)
  const outer = levelsOf(child, service).length > 1 ? '...parent, ' : ''
  const rows = isNested ? [`{ ${outer}${field.property}: ${key} }`, givenName(name)] : [ofMade(name)]
  const make = { head: makerName(child), args: ['tx', `grants.${property}`, ...rows] }
  const call = nestedCallText(
    { head: 'await at', args: [literal(`/${property}`), make] },
    { indent: 6, before: '? '.length },
  )
  const line = `const ${madeName(name)} = grants.${property} ? ${call} : []`
  return {
    name: property,
    // Formatters break chains with calls in their arguments.
    schema: isNested
      ? `z.array(${body}).max(MOST_AT_ONCE).optional()`
      : `z\n    .array(${body})\n    .max(MOST_AT_ONCE)\n    .optional()`,
    rows:
      !isNested && `const ${ofMade(name)} = ${givenName(name)}.map((one) => ({ ...one, ${field.property}: ${key} }))`,
    grant: `Grant<${literal(names.one)}, ${literal(makingOperation(child))}>`,
    may: `${mayName(child, resource)}.${makingOperation(child)}`,
    createMany:
      line.length + 4 <= 120 && !call.includes('\n')
        ? line
        : `const ${madeName(name)} = grants.${property}\n      ? ${call}\n      : []`,
  }
}

/** Rows of a relation as their own bodies say them. */
function ofMade(relation: string): string {
  return `of${pascalCase(relation)}`
}

/** The key of what has been made, as it stands in a row of its own and as a body has it. */
function keyText({ reference, type: kind }: Field): string {
  const key = `made.${reference?.key}`
  return kind.kind === 'bigint' ? `BigInt(${key})` : key
}

function makerName({ names }: Resource): string {
  return `create${pascalCase(names.many)}`
}

function mayName({ names }: Resource, of: Resource): string {
  return names.one === of.names.one ? 'may' : `may${names.type}`
}

/** What of a create counts for other rows than those that it makes. */
interface Lock {
  readonly resource: Resource
  readonly references: readonly Field[]
  readonly bodies: string
}

/** Locks that have to be taken before anything is made: each write alone would take its own first, in an order of its own. */
function lockedAround(resource: Resource, brought: readonly Brought[], service: Service): Lock[] {
  const made: Lock = {
    resource,
    references: partsOf(resource, service).map(({ reference }) => reference),
    bodies: 'body',
  }
  const others = brought.map(({ property, child, field }): Lock => {
    const parts = partsOf(child, service).filter(({ reference }) => reference.property !== field.property)
    return {
      resource: child,
      references: parts.map(({ reference }) => reference),
      bodies: `...(body.${property} ?? [])`,
    }
  })
  const locks = [made, ...others].filter(({ references }) => references.length > 0)
  const keepers = new Set(locks.flatMap(({ references }) => references.map(({ reference }) => reference?.resource)))
  return keepers.size > 1 ? locks : []
}

function aroundText(resource: Resource, brought: readonly Brought[], service: Service): string {
  const locks = lockedAround(resource, brought, service)
  const parent = resource.parent === undefined ? [] : ['parent']
  const inParent = locks.some((lock) => lock.references.some(({ property }) => property === resource.parent?.property))
  const rows = [
    ...locks.map(({ bodies }) => bodies),
    ...(inParent ? parent : []),
    ...new Set(locks.flatMap(({ references }) => actorRows(references))),
  ]
  const parts = locks.map((lock) => `...${partsName(lock)}`)
  const args = ['tx', 'grant', 'grants', ...parent, 'body']
  return keepingText(`parts: [${parts.join(', ')}], rows: [${rows.join(', ')}]`, `createAll(${args.join(', ')})`)
}

function partsName({ resource, bodies }: Lock): string {
  return bodies === 'body' ? 'valueParts' : `${resource.names.one}Parts`
}

function lockImports(locks: readonly Lock[]): ImportSymbol[] {
  if (locks.length === 0) return []
  const asksActor = locks.some(({ references }) => actorFields(references).some(({ optional }) => !optional))
  return [
    value('keeping', PATHS.kept),
    ...(asksActor ? [value('actorOf', PATHS.scope)] : []),
    ...locks.map((lock) => {
      const name = partsName(lock)
      const imported = name === 'valueParts' ? name : `valueParts as ${name}`
      return value(imported, resourcePath(lock.resource, 'queries'))
    }),
  ]
}

function imports(resource: Resource, brought: readonly Brought[]): ImportSymbol[] {
  const { names, parent } = resource
  const schema = resourcePath(resource, 'schema')
  const isAgain = keptFields(resource).length > 0
  return [
    value('z', 'zod'),
    type('Context', 'hono'),
    type('Executor', PATHS.executor),
    type('Grant', PATHS.grant),
    value('at', PATHS.allOrNone),
    value('MOST_AT_ONCE', PATHS.several),
    value(names.newType, schema),
    ...(parent === undefined ? [] : [type(names.parentType, schema)]),
    value('create', resourcePath(resource, 'queries')),
    ...(isAgain ? [value('byKey', resourcePath(resource, 'queries'))] : []),
    ...(isAgain && resource.access !== undefined ? [value('Problem', PATHS.problem)] : []),
    ...brought.flatMap(({ child }) => {
      const may = mayName(child, resource)
      return [
        value(may === 'may' ? 'may' : `may as ${may}`, resourcePath(child, 'policy')),
        value(child.names.newType, resourcePath(child, 'schema')),
        value(`createMany as ${makerName(child)}`, resourcePath(child, 'bulk')),
      ]
    }),
  ]
}
