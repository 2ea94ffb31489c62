import type { Field, Resource } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, type, value } from '../code.ts'
import { selectCode } from '../kinds/answer.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { orderOf } from './schema.ts'

/** `products.queries.ts` */
export function queriesView(resource: Resource) {
  const { names, key } = resource
  const columns = resource.fields
    .filter((field) => field.readable)
    .map((field) => ({ name: field.property, code: selectCode(field, names.many) }))
  const has = operationFlags(resource)
  return {
    view: {
      type: names.type,
      words: names.words,
      table: names.many,
      columns: columns.map((column) => ({ name: column.name, code: column.code.text })),
      resource: literal(names.one),
      has,
      byKey: has.get || has.update,
      single: key.length === 1,
      keyMatches: keyMatches(resource),
      afterKey: afterKey(resource),
      keyColumns: key.map((field) => `${names.many}.${field.property}`).join(', '),
      keyValues: key.map((field) => `row.${field.property}`).join(', '),
      firstKeyColumn: `${names.many}.${key[0]?.property}`,
      firstKeyProperty: key[0]?.property ?? '',
      madeKey: key.filter((field) => field.made === 'uuidv7').map((field) => field.property),
      touched: resource.fields.some((field) => field.made === 'updatedAt'),
      order: literal(orderOf(resource)),
      statement: statementNames(resource),
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

function statementNames({ table }: Resource) {
  const named = (suffix: string): string => literal(`${table}_${suffix}`)
  return {
    first: named('first_page'),
    next: named('next_page'),
    get: named('by_key'),
    create: named('insert'),
    update: named('update'),
    delete: named('delete'),
  }
}

function keyMatches({ key, names }: Resource): string {
  const conditions = key.map((field) => `eq(${names.many}.${field.property}, ${place(field, names.many)})`)
  return conditions.length === 1 ? conditions.join('') : `and(${conditions.join(', ')})`
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
    ...uses(matches, orm('sql'), type(`${names.type}Key`, schema), ...matchImports),
    ...uses(has.list, orm('sql'), type(`${names.type}Query`, schema), value('pageOf', PATHS.cursor)),
    ...uses(has.list && key.length === 1, orm('gt')),
    ...uses(has.create, type(`New${names.type}`, schema)),
    ...uses(has.update, type(`${names.type}Patch`, schema)),
    ...uses(has.create || has.update, value('shapeOf', PATHS.executor), value('placesFor', PATHS.executor)),
    ...uses(has.create && key.some((field) => field.made === 'uuidv7'), { name: 'v7 as uuidv7', from: 'uuid' }),
  ]
}
