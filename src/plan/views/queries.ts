import { isRestorable } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, type, value } from '../code.ts'
import { selectCode } from '../kinds/answer.ts'
import { callText, objectsText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import type { Settings } from './service.ts'
import { type SoftReferences, softReferences } from './soft-references.ts'
import { rowConditions, statements, touchedText } from './statements.ts'

/** `products.queries.ts` */
export function queriesView(resource: Resource, service: Service, { setup }: Settings) {
  const { names, key } = resource
  const soft = softReferences(resource, service)
  const columns = resource.fields
    .filter((field) => field.readable)
    .map((field) => ({ name: field.property, code: selectCode(field, names.many) }))
  const has = operationFlags(resource)
  const conditional = isConditional(resource)
  return {
    view: {
      words: names.words,
      columns: columns.map((column) => ({ name: column.name, code: column.code.text })),
      has,
      matches: has.get || has.update || has.delete,
      byKey: has.get || has.update || conditional,
      conditional,
      passesPlace: (has.update && soft.references.length > 0) || (has.delete && soft.referrers.length > 0),
      touched: has.update && resource.versioned && touchedText(resource),
      ...rowConditions(resource),
      restorable: isRestorable(resource),
      references: listOf('references', soft.references),
      referrers: listOf('referrers', soft.referrers),
      soleKey: key[0]?.property ?? '',
      madeKey: key.filter((field) => field.made === 'uuidv7').map((field) => field.property),
      newType: names.newType,
      patchType: names.patchType,
      keyType: names.keyType,
      paging: names.paging,
      // Statements of several APIs in one application share its connections.
      statement: statements(resource, setup.embed === undefined ? [] : [service.name.replaceAll('-', '_')]),
      signature: signatures(resource),
    },
    imports: [...imports(resource, soft), ...importsOf(columns.map((column) => column.code))],
  }
}

/** `const references = […]`; false where there are none. */
function listOf(name: string, entries: readonly Readonly<Record<string, string>>[]): string | false {
  const start = `const ${name} = `
  return entries.length > 0 && `${start}${objectsText(entries, start.length)}`
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

/** Whether some operation has to be told which version it changes. */
export function isConditional({ versioned, operations }: Resource): boolean {
  return versioned && (operations.includes('update') || operations.includes('delete'))
}

/** The heads of the exported functions, up to the brace. */
function signatures({ names, versioned }: Resource) {
  const versions = versioned ? ['versions: string'] : []
  const signature = (name: string, operation: string, parameters: readonly string[], returns = ''): string => {
    const grant = `_grant: Grant<${literal(names.one)}, ${literal(operation)}>`
    return callText(`export async function ${name}`, ['db: Executor', grant, ...parameters], { tail: `${returns} {` })
  }
  return {
    list: signature('list', 'list', [`{ limit, cursor }: ${names.queryType}`]),
    get: signature('get', 'get', [`key: ${names.keyType}`]),
    create: signature('create', 'create', [`input: ${names.newType}`]),
    update: signature('update', 'update', [`key: ${names.keyType}`, `patch: ${names.patchType}`, ...versions]),
    restore: signature('restore', 'restore', [`key: ${names.keyType}`]),
    remove: signature('remove', 'delete', [`key: ${names.keyType}`, ...versions], ': Promise<boolean>'),
  }
}

function imports(resource: Resource, soft: SoftReferences): ImportSymbol[] {
  const { key, names, softDelete } = resource
  const has = operationFlags(resource)
  const orm = (name: string) => value(name, 'drizzle-orm')
  const schema = resourcePath(resource, 'schema')
  const uses = (needed: boolean, ...symbols: ImportSymbol[]) => (needed ? symbols : [])
  const matches = has.get || has.update || has.delete
  const matchImports = key.length === 1 && !softDelete ? [orm('eq')] : [orm('and'), orm('eq')]
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
    ...uses(has.list || has.get, value('reading', PATHS.executor)),
    ...uses(has.list && key.length === 1, orm('gt')),
    ...uses(softDelete && (matches || has.list), orm('and'), orm('isNull')),
    ...uses(isRestorable(resource), orm('isNotNull')),
    ...uses(isConditional(resource), orm('and'), value('isOneOf', PATHS.versions), value('Problem', PATHS.problem)),
    ...soft.imports,
    ...uses(has.create, type(names.newType, schema)),
    ...uses(has.update, type(names.patchType, schema)),
    ...uses(has.create || has.update, value('shapeOf', PATHS.executor), value('placesFor', PATHS.executor)),
    ...uses(has.create && key.some((field) => field.made === 'uuidv7'), { name: 'v7 as uuidv7', from: 'uuid' }),
  ]
}
