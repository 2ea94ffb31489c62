import { type CalledHooks, calledHooks, fieldsOfHooks, givesValues, outcomeHooks } from '../../model/hooks.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { callText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { rowType } from './actions.ts'

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
            parameterText('change', gives ? [`patch: ${names.patchType}`] : [], `${row} | undefined`),
          ],
          `${row} | undefined`,
        ),
      },
      changed: outcome && {
        ...flags(outcome, [create, changing]),
        signature: head('changed', [parameterText('change', [], `${row} | undefined`)], `${row} | undefined`),
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
  const given = isAsked && gives ? [`input: ${newType}`] : []
  const insert = parameterText('insert', given, rowType(resource))
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

/** `change: (tx: Executor, patch: BookPatch) => Promise<BookFound | undefined>`, broken as formatters do it. */
function parameterText(name: string, given: readonly string[], returns: string): string {
  const tail = ` => Promise<${returns}>`
  return callText(`${name}: `, ['tx: Executor', ...given], { indent: 2, tail })
}
