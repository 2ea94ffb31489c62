import { isLinkable, type LinkedList, listsOf } from '../../model/linked.ts'
import { resourceNamed } from '../../model/lookup.ts'
import type { Link, LinkColumn, Resource, Service } from '../../model/model.ts'
import { statementName } from '../../model/naming.ts'
import { docComment } from '../../render/comment.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { arrayText, arrowCallText, callText, objectText } from '../layout.ts'
import { linkPath, PATHS, resourcePath } from '../paths.ts'
import { type LinkTables, linkConditions, listConditions } from './link-conditions.ts'
import { listNames } from './link-schema.ts'
import type { Settings } from './service.ts'

/** `products-related-to.queries.ts` */
export function linkQueriesView(link: Link, declaring: Resource, service: Service, { setup }: Settings) {
  const target = resourceNamed(service, link.resource)
  const tables: LinkTables = { link, declaring, target, related: target === declaring ? 'related' : target.names.many }
  const prefix = setup.embed === undefined ? [] : [service.name.replaceAll('-', '_')]
  const lists = listsOf(link, declaring, service)
  const linkable = isLinkable(declaring)
  const statement = (name: string) => literal(statementName(...prefix, link.table, name))
  return {
    view: {
      variable: link.names.many,
      declaring: declaring.names,
      target: target.names,
      self: linkable && target === declaring,
      symmetric: link.symmetric,
      linkable,
      ...linkConditions(tables),
      columns: arrayText(
        [...link.source, link.target].map(({ property }) => `${link.names.many}.${property}`),
        { indent: 6, before: 'target: '.length, after: 1 },
      ),
      kept: `{ ${link.target.property}: sql\`excluded.${link.target.column}\` }`,
      values: valuesText([...link.source, link.target], link, 'key'),
      link: { statement: statement('link'), signature: signatureOf('link', link, declaring) },
      unlink: { statement: removal(link, statement('unlink')), signature: signatureOf('unlink', link, declaring) },
      lists: lists.map((list) => ({
        variable: link.names.many,
        symmetric: link.symmetric,
        ...listView(list),
        ...listConditions(tables, list),
        firstPage: eitherPage('firstPage', statement('first_page'), { list, conditions: ['isFirst', 'isSecond'] }),
        nextPage: eitherPage('nextPage', statement('next_page'), {
          list,
          conditions: ['isFirstAfter', 'isSecondAfter'],
        }),
        firstStatement: statement(list.isInverse ? 'first_inverse' : 'first_page'),
        nextStatement: statement(list.isInverse ? 'next_inverse' : 'next_page'),
      })),
    },
    imports: importsOf(tables, lists),
  }
}

/** What a statement gets of a link: `{ postId: key.id, tagId: key.tagId }`. */
function valuesText(columns: readonly LinkColumn[], { target }: Link, key: string): string {
  return objectText(
    Object.fromEntries(
      columns.map((column) => [column.property, `${key}.${column === target ? column.property : column.key}`]),
    ),
    { indent: 2, before: '  const rows = await insertLink(db).execute()'.length },
  )
}

function removal({ names }: Link, statement: string): string {
  const start = `const removeLink = prepared(${statement}, (db) =>`
  return arrowCallText(start, 'db', [`delete(${names.many})`, 'where(matchesLink)', 'returning()'])
}

/** A page of both that stand first and that stand second, each of which has as many as the page at most. */
function eitherPage(
  name: string,
  statement: string,
  { list, conditions }: { readonly list: LinkedList; readonly conditions: readonly [first: string, second: string] },
): string {
  const [first, second] = conditions
  const key = `${list.shows.names.many}.${list.link.target.key}`
  const head = `unionAll(secondOnes(db, ${first}), firstOnes(db, ${second}))`
  const calls = [`orderBy(${key})`, "limit(sql.placeholder('$limit'))"]
  return arrowCallText(`const ${name} = prepared(${statement}, (db) =>`, head, calls)
}

function signatureOf(name: string, { names }: Link, declaring: Resource): string {
  const grant = `_grant: Grant<${literal(declaring.names.one)}, 'update'>`
  return callText(`export async function ${name}`, ['db: Executor', grant, `key: ${names.keyType}`], {
    tail: ': Promise<boolean> {',
  })
}

