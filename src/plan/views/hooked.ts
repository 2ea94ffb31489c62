import {
  type CalledHooks,
  calledHooks,
  fieldsOfHooks,
  givesValues,
  holdsRows,
  outcomeHooks,
} from '../../model/hooks.ts'
import type { Resource, Service } from '../../model/model.ts'
import { addressFields } from '../../model/nesting.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { callText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { rowType } from './actions.ts'
import { insertUsesGrant } from './guarded.ts'
import { makingGrant } from './making.ts'
import { isConditional } from './queries.ts'

/** `products.hooked.ts`: what is done around each write. */
export function hookedView(resource: Resource, service: Service) {
  const { names, access } = resource
  const row = rowType(resource)
  const [create, update, remove] = (['create', 'update', 'delete'] as const).map((one) => calledHooks(resource, one))
  const outcome = outcomeHooks(resource, service)
  const changing = update?.before ? update : undefined
  const gives = fieldsOfHooks(resource, service).length > 0
  const head = (name: string, parameters: readonly string[], returns: string) => {
    const asking = access === undefined ? [] : ['{ actor }: Scoped']
    return callText(`export async function ${name}`, ['db: Executor', ...asking, ...parameters], {
      tail: `: Promise<${returns}> {`,
    })
  }
  return {
    view: {
      words: names.words.one,
      row,
      keyType: names.keyType,
      patchType: names.patchType,
      actor: access === undefined ? '' : 'actor, ',
      creating: create && {
        ...flags(create, []),
        gives: create.before && gives,
        signature: head('creating', creatingParameters(resource, gives), row),
      },
      changing: changing && {
        ...flags(changing, [create]),
        gives,
        call: gives ? 'change(tx, withGiven(patch, given))' : 'change(tx)',
        signature: head(
          'changing',
          [
            '{ key, patch, find }: Changing',
            `change: (tx: Executor${gives ? `, patch: ${names.patchType}` : ''}) => Promise<${row} | undefined>`,
          ],
          `${row} | undefined`,
        ),
      },
      changed: outcome && {
        ...flags(outcome, [create, changing]),
        signature: head('changed', [`change: (tx: Executor) => Promise<${row} | undefined>`], `${row} | undefined`),
      },
      removing: remove && {
        ...flags(remove, [create, changing, outcome]),
        signature: head(
          'removing',
          [
            remove.before ? '{ key, find }: Removing' : `key: ${names.keyType}`,
            'remove: (tx: Executor) => Promise<boolean>',
          ],
          'boolean',
        ),
      },
    },
    imports: hookedImports(resource, service),
  }
}

function creatingParameters(resource: Resource, gives: boolean): string[] {
  const { newType } = resource.names
  const isAsked = calledHooks(resource, 'create')?.before === true
  const given = isAsked && gives ? `, input: ${newType}` : ''
  const insert = `insert: (tx: Executor${given}) => Promise<${rowType(resource)}>`
  return isAsked ? [`input: ${newType}`, insert] : [insert]
}

/** What is called, and whether it is in a transaction. `above` is what stands before it in the file. */
function flags(called: CalledHooks, above: readonly (CalledHooks | undefined)[]) {
  return {
    ...called,
    inside: called.before || called.after,
    told: called.after || called.commit,
    separated: above.some((one) => one !== undefined),
  }
}

function hookedImports(resource: Resource, service: Service): ImportSymbol[] {
  const { names } = resource
  const schema = resourcePath(resource, 'schema')
  const types = resourcePath(resource, 'hook-types')
  const [create, update, remove] = (['create', 'update', 'delete'] as const).map((one) => calledHooks(resource, one))
  const outcome = outcomeHooks(resource, service)
  const all = [create, update?.before ? update : undefined, outcome, remove].filter((one) => one !== undefined)
  const gives = givesValues(resource, service)
  return [
    type('Executor', PATHS.executor),
    ...(all.some(({ before, after }) => before || after) ? [value('transaction', PATHS.transaction)] : []),
    ...(all.some(({ commit }) => commit) ? [value('afterCommit', PATHS.transaction)] : []),
    ...(resource.access === undefined ? [] : [type('Scoped', PATHS.scope)]),
    ...(gives ? [value('withGiven', PATHS.hookValues)] : []),
    { name: 'hooks', from: resourcePath(resource, 'hooks'), namespace: true },
    ...(create || update || outcome || remove?.before ? [type(rowType(resource), types)] : []),
    ...(create?.before ? [type(names.newType, schema)] : []),
    ...(update?.before ? [type(names.patchType, schema)] : []),
    ...(update?.before || remove ? [type(names.keyType, schema)] : []),
  ]
}

