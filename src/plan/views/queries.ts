import type { Field, Resource, Service } from '../../model/model.ts'
import { statementName } from '../../model/naming.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, type, value } from '../code.ts'
import { selectCode } from '../kinds/answer.ts'
import { arrowCallText, type ChainCall, callText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import type { Settings } from './service.ts'

/** `products.queries.ts` */
export function queriesView(resource: Resource, { name }: Service, { setup }: Settings) {
  const { names, key } = resource
  const columns = resource.fields
    .filter((field) => field.readable)
    .map((field) => ({ name: field.property, code: selectCode(field, names.many) }))
  const has = operationFlags(resource)
  return {
    view: {
      words: names.words,
      columns: columns.map((column) => ({ name: column.name, code: column.code.text })),
      has,
      matches: has.get || has.update || has.delete,
      byKey: has.get || has.update,
      keyMatches: keyMatches(resource),
      afterKey: afterKey(resource),
      madeKey: key.filter((field) => field.made === 'uuidv7').map((field) => field.property),
      paging: names.paging,
      // Statements of several APIs in one application share its connections.
      statement: statements(resource, setup.embed === undefined ? [] : [name.replaceAll('-', '_')]),
      signature: signatures(resource),
    },
    imports: [...imports(resource), ...importsOf(columns.map((column) => column.code))],
  }
}

/** One flag an operation, for templates. */
export function operationFlags({ operations }: Resource) {
  return {
    list: operations.includes('list'),
    get: operations.includes('get'),
    create: operations.includes('create'),
    update: operations.includes('update'),
    delete: operations.includes('delete'),
  }
}

/** Prepared statements: built once, then only executed. */
function statements(resource: Resource, prefix: readonly string[]) {
  const { table, names, key } = resource
  const orderBy = { head: 'orderBy', args: key.map((field) => `${names.many}.${field.property}`) }
  const values = `placesFor<typeof ${names.many}.$inferInsert>(shape)`
  const touched = resource.fields.some((field) => field.made === 'updatedAt')
  const [first] = key
  const statement = (name: string, calls: readonly ChainCall[], suffix: string, parameters = '(db)'): string =>
    arrowCallText(
      `const ${name} = prepared(${literal(statementName(...prefix, table, suffix))}, ${parameters} =>`,
      'db',
      calls,
    )
  const shaped = (name: string, calls: readonly ChainCall[], suffix: string): string =>
    statement(name, calls, suffix, '(db, shape)')
  const select = ['select(columns)', `from(${names.many})`]
  const limit = "limit(sql.placeholder('$limit'))"
  return {
    first: statement('firstPage', [...select, orderBy, limit], 'first_page'),
    next: statement('nextPage', [...select, 'where(afterKey)', orderBy, limit], 'next_page'),
    get: statement('byKey', [...select, 'where(matchesKey)'], 'by_key'),
    insert: shaped('insert', [`insert(${names.many})`, `values(${values})`, 'returning(columns)'], 'insert'),
    update: shaped(
      'change',
      [
        `update(${names.many})`,
        touched ? `set({ ...${values}, updatedAt: sql\`now()\` })` : `set(${values})`,
        'where(matchesKey)',
        'returning(columns)',
      ],
      'update',
    ),
    delete: statement(
      'removeByKey',
      [
        `delete(${names.many})`,
        'where(matchesKey)',
        `returning({ ${first?.property}: ${names.many}.${first?.property} })`,
      ],
      'delete',
    ),
  }
}

/** The heads of the exported functions, up to the brace. */
function signatures({ names }: Resource) {
  const signature = (name: string, operation: string, parameters: readonly string[], returns = ''): string => {
    const grant = `_grant: Grant<${literal(names.one)}, ${literal(operation)}>`
    return callText(`export async function ${name}`, ['db: Executor', grant, ...parameters], { tail: `${returns} {` })
  }
  return {
    list: signature('list', 'list', [`{ limit, cursor }: ${names.queryType}`]),
    get: signature('get', 'get', [`key: ${names.keyType}`]),
    create: signature('create', 'create', [`input: ${names.newType}`]),
    update: signature('update', 'update', [`key: ${names.keyType}`, `patch: ${names.patchType}`]),
    remove: signature('remove', 'delete', [`key: ${names.keyType}`], ': Promise<boolean>'),
  }
}

function keyMatches({ key, names }: Resource): string {
  const conditions = key.map((field) => `eq(${names.many}.${field.property}, ${place(field, names.many)})`)
  return conditions.length === 1
    ? conditions.join('')
    : callText('and', conditions, { before: 'const matchesKey = '.length })
}

function afterKey({ key, names }: Resource): string {
  const [first] = key
  if (key.length === 1 && first) return `gt(${names.many}.${first.property}, ${place(first, names.many)})`
  const columns = key.map((field) => `\${${names.many}.${field.property}}`).join(', ')
  const places = key.map((field) => `\${${place(field, names.many)}}`).join(', ')
  return `sql\`(${columns}) > (${places})\``
}

/** A place in a prepared statement; a date needs its column to be written as PostgreSQL reads it. */
function place(field: Field, table: string): string {
  const bare = `sql.placeholder(${literal(field.property)})`
  return field.type.kind === 'datetime' ? `sql.param(${bare}, ${table}.${field.property})` : bare
}

function imports(resource: Resource): ImportSymbol[] {
  const { key, names } = resource
  const has = operationFlags(resource)
  const orm = (name: string) => value(name, 'drizzle-orm')
  const schema = resourcePath(resource, 'schema')
  const uses = (needed: boolean, ...symbols: ImportSymbol[]) => (needed ? symbols : [])
  const matches = has.get || has.update || has.delete
  const matchImports = key.length === 1 ? [orm('eq')] : [orm('and'), orm('eq')]
  return [
    type('Executor', PATHS.executor),
    type('Grant', PATHS.grant),
    value('prepared', PATHS.executor),
    value(names.many, resourcePath(resource, 'table')),
    ...uses(matches, orm('sql'), type(names.keyType, schema), ...matchImports),
    ...uses(
      has.list,
      orm('sql'),
      type(names.queryType, schema),
      value(names.paging, schema),
      value('pageOf', PATHS.cursor),
    ),
    ...uses(has.list && key.length === 1, orm('gt')),
    ...uses(has.create, type(names.newType, schema)),
    ...uses(has.update, type(names.patchType, schema)),
    ...uses(has.create || has.update, value('shapeOf', PATHS.executor), value('placesFor', PATHS.executor)),
    ...uses(has.create && key.some((field) => field.made === 'uuidv7'), { name: 'v7 as uuidv7', from: 'uuid' }),
  ]
}
