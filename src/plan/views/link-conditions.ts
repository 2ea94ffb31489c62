import type { LinkedList } from '../../model/linked.ts'
import { deletedAtOf, fieldNamed } from '../../model/lookup.ts'
import type { Link, LinkColumn, Resource } from '../../model/model.ts'
import { callText } from '../layout.ts'
import { both, place } from './conditions.ts'
import { heldField } from './link-table.ts'

/** The tables that the queries of a relation are about. */
export interface LinkTables {
  readonly link: Link
  readonly declaring: Resource
  readonly target: Resource
  /** What the table of the other row is called: where both are of one table, its alias. */
  readonly related: string
}

/** Which two rows a link is of, and which link is meant. */
export function linkConditions({ link, declaring, target, related }: LinkTables) {
  const { many } = declaring.names
  const isOf = (table: string, columns: readonly LinkColumn[], resource: Resource): string[] => [
    ...columns.map((column) => `eq(${table}.${column.key}, ${placeOf(link, column, resource)})`),
    ...(resource.softDelete ? [`isNull(${table}.${deletedAtOf(resource)})`] : []),
  ]
  return {
    isOne: both(isOf(many, link.source, declaring), 'const isOne = '),
    isOther: both(isOf(related, [link.target], target), 'const isOther = '),
    related,
    selected: selected({ link, declaring, target, related }),
    matchesLink: matchesLink({ link, declaring, target, related }),
  }
}

/** The keys of the two rows as the columns of the join table; of a pair that stands once, the smaller one first. */
function selected({ link, declaring, related }: LinkTables): { name: string; value: string }[] {
  const { many } = declaring.names
  const [source] = link.source
  if (link.symmetric && source !== undefined) {
    // The join table compares text by code point; how a table of the application does is not known.
    const collation = declaring.external !== undefined && isText(fieldNamed(declaring, source.key).type.kind)
    const [one, other] = [`\${${many}.${source.key}}`, `\${${related}.${link.target.key}}`].map((key) =>
      collation ? `${key} collate "C"` : key,
    )
    return [
      { name: source.property, value: `sql\`least(${one}, ${other})\`.as('${source.column}')` },
      { name: link.target.property, value: `sql\`greatest(${one}, ${other})\`.as('${link.target.column}')` },
    ]
  }
  return [
    ...link.source.map(({ property, key }) => ({ name: property, value: `${many}.${key}` })),
    { name: link.target.property, value: `${related}.${link.target.key}` },
  ]
}

function isText(kind: string): boolean {
  return ['email', 'enum', 'slug', 'string', 'text', 'url'].includes(kind)
}

function matchesLink(tables: LinkTables): string {
  const { link, declaring, target } = tables
  const variable = link.names.many
  const columns = [...link.source, link.target]
  const resourceOf = (column: LinkColumn): Resource => (column === link.target ? target : declaring)
  const equals = (column: LinkColumn, to = column): string =>
    `eq(${variable}.${column.property}, ${placeOf(link, to, resourceOf(to))})`
  // Where people sign in, the statement asks for both rows with what who asks sees of them.
  const ends =
    declaring.access === undefined
      ? [...softEnds(link.source, declaring, link), ...softEnds([link.target], target, link)]
      : []
  const [source] = link.source
  if (!link.symmetric || source === undefined)
    return both([...columns.map((column) => equals(column)), ...ends], 'const matchesLink = ')
  const indent = ends.length > 0 ? 2 : 0
  const pair = (one: string, other: string): string => callText('and', [one, other], { indent: indent + 2, before: 1 })
  const ways = [
    pair(equals(source), equals(link.target)),
    pair(equals(source, link.target), equals(link.target, source)),
  ]
  // One in a line even where both fit: they are to be compared.
  const either = `or(\n${ways.map((way) => `${' '.repeat(indent)}  ${way},\n`).join('')}${' '.repeat(indent)})`
  return both([either, ...ends], 'const matchesLink = ')
}

/** A row that is marked as deleted is not there, and neither are its links. */
function softEnds(columns: readonly LinkColumn[], end: Resource, link: Link): string[] {
  if (!end.softDelete) return []
  const { many } = end.names
  const same = columns.map(({ property, key }) => `\${${many}.${key}} = \${${link.names.many}.${property}}`)
  return [
    `sql\`exists (select from \${${many}} where ${same.join(' and ')} and \${${many}.${deletedAtOf(end)}} is null)\``,
  ]
}

/** Which rows are in a list, and which of them on the pages behind. */
export function listConditions({ link }: LinkTables, list: LinkedList) {
  const { of, shows, ofColumns, shownColumns, isInverse } = list
  const variable = link.names.many
  const { many } = shows.names
  const name = isInverse ? 'isInverse' : 'isLinked'
  const live = shows.softDelete ? [`isNull(${many}.${deletedAtOf(shows)})`] : []
  const ofOne = ofColumns.map((column) => `eq(${variable}.${column.property}, ${placeOf(link, column, of)})`)
  const joined = shownColumns.map(({ property, key }) => `eq(${many}.${key}, ${variable}.${property})`)
  return {
    condition: both([...ofOne, ...live], `const ${name} = `),
    join: callText('innerJoin', [many, joined.length === 1 ? joined.join('') : `and(${joined.join(', ')})`], {
      indent: 4,
      before: 1,
    }),
    shownTable: many,
    columns: shows.names.columns,
    order: shownColumns.map(({ property }) => `${variable}.${property}`).join(', '),
    conditionAfter: both([name, afterText(link, list)], `const ${name}After = `),
    key: link.target.key,
    ...eitherWay(link, list),
  }
}

/** Of a pair that stands once, either column may be the one. */
function eitherWay({ names, source, target }: Link, { link, of, shows, ofColumns, shownColumns }: LinkedList) {
  const [one = target] = source
  const [first, second] = [`${names.many}.${one.property}`, `${names.many}.${target.property}`]
  const given = placeOf(link, ofColumns[0] ?? target, of)
  const after = placeOf(link, shownColumns[0] ?? target, shows)
  const live = shows.softDelete ? [`isNull(${shows.names.many}.${deletedAtOf(shows)})`] : []
  return {
    first,
    second,
    isFirst: both([`eq(${first}, ${given})`, ...live], 'const isFirst = '),
    isFirstAfter: both(['isFirst', `gt(${second}, ${after})`], 'const isFirstAfter = '),
    isSecond: both([`eq(${second}, ${given})`, `ne(${first}, ${second})`, ...live], 'const isSecond = '),
    isSecondAfter: both(['isSecond', `gt(${first}, ${after})`], 'const isSecondAfter = '),
  }
}

function afterText(link: Link, { shownColumns, shows }: LinkedList): string {
  const variable = link.names.many
  const [first] = shownColumns
  if (shownColumns.length === 1 && first) return `gt(${variable}.${first.property}, ${placeOf(link, first, shows)})`
  const columns = shownColumns.map(({ property }) => `\${${variable}.${property}}`).join(', ')
  const places = shownColumns.map((column) => `\${${placeOf(link, column, shows)}}`).join(', ')
  return `sql\`(${columns}) > (${places})\``
}

function placeOf(link: Link, column: LinkColumn, resource: Resource): string {
  return place(heldField(column, resource), link.names.many)
}