/** How the queries of a resource call that: around the statement itself, which is a function of its own then. */
export function hookedWrites(resource: Resource, service: Service) {
  const guarded = resource.access !== undefined
  const grant = guarded ? ', grant' : ''
  const place = isConditional(resource) ? 'place' : 'key'
  const own = (operation: string) =>
    guarded ? [`grant: Grant<${literal(resource.names.one)}, ${literal(operation)}>`] : []
  const create = calledHooks(resource, 'create')
  const update = calledHooks(resource, 'update')
  const remove = calledHooks(resource, 'delete')
  const find = (name: string) => `find: (tx) => ${name}(tx${grant}, ${place})`
  const key = keyText(resource, service)
  const gives = givesValues(resource, service)
  return {
    create: create && createWrite(resource, service, create),
    update: update && {
      around: update.before
        ? aroundText(
            `return changing(db${grant}, { ${key}, patch, ${find('held')} }, ${gives ? '(tx, written)' : '(tx)'} =>`,
            {
              inner: `changeHooked(tx${grant}, ${place}, ${gives ? 'written' : 'patch'})`,
            },
          )
        : aroundText(`return changed(db${grant}, (tx) =>`, { inner: `changeHooked(tx${grant}, ${place}, patch)` }),
      inner: callText(
        'async function changeHooked',
        ['db: Executor', ...own('update'), placeParameter(resource), `patch: ${resource.names.patchType}`],
        { tail: ' {' },
      ),
    },
    remove: remove && {
      around: remove.before
        ? aroundText(`return removing(db${grant}, { ${key}, ${find('held')} }, (tx) =>`, {
            inner: `removeHooked(tx${grant}, ${place})`,
          })
        : aroundText(`return removing(db${grant}, ${key.replace('key: ', '')}, (tx) =>`, {
            inner: `removeHooked(tx${grant}, ${place})`,
          }),
      inner: callText('async function removeHooked', ['db: Executor', ...own('delete'), placeParameter(resource)], {
        tail: ': Promise<boolean> {',
      }),
    },
    held: holdsRows(resource) && heldView(resource),
    /** What is told of moves, of what the code of the service writes, and of rows that come back. */
    changed: outcomeHooks(resource, service) !== undefined && `changed(db${grant}, async (tx) => {`,
  }
}

function createWrite(resource: Resource, service: Service, { before }: CalledHooks) {
  const gives = before && givesValues(resource, service)
  const { names, access, parent } = resource
  const grant = access === undefined ? '' : ', grant'
  const used = insertUsesGrant(resource)
  const input = gives ? 'written' : 'input'
  const given = [...(used ? ['grant'] : []), ...(parent === undefined ? [] : ['parent']), input].join(', ')
  const head = `return creating(db${grant}, ${before ? 'input, ' : ''}${gives ? '(tx, written)' : '(tx)'} =>`
  return {
    around: aroundText(head, { inner: `insertHooked(tx, ${given})` }),
    inner: callText(
      'async function insertHooked',
      [
        'db: Executor',
        ...(used ? [`grant: ${makingGrant(resource, service)}`] : []),
        ...(parent === undefined ? [] : [`parent: ${names.parentType}`]),
        `input: ${names.newType}`,
      ],
      { tail: ' {' },
    ),
  }
}

/** The row that is to be written, held so that it is still the one that hooks have seen. */
function heldView(resource: Resource) {
  const grant = resource.access === undefined ? [] : operationsGrant(resource)
  return callText('async function held', ['db: Executor', ...grant, placeParameter(resource)], { tail: ' {' })
}

function operationsGrant(resource: Resource): string[] {
  const operations = (['update', 'delete'] as const).filter((one) => calledHooks(resource, one)?.before)
  return [`grant: Grant<${literal(resource.names.one)}, ${operations.map(literal).join(' | ')}>`]
}

function placeParameter(resource: Resource): string {
  return isConditional(resource) ? 'place: VersionedKey' : `key: ${resource.names.keyType}`
}

/** The key that hooks are handed: without the versions that it may stand beside. */
function keyText(resource: Resource, service: Service): string {
  if (!isConditional(resource)) return 'key'
  const parts = addressFields(resource, service).map(({ field: { property } }) => `${property}: place.${property}`)
  return `key: { ${parts.join(', ')} }`
}

/** `return changed(db, (tx) => changeOne(tx, …))`, broken as formatters do it. */
function aroundText(head: string, { inner }: { readonly inner: string }): string {
  const line = `${head} ${inner})`
  if (line.length + 2 <= 120) return line
  return `${head}\n    ${inner},\n  )`
}

/** What the queries of a resource import for that. */
export function hookedQueryImports(resource: Resource, service: Service): ImportSymbol[] {
  const hooked = resourcePath(resource, 'hooked')
  const update = calledHooks(resource, 'update')
  return [
    ...(calledHooks(resource, 'create') ? [value('creating', hooked)] : []),
    ...(update?.before ? [value('changing', hooked)] : []),
    ...(outcomeHooks(resource, service) ? [value('changed', hooked)] : []),
    ...(calledHooks(resource, 'delete') ? [value('removing', hooked)] : []),
  ]
}
