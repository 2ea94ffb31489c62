import { isLinkable, type LinkedList, listsOf } from '../../model/linked.ts'
import { resourceNamed } from '../../model/lookup.ts'
import type { Link, LinkColumn, Resource, Service } from '../../model/model.ts'
import { statementName } from '../../model/naming.ts'
import { docComment } from '../../render/comment.ts'
import { literal } from '../../render/literal.ts'
import { arrayText, arrowCallText, callText, chainText, objectText } from '../layout.ts'
import { guardedList, seeingGuard } from './link-access.ts'
import { type LinkTables, linkConditions, listConditions } from './link-conditions.ts'
import { linkImports } from './link-imports.ts'
import { listNames } from './link-schema.ts'
import type { Settings } from './service.ts'

/** `products-related-to.queries.ts` */
export function linkQueriesView(link: Link, declaring: Resource, service: Service, { setup }: Settings) {
  const target = resourceNamed(service, link.resource)
  const tables: LinkTables = { link, declaring, target, related: target === declaring ? 'related' : target.names.many }
  const prefix = setup.embed === undefined ? [] : [service.name.replaceAll('-', '_')]
  const lists = listsOf(link, declaring, service)
  const linkable = isLinkable(link, declaring, service)
  const guarded = declaring.access !== undefined
  const statement = (name: string) => literal(statementName(...prefix, link.table, name))
  return {
    view: {
      variable: link.names.many,
      declaring: declaring.names,
      target: target.names,
      guarded,
      self: linkable && target === declaring,
      symmetric: link.symmetric,
      linkable: linkable && { text: linkableText(tables) },
      ...linkConditions(tables),
      columns: arrayText(
        [...link.source, link.target].map(({ property }) => `${link.names.many}.${property}`),
        { indent: 6, before: 'target: '.length, after: 1 },
      ),
      kept: `{ ${link.target.property}: sql\`excluded.${link.target.column}\` }`,
      values: valuesText([...link.source, link.target], link, 'key'),
      link: {
        make: guarded ? 'scoped' : 'prepared',
        statement: statement('link'),
        signature: signatureOf('link', link, declaring),
      },
      unlink: { statement: removal(tables, statement('unlink')), signature: signatureOf('unlink', link, declaring) },
      lists: lists.map((list) => ({
        variable: link.names.many,
        symmetric: link.symmetric,
        guarded,
        ...guardedList(list),
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
    imports: linkImports(tables, { lists, linkable }),
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

function removal({ link: { names }, declaring }: LinkTables, statement: string): string {
  const calls = (condition: string) => [`delete(${names.many})`, `where(${condition})`, 'returning()']
  if (declaring.access === undefined) {
    return arrowCallText(`const removeLink = prepared(${statement}, (db) =>`, 'db', calls('matchesLink'))
  }
  const chain = chainText('db', calls('and(matchesLink, exists(ends(db, rows)))'), { indent: 2, simple: false })
  return `const removeLink = scoped(${statement}, (db, rows) =>\n  ${chain},\n)`
}

/** What links need of the grant for the one row and of the rules of the other. */
function linkableText({ link, declaring, target, related }: LinkTables): string {
  const guard = seeingGuard(target, declaring)
  if (target !== declaring) return `return linking(grant, ${guard})`
  const [alias, key] = [`${related}.${link.target.key}`, `${target.names.many}.${link.target.key}`]
  return callText('return linking', ['grant', guard, `(rows) => leadsTo(${alias}, ${key}, rows)`], {
    indent: 2,
    before: 0,
  })
}

/** A page of both that stand first and that stand second, each of which has as many as the page at most. */
function eitherPage(
  name: string,
  statement: string,
  { list, conditions }: { readonly list: LinkedList; readonly conditions: readonly [first: string, second: string] },
): string {
  const { make, readers } = guardedList(list)
  const guarded = make !== 'prepared'
  const [first, second] = guarded ? conditions.map((condition) => `and(${condition}, rows)`) : conditions
  const key = `${list.shows.names.many}.${list.link.target.key}`
  const head = `unionAll(secondOnes(db, ${first}), firstOnes(db, ${second}))`
  const calls = [`orderBy(${key})`, "limit(sql.placeholder('$limit'))"]
  const parameters = guarded ? '(db, rows)' : '(db)'
  return arrowCallText(`const ${name} = ${make}(${statement}, ${readers}${parameters} =>`, head, calls)
}

function signatureOf(name: string, { names }: Link, declaring: Resource): string {
  const grant = `${declaring.access === undefined ? '_' : ''}grant: Grant<${literal(declaring.names.one)}, 'update'>`
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
    after: afterText(['...place', ...held(shownColumns, 'cursor'), '$limit: limit + 1'], list),
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
function afterText(members: readonly string[], { isInverse, shows }: LinkedList): string {
  const line = `{ ${members.join(', ')} }`
  const from = shows.access === undefined ? 'from' : 'from, seen'
  const before = `    ? await ${isInverse ? 'nextInverse' : 'nextPage'}(${from}).execute()`.length
  return before + line.length <= 120 ? line : `{\n${members.map((member) => `        ${member},\n`).join('')}      }`
}
