import { isAnsweredByActions, isFoundByActions, isWrittenByActions } from '../../model/acting.ts'
import { isIncluded } from '../../model/included.ts'
import { keptFields } from '../../model/kept.ts'
import { isShown } from '../../model/linked.ts'
import { isRestorable } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { levelsOf, ownKey } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, type, value } from '../code.ts'
import { selectCode } from '../kinds/answer.ts'
import { objectsText, objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { askedImports, askedView } from './asked.ts'
import { rowConditions } from './conditions.ts'
import { copiesView, copyImports } from './copies.ts'
import { isQueried } from './filters.ts'
import {
  guardedImports,
  hasReaders,
  insertNeedsGrant,
  madeText,
  rolesText,
  scopedParameter,
  withinText,
} from './guarded.ts'
import { hookedQueryImports, hookedWrites } from './hooked-writes.ts'
import { isInKey, keeping } from './keeping.ts'
import { isChangedWithin, isMadeWithin } from './making.ts'
import { isMoved, moveImports, movesView } from './moves.ts'
import { ownValuesView, valuesOf } from './own-values.ts'
import { asksForParent, parentImports, parentView } from './parent.ts'
import { secretImports, secretsView } from './secrets.ts'
import type { Settings } from './service.ts'
import { signatures } from './signatures.ts'
import { type SoftReferences, softReferences } from './soft-references.ts'
import { statements, touchedText } from './statements.ts'
import { tellingImports, tellsRemovedText, tellsText } from './telling.ts'
import { ownReferences, tenantOf } from './tenants.ts'

/** `products.queries.ts` */
export function queriesView(resource: Resource, service: Service, { setup }: Settings) {
  const { names, key } = resource
  const soft = softReferences(resource, service)
  const columns = resource.fields
    .filter((field) => field.readable)
    .map((field) => ({ name: field.property, code: selectCode(field, names.many) }))
  const has = operationFlags(resource)
  const conditional = isConditional(resource)
  const guarded = resource.access !== undefined
  const kept = keeping(resource, service)
  const own = ownReferences(resource, service)
  const hooked = hookedWrites(resource, service)
  const made = has.create && isMadeWithin(resource, service)
  const changed = isChangedWithin(resource, kept.view.keeping.update !== false)
  // Statements of several APIs in one application share its connections.
  const prefix = setup.embed === undefined ? [] : [service.name.replaceAll('-', '_')]
  return {
    view: {
      words: names.words,
      columns: columns.map((column) => ({ name: column.name, code: column.code.text })),
      has,
      matches: needsByKey(resource, service) || has.delete,
      byKey: needsByKey(resource, service),
      conditional,
      passesPlace:
        (has.update &&
          (guarded || soft.patched || kept.view.keeping.update !== false || hooked.update !== undefined)) ||
        (has.delete &&
          (soft.referrers.length > 0 || kept.view.keeping.remove !== false || hooked.remove !== undefined)),
      hooked,
      heldPlace: conditional ? 'place' : 'key',
      secrets: secretsView(resource),
      createOne: made && createOneText(kept.view.keeping.create),
      updateOne: changed,
      touched: (has.update || isWrittenByActions(resource, service)) && resource.versioned && touchedText(resource),
      ...rowConditions(resource, service),
      parent: asksForParent(resource) && parentView(resource, service, prefix),
      parentShared: isParentShared(resource) ? 'export ' : '',
      place: resource.parent === undefined ? '' : '...parent, ',
      restorable: isRestorable(resource),
      ...kept.view,
      copies: has.create && copiesView(resource, service),
      references: listOf('references', soft.references),
      refusals: refusalsText(soft),
      referrers: listOf('referrers', soft.referrers),
      ownReferences: listOf('ownReferences', own.entries),
      refusesForeign: own.asked,
      tenantWords: tenantOf(service)?.names.words.one ?? '',
      soleKey: key[0]?.property ?? '',
      guarded,
      grant: guarded ? ', grant' : '',
      readers: rolesText('readers', resource, isShared(resource, service) ? 'export ' : ''),
      writers: (has.create || has.update) && rolesText('writers', resource),
      made: madeText(resource),
      inserted: insertedText(resource, soft),
      within: {
        create: withinText(insertWrite(resource), rowText(resource, service, 'parent'), refusalOf(resource, service)),
      },
      innerUpdate: innerUpdate(resource, soft, rowText(resource, service, 'key')),
      changed: changedText(resource),
      asked: has.list && isQueried(resource) && askedView(resource, service),
      moves: isMoved(resource, service) && movesView(resource, service, prefix),
      own: ownValuesView(resource, service, prefix),
      tells: tellsText(resource),
      tellsRemoved: tellsRemovedText(resource, service),
      newType: names.newType,
      patchType: names.patchType,
      keyType: names.keyType,
      paging: names.paging,
      statement: statements(resource, prefix, {
        located: kept.located,
        shared: sharedStatements(resource, service, changed),
      }),
      signature: signatures(resource, service, { create: made, update: changed }),
    },
    imports: [
      ...imports(resource, service, soft),
      ...own.imports,
      ...tellingImports(resource, service),
      ...(isMoved(resource, service) ? moveImports(resource) : []),
      ...kept.imports,
      ...hookedQueryImports(resource, service),
      ...(has.create ? copyImports(resource, service) : []),
      ...importsOf(columns.map((column) => column.code)),
    ],
  }
}

/** Whether other files see to it that what rows are nested under is there. */
function isParentShared({ operations, actions }: Resource): boolean {
  return operations.includes('bulkCreate') || actions.some(({ onRow }) => !onRow)
}

/** Whether other files see by it who sees what. */
function isShared(resource: Resource, service: Service): boolean {
  return isShown(resource, service) || isIncluded(resource, service) || isAnsweredByActions(resource, service)
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

/** Whether a query finds one row by its key: also to see whether what was written under rules is still one of theirs. */
function needsByKey(resource: Resource, service: Service): boolean {
  const has = operationFlags(resource)
  const isAgain = resource.createWith.length > 0 && keptFields(resource).length > 0
  const isActedOn = isFoundByActions(resource, service) || isWrittenByActions(resource, service)
  const isAsked = has.get || has.update || isConditional(resource) || isAgain
  return isAsked || isActedOn || (has.create && resource.access !== undefined)
}

function insertWrite(resource: Resource): string {
  const grant = insertNeedsGrant(resource) ? ', grant' : ''
  const parent = resource.parent === undefined ? '' : ', parent'
  return `insertOne(tx${grant}${parent}, input)`
}

/** `const refusals = { … }`; false where every reference stands in the body. */
function refusalsText({ refusals }: SoftReferences): string | false {
  const start = 'const refusals = '
  return Object.keys(refusals).length > 0 && `${start}${objectText(refusals, { before: start.length })}`
}

/** The statement that inserts, while what the row refers to is there. */
function insertedText(resource: Resource, { references, refusals }: SoftReferences): string {
  const values = madeText(resource) === false ? 'input' : 'values'
  const grant = hasReaders(resource) ? ', grant' : ''
  const insert = (db: string) => `insert(${db}${grant}, shapeOf(${values})).execute(${values})`
  if (references.length === 0) return `const [row] = await ${insert('db')}`
  const given = ['references', values === 'values' ? values : `values: ${values}`]
  const what = [...given, ...(Object.keys(refusals).length > 0 ? ['refusals'] : [])].join(', ')
  const head = `const [row] = await withLiveReferences(db, { ${what} }, (tx) =>`
  const line = `${head} ${insert('tx')})`
  return line.length + 2 <= 120 ? line : `${head}\n    ${insert('tx')},\n  )`
}

/** Who may not change what a row is to be nested under is told the same as where that is not there. */
function refusalOf(resource: Resource, service: Service): string[] {
  const level = levelsOf(resource, service).at(-1)
  const rules = resource.access?.create ?? []
  if (level === undefined || !rules.every(({ who }) => who.kind === 'parent')) return []
  return [`() => notFound(${literal(level.parent.names.words.one)})`]
}

/** What tells a row that was written: of what is deeper than one level a row does not say all of its path. */
function rowText(resource: Resource, service: Service, path: 'parent' | 'key'): string {
  return levelsOf(resource, service).length > 1 ? `{ ...${path}, ...row }` : 'row'
}

/** The update around the one that does it; false where there is only that one. */
function innerUpdate(resource: Resource, { patched }: SoftReferences, row: string): string | false {
  const place = isConditional(resource) ? 'place' : 'key'
  const live = (inner: string, change: string) =>
    `withLiveReferences(${inner}, { references, values: patch }, (${change.slice('changeOne('.length).split(',')[0]}) => ${change})`
  if (resource.access === undefined) {
    return patched && `return ${live('db', `changeOne(tx, ${place}, patch)`)}`
  }
  if (!patched) return withinText(`changeOne(tx, grant, ${place}, patch)`, row)
  return withinText(live('tx', `changeOne(live, grant, ${place}, patch)`), row)
}

/** The statement that changes a row, or finds it where there is nothing to change. */
function changedText(resource: Resource): string {
  const grant = resource.access === undefined ? '' : ', grant'
  const [place, find] = isConditional(resource) ? ['place', 'atVersion'] : ['key', 'byKey']
  const change = `await change(db${grant}, shape).execute({ ...patch, ...${place} })`
  const unchanged = `await ${find}(db${grant}).execute(${place})`
  const line = `const [row] = shape.length > 0 ? ${change} : ${unchanged}`
  if (line.length + 2 <= 120) return line
  const second = `    shape.length > 0 ? ${change} : ${unchanged}`
  if (second.length <= 120) return `const [row] =\n${second}`
  return `const [row] =\n    shape.length > 0\n      ? ${change}\n      : ${unchanged}`
}

/** Statements that other files of the resource execute too. */
function sharedStatements(resource: Resource, service: Service, changed: boolean) {
  const isAgain = resource.createWith.length > 0 && keptFields(resource).length > 0
  const isFound = (changed && isInKey(resource, service)) || isFoundByActions(resource, service)
  const isLocated = changed && !isInKey(resource, service)
  return [...(isAgain || isFound ? ['byKey'] : []), ...(isLocated ? ['located'] : [])]
}

/** How one is made below what is there, or while what it counts for is held. */
function createOneText(keeping: string | false): string {
  return keeping === false ? 'return createOne(db, grant, parent, input)' : keeping
}

function imports(resource: Resource, service: Service, soft: SoftReferences): ImportSymbol[] {
  const { key, names, softDelete } = resource
  const has = operationFlags(resource)
  const orm = (name: string) => value(name, 'drizzle-orm')
  const schema = resourcePath(resource, 'schema')
  const uses = (needed: boolean, ...symbols: ImportSymbol[]) => (needed ? symbols : [])
  const guarded = resource.access !== undefined
  const matches = needsByKey(resource, service) || has.delete
  const level = levelsOf(resource, service).at(-1)
  const matchImports =
    key.length === 1 && !softDelete && !guarded && level === undefined ? [orm('eq')] : [orm('and'), orm('eq')]
  return [
    type('Executor', PATHS.executor),
    type('Grant', PATHS.grant),
    ...uses(!guarded || (has.create && !hasReaders(resource)), value('prepared', PATHS.executor)),
    ...guardedImports(resource),
    ...uses(isConditional(resource), ...scopedParameter(resource).imports),
    value(names.many, resourcePath(resource, 'table')),
    ...uses(matches, orm('sql'), ...matchImports),
    ...uses(has.get || has.update || has.delete || isWrittenByActions(resource, service), type(names.keyType, schema)),
    ...uses(
      has.list,
      orm('sql'),
      type(names.queryType, schema),
      value(names.paging, schema),
      ...(isQueried(resource) ? askedImports(resource, service) : [value('pageOf', PATHS.cursor)]),
    ),
    ...uses(has.list || has.get, value('reading', PATHS.executor)),
    ...uses(has.list && !isQueried(resource) && ownKey(resource).length === 1, orm('gt')),
    ...parentImports(resource, service),
    ...uses(has.list && guarded, orm('and')),
    ...uses(softDelete && (matches || has.list), orm('and'), orm('isNull')),
    ...uses(isRestorable(resource), orm('isNotNull')),
    ...uses(isConditional(resource), orm('and'), value('isOneOf', PATHS.versions), value('Problem', PATHS.problem)),
    ...soft.imports,
    ...secretImports(resource),
    ...uses(has.create, type(names.newType, schema)),
    ...uses(has.update, type(names.patchType, schema)),
    ...uses(
      has.create || has.update || valuesOf(resource, service) !== undefined,
      value('shapeOf', PATHS.executor),
      value('placesFor', PATHS.executor),
    ),
    ...uses(has.create && key.some((field) => field.made === 'uuidv7'), { name: 'v7 as uuidv7', from: 'uuid' }),
  ]
}