function listView(list: LinkedList) {
  const { of, shows, isInverse, ofColumns, shownColumns } = list
  const { paging, queryType } = listNames(list)
  const held = (columns: readonly LinkColumn[], row: string): string[] =>
    columns.map(({ property, key }) => `${property}: ${row}.${key}`)
  return {
    paging,
    doc: docComment(
      `A page of the ${shows.names.words.many} that one is linked ${isInverse ? 'from' : 'to'}, in the order of their key; undefined when there is no such ${of.names.words.one}.`,
    ),
    firstName: isInverse ? 'firstInverse' : 'firstPage',
    nextName: isInverse ? 'nextInverse' : 'nextPage',
    isLinked: isInverse ? 'isInverse' : 'isLinked',
    get: `get${of.names.type}`,
    place: `{ ${held(ofColumns, 'key').join(', ')} }`,
    after: afterText(['...place', ...held(shownColumns, 'cursor'), '$limit: limit + 1'], isInverse),
    signature: callText(
      `export async function ${isInverse ? 'listInverse' : 'list'}`,
      [
        'db: Executor',
        `grant: Grant<${literal(of.names.one)}, 'get'>`,
        `key: ${of.names.keyType}`,
        `{ limit, cursor }: ${queryType}`,
      ],
      { tail: ' {' },
    ),
  }
}

/** What the statement of a later page gets, on one line where that fits. */
function afterText(members: readonly string[], isInverse: boolean): string {
  const line = `{ ${members.join(', ')} }`
  const before = `    ? await ${isInverse ? 'nextInverse' : 'nextPage'}(from).execute()`.length
  return before + line.length <= 120 ? line : `{\n${members.map((member) => `        ${member},\n`).join('')}      }`
}

function importsOf({ link, declaring, target }: LinkTables, lists: readonly LinkedList[]): ImportSymbol[] {
  const orm = (...names: readonly string[]) => names.map((name) => value(name, 'drizzle-orm'))
  const uses = (needed: boolean, ...symbols: ImportSymbol[]) => (needed ? symbols : [])
  const linkable = isLinkable(declaring)
  const self = target === declaring
  const composite = link.source.length > 1
  const schema = linkPath(link, declaring, 'schema')
  const shown = lists.map(({ shows }) => shows)
  const tables = linkable ? [declaring, target] : shown
  return [
    ...orm('eq', 'sql'),
    ...uses(linkable || !link.symmetric || composite, ...orm('and')),
    type('Executor', PATHS.executor),
    type('Grant', PATHS.grant),
    value('prepared', PATHS.executor),
    value(link.names.many, linkPath(link, declaring, 'table')),
    ...tables.map((one) => value(one.names.many, resourcePath(one, 'table'))),
    ...uses(linkable, type(link.names.keyType, schema)),
    ...uses(linkable && self, value('alias', 'drizzle-orm/pg-core')),
    ...uses(linkable && link.symmetric, ...orm('or')),
    ...uses(linkable && [declaring, target].some(({ softDelete }) => softDelete), ...orm('isNull')),
    ...uses(
      shown.some(({ softDelete }) => softDelete),
      ...orm('isNull'),
    ),
    ...uses(
      link.symmetric && lists.length > 0,
      ...orm('ne', 'gt'),
      value('unionAll', 'drizzle-orm/pg-core'),
      type('SQL', 'drizzle-orm'),
      ...orm('and'),
    ),
    ...uses(
      lists.some(({ shownColumns }) => shownColumns.length === 1),
      ...orm('gt'),
    ),
    ...uses(lists.length > 0, value('reading', PATHS.executor), value('pageOf', PATHS.cursor)),
    ...lists.flatMap((list) => {
      const { paging, queryType } = listNames(list)
      const { of, shows } = list
      return [
        value(paging, schema),
        type(queryType, schema),
        type(of.names.keyType, resourcePath(of, 'schema')),
        value(`get as get${of.names.type}`, resourcePath(of, 'queries')),
        value(`columns as ${shows.names.columns}`, resourcePath(shows, 'queries')),
      ]
    }),
  ]
}
