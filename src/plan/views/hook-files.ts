import { fieldsOfHooks, outcomeHooks } from '../../model/hooks.ts'
import { showsHooksRows } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import { docComment } from '../../render/comment.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type } from '../code.ts'
import { callText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'
import { rowType } from './actions.ts'
import { hasAuth } from './actor.ts'
import { hasReaders } from './guarded.ts'

type HookName = Resource['hooks'][number]

/** In the order in which they are called, whatever the order of the description. */
const ORDER: readonly HookName[] = [
  'beforeCreate',
  'afterCreate',
  'beforeUpdate',
  'afterUpdate',
  'beforeDelete',
  'afterDelete',
  'afterCommit',
]

/** `products.hooks.ts`: its text follows from the names of the hooks alone, so that nothing else makes it another. */
export function hookFormView(resource: Resource) {
  const hooks = hooksOf(resource).map((name) => ({ name, type: typeOf(name) }))
  const types = resourcePath(resource, 'hook-types')
  return {
    view: { types: `\`${resource.names.file}.hook-types.ts\``, hooks },
    imports: hooks.map((hook) => type(hook.type, types)),
  }
}

/** `products.hook-types.ts` */
export function hookTypesView(resource: Resource, service: Service) {
  const hooks = hooksOf(resource)
  const given = givenText(resource, service)
  const row = showsHooksRows(resource) && rowType(resource)
  const inside = hooks.some((name) => name !== 'afterCommit')
  return {
    view: {
      words: resource.names.words,
      row,
      hides: hasReaders(resource),
      given: givesValues(resource) && given,
      inside,
      committed: committedText(resource, service),
      auth: hasAuth(service),
      hooks: hooks.map((name, index) => ({
        separated: index > 0 || inside || hooks.includes('afterCommit'),
        doc: docOf(name, given !== false),
        code: codeOf(name, resource, { auth: hasAuth(service), gives: given !== false }),
      })),
    },
    imports: typeImports(resource, service, { rows: row !== false, given: given !== false }),
  }
}

/** What hooks give: `ProductGiven`. */
function givenType({ names }: Resource): string {
  return `${names.type}Given`
}

function hooksOf({ hooks }: Resource): readonly HookName[] {
  return ORDER.filter((name) => hooks.includes(name))
}

/** `BeforeCreate` */
function typeOf(name: HookName): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

function givesValues({ hooks }: Resource): boolean {
  return hooks.includes('beforeCreate') || hooks.includes('beforeUpdate')
}

/** The values that hooks may give; false where nothing is left for them. */
function givenText(resource: Resource, service: Service): string | false {
  const properties = fieldsOfHooks(resource, service).map(({ property }) => literal(property))
  if (properties.length === 0) return false
  const start = `export type ${givenType(resource)} = Partial<Pick<typeof ${resource.names.many}.$inferInsert, `
  const line = `${start}${properties.join(' | ')}>>`
  if (line.length <= 120) return line
  const inner = properties.join(' | ')
  const table = `Pick<typeof ${resource.names.many}.$inferInsert, ${inner}>`
  const head = `export type ${givenType(resource)} = Partial<`
  if (table.length + 2 <= 120) return `${head}\n  ${table}\n>`
  const members = inner.length + 4 <= 120 ? `    ${inner}` : properties.map((one) => `    | ${one}`).join('\n')
  return `${head}\n  Pick<\n    typeof ${resource.names.many}.$inferInsert,\n${members}\n  >\n>`
}

const REFUSES = 'What it throws refuses the request, and nothing is written.'

const HELD = '`row` is as it was, and nobody else changes it meanwhile.'

function docOf(name: HookName, gives: boolean): string {
  const given = gives ? 'What it returns is written in place of what was sent. ' : ''
  const texts: Readonly<Record<HookName, string>> = {
    beforeCreate: `Called before one is made. ${given}${REFUSES}`,
    afterCreate: `Called when one is made, in the same transaction. ${REFUSES}`,
    beforeUpdate: `Called before one is changed; ${HELD} ${given}${REFUSES}`,
    afterUpdate: `Called when one is changed, in the same transaction. ${REFUSES}`,
    beforeDelete: `Called before one is deleted; ${HELD} ${REFUSES}`,
    afterDelete: `Called when one is deleted, in the same transaction. ${REFUSES}`,
    afterCommit:
      'Called when the transaction is committed, and never when it is not. The answer waits for it; when it fails, that ' +
      'changes no answer and is logged.',
  }
  return docComment(texts[name])
}

interface Told {
  readonly auth: boolean
  readonly gives: boolean
}

function codeOf(name: HookName, resource: Resource, told: Told): string {
  if (name === 'afterCommit') {
    const done = told.auth ? 'Committed & { readonly actor: Actor | undefined }' : 'Committed'
    return `export type AfterCommit = (done: ${done}) => Promise<void>`
  }
  const { names } = resource
  const row = `row: ${rowType(resource)}`
  const key = `key: ${names.keyType}`
  const members: Readonly<Record<Exclude<HookName, 'afterCommit'>, readonly string[]>> = {
    beforeCreate: [`input: ${names.newType}`],
    afterCreate: [row],
    beforeUpdate: [key, row, `patch: ${names.patchType}`],
    afterUpdate: [row],
    beforeDelete: [key, row],
    afterDelete: [key],
  }
  const gives = told.gives && (name === 'beforeCreate' || name === 'beforeUpdate')
  const returns = gives ? `${givenType(resource)} | undefined` : 'void'
  const handed = members[name].map((one) => `readonly ${one}`)
  const line = `export type ${typeOf(name)} = (asked: Writing & { ${handed.join('; ')} }) => Promise<${returns}>`
  if (line.length <= 120) return line
  const flat = callText(`export type ${typeOf(name)} = `, [`asked: Writing & { ${handed.join('; ')} }`], {
    before: 120,
    tail: ` => Promise<${returns}>`,
  })
  if (!flat.split('\n').some((part) => part.length > 120)) return flat
  const lines = handed.map((one) => `    ${one}\n`).join('')
  return `export type ${typeOf(name)} = (\n  asked: Writing & {\n${lines}  },\n) => Promise<${returns}>`
}

/** What a transaction may have done that is committed; undefined where nobody is told. */
function committedText(resource: Resource, service: Service): string | false {
  if (!resource.hooks.includes('afterCommit')) return false
  const row = rowType(resource)
  const does = (operation: Resource['operations'][number]) => resource.operations.includes(operation)
  const isChanged = does('update') || outcomeHooks(resource, service) !== undefined
  const members = [
    ...(does('create') ? [`{ readonly created: ${row} }`] : []),
    ...(isChanged ? [`{ readonly updated: ${row} }`] : []),
    ...(does('delete') ? [`{ readonly deleted: ${resource.names.keyType} }`] : []),
  ]
  const line = `export type Committed = ${members.join(' | ')}`
  return line.length <= 120 ? line : `export type Committed =${members.map((one) => `\n  | ${one}`).join('')}`
}

interface Used {
  readonly rows: boolean
  readonly given: boolean
}

function typeImports(resource: Resource, service: Service, { rows, given }: Used): ImportSymbol[] {
  const { names, hooks } = resource
  const schema = resourcePath(resource, 'schema')
  const has = (...all: HookName[]) => all.some((name) => hooks.includes(name))
  const inside = hooks.some((name) => name !== 'afterCommit')
  const deletes = has('afterCommit') && resource.operations.includes('delete')
  const handsKeys = has('beforeUpdate', 'beforeDelete', 'afterDelete') || deletes
  return [
    ...(hasAuth(service) ? [type('Actor', PATHS.actor)] : []),
    ...(inside ? [type('Tx', PATHS.executor)] : []),
    ...(rows ? [type('RowOf', PATHS.executor), type('byKey', resourcePath(resource, 'queries'))] : []),
    ...(given && givesValues(resource) ? [type(names.many, resourcePath(resource, 'table'))] : []),
    ...(has('beforeCreate') ? [type(names.newType, schema)] : []),
    ...(has('beforeUpdate') ? [type(names.patchType, schema)] : []),
    ...(handsKeys ? [type(names.keyType, schema)] : []),
  ]
}
