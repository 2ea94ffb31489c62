import { isCached } from '../../model/caches.ts'
import { pascalCase } from '../../model/casing.ts'
import { type KeptField, keepersInOrder, keptFields, partsAbove } from '../../model/kept.ts'
import { deletedAtOf, resourceNamed, updatedAtOf } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { aggregateSql } from '../kinds/aggregate.ts'
import { arrayText, type ChainCall, chainText, nestedCallText, objectsText, objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { tellsText } from './telling.ts'

/** Rows of the table itself, where those refer to others of it. */
const OTHERS = 'otherRows'

/** `orders.kept.ts` */
export function keeperView(resource: Resource, service: Service) {
  const { names, key } = resource
  const kept = keptFields(resource)
  const relations = relationsOf(resource, service)
  const ways = partsAbove(resource, service).map(({ reference, keeper }) => ({
    property: literal(reference.property),
    keeper: keeperName(keeper),
  }))
  const keyText = `${names.many}.${key[0]?.property}`
  return {
    view: {
      words: names.words,
      others: relations.some(({ isOwn }) => isOwn) && names.many,
      order: keepersInOrder(service).indexOf(resource) + 1,
      fields: arrayText(
        kept.map(({ field }) => literal(field.property)),
        { indent: 2, before: 'fields: '.length, after: 1 },
      ),
      lock: lockText(resource, service, keyText),
      relations: relations.map(relationText),
      due: dueText(resource, relations, keyText),
      update: updateText(resource, kept, keyText),
      tells: tellsText(resource),
      above: ways.length === 0 ? '[]' : objectsText(ways, '  above: '.length).replaceAll('\n', '\n  '),
    },
    imports: [
      ...imports(resource, service, relations),
      ...(isCached(resource) ? [value('rowsChanged', PATHS.changes)] : []),
    ],
  }
}

function lockText(resource: Resource, service: Service, key: string): string {
  const { many } = resource.names
  const above = partsAbove(resource, service).map(({ reference: { property } }) => [property, `${many}.${property}`])
  const selection = selected({ key, ...Object.fromEntries(above) }, 8)
  const calls = [selection, `from(${many})`, isAmong(key), `orderBy(${key})`, "for('no key update')"]
  return chainText('tx', calls, { indent: 4, after: 1 })
}

function dueText(resource: Resource, relations: readonly Relation[], key: string): string {
  const due = keptFields(resource).map((one) => [one.field.property, `${variableOf(one)}.${one.field.property}`])
  const joins = relations.map(({ name }) => `crossJoinLateral(${name})`)
  const selection = selected({ key, ...Object.fromEntries(due) }, 6)
  const calls = [selection, `from(${resource.names.many})`, ...joins, isAmong(key), "as('due')"]
  return chainText('const due = tx', calls, { indent: 4 })
}

function updateText(resource: Resource, kept: readonly KeptField[], key: string): string {
  const values = kept.map(({ field: { property } }) => [property, `sql\`\${due.${property}}\``])
  const set = objectText(
    { ...Object.fromEntries(values), ...touchedBy(resource) },
    { indent: 6, before: '.set('.length },
  )
  const calls = [`update(${resource.names.many})`, `set(${set})`, 'from(due)', isOutdated(resource, kept, key)]
  return chain('await tx', calls)
}

function isAmong(key: string): string {
  return `where(isAmong(${key}, rowKeys))`
}

/** What the code of others calls the keeper of a resource. */
export function keeperName({ names }: Resource): string {
  return `keeperOf${names.type}`
}

/** Imports it under that name. */
export function keeperImport(keeper: Resource): ImportSymbol {
  return value(`keeper as ${keeperName(keeper)}`, resourcePath(keeper, 'kept'))
}

interface Relation {
  /** What the query of it is called. */
  readonly name: string
  readonly resource: Resource
  readonly isOwn: boolean
  readonly selection: Readonly<Record<string, string>>
  readonly conditions: readonly string[]
}

/** Those that the values follow from, each with what is taken from it. */
function relationsOf(keeper: Resource, service: Service): Relation[] {
  const kept = keptFields(keeper)
  const inverses = keeper.inverses.filter((inverse) => kept.some(({ relation }) => relation === inverse))
  return inverses.map((inverse) => {
    const resource = resourceNamed(service, inverse.resource)
    const isOwn = resource === keeper
    const table = isOwn ? OTHERS : resource.names.many
    const own = kept.filter(({ relation }) => relation === inverse)
    const key = `${keeper.names.many}.${keeper.key[0]?.property}`
    return {
      name: relationVariable(inverse.name),
      resource,
      isOwn,
      selection: Object.fromEntries(own.map((one) => aggregated(one, resource, table))),
      conditions: [
        `eq(${table}.${inverse.property}, ${key})`,
        ...(resource.softDelete ? [`isNull(${table}.${deletedAtOf(resource)})`] : []),
      ],
    }
  })
}

function variableOf({ relation }: KeptField): string {
  return relationVariable(relation.name)
}

function relationVariable(name: string): string {
  return `of${pascalCase(name)}`
}

function relationText({ name, resource, isOwn, selection, conditions }: Relation): string {
  const table = isOwn ? OTHERS : resource.names.many
  const where = nestedCallText(
    conditions.length === 1
      ? { head: 'where', args: conditions }
      : { head: 'where', args: [{ head: 'and', args: conditions }] },
    { indent: 6, before: 1 },
  )
  return chain(`const ${name} = tx`, [selected(selection, 6), `from(${table})`, where, `as(${literal(name)})`])
}

function aggregated(one: KeptField, resource: Resource, table: string): [string, string] {
  const { property, name } = one.field
  const sql = aggregateSql(one, resource, (field) => `\${${table}.${field.property}}`)
  // Drizzle names it without its query, so that it must not be called like a column: those have no capitals.
  return [property, brokenNaming(property, `sql\`${sql}\`.as(${literal(`due${pascalCase(name)}`)})`)]
}

/** Who sees another value sees another version. */
function touchedBy({ names, versioned, fields }: Resource): Record<string, string> {
  const updatedAt = updatedAtOf({ fields })
  return {
    ...(versioned ? { version: `sql\`\${${names.many}.version} + 1\`` } : {}),
    ...(updatedAt === undefined ? {} : { [updatedAt]: 'sql`now()`' }),
  }
}

function isOutdated({ names }: Resource, kept: readonly KeptField[], key: string): string {
  const differing = kept.map(({ field: { property } }) => `differs(${names.many}.${property}, due.${property})`)
  const any = differing.length === 1 ? (differing[0] ?? '') : { head: 'or', args: differing }
  const condition = { head: 'and', args: [`eq(${key}, due.key)`, any] }
  return nestedCallText({ head: 'where', args: [condition] }, { indent: 6, before: 1 })
}

function selected(selection: Readonly<Record<string, string>>, indent: number): string {
  return `select(${objectText(selection, { indent, before: '.select('.length })})`
}

/** Formatters break a chain of calls that are given something put together. */
function chain(head: string, calls: readonly ChainCall[]): string {
  return chainText(head, calls, { indent: 4, simple: false })
}

/** A member of an object at a depth of eight, broken where it is too long. */
function brokenNaming(name: string, text: string): string {
  if (`        ${name}: ${text},`.length <= 120) return text
  return text.replace(/\.as\((.*)\)$/, '.as(\n          $1,\n        )')
}

function imports(resource: Resource, service: Service, relations: readonly Relation[]): ImportSymbol[] {
  const orm = (name: string) => value(name, 'drizzle-orm')
  const own = value(resource.names.many, resourcePath(resource, 'table'))
  const needs = (needed: boolean, ...symbols: ImportSymbol[]) => (needed ? symbols : [])
  return [
    orm('and'),
    orm('eq'),
    orm('sql'),
    ...needs(
      relations.some((one) => one.resource.softDelete),
      orm('isNull'),
    ),
    ...needs(keptFields(resource).length > 1, orm('or')),
    ...needs(
      relations.some(({ isOwn }) => isOwn),
      value('alias', 'drizzle-orm/pg-core'),
    ),
    type('ValueKeeper', PATHS.kept),
    value('differs', PATHS.kept),
    value('isAmong', PATHS.kept),
    own,
    ...relations
      .filter(({ isOwn }) => !isOwn)
      .map((one) => value(one.resource.names.many, resourcePath(one.resource, 'table'))),
    ...partsAbove(resource, service).map(({ keeper }) => keeperImport(keeper)),
  ]
}
