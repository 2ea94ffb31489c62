import { calledHooks } from '../../model/hooks.ts'
import type { Field, Resource } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { arrayText, objectText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { isOfActor } from './unsaid.ts'

/** Which roles may see, or write, what only some may: the constant and its text. `head` is what stands before it. */
export function rolesText(name: 'readers' | 'writers', resource: Resource, head = ''): string | false {
  const rows = restricted(resource, name).map(([property, roles]): [string, string] => {
    const before = `  ${property}: `.length
    return [property, arrayText(roles.map(literal), { indent: 2, before, after: 1 })]
  })
  if (rows.length === 0) return false
  const start = `${head}const ${name} = `
  return `${start}${objectText(Object.fromEntries(rows), { before: start.length + ' as const'.length })} as const`
}

/** Properties that only some roles see, or may write, with the roles. */
function restricted(resource: Resource, name: 'readers' | 'writers'): [string, readonly string[]][] {
  if (resource.access === undefined) return []
  return resource.fields.flatMap((field): [string, readonly string[]][] => {
    const roles = name === 'readers' ? field.readRoles : writersOf(field)
    return roles === undefined ? [] : [[field.property, roles]]
  })
}

function writersOf({ writable, writeRoles }: Field): readonly string[] | undefined {
  return writable.create || writable.update ? writeRoles : undefined
}

/** Whether some roles see less of a row than others. */
export function hasReaders(resource: Resource): boolean {
  return restricted(resource, 'readers').length > 0
}

/** Whether some roles may write less of a row than others. */
export function hasWriters(resource: Resource): boolean {
  return restricted(resource, 'writers').length > 0
}

/** What the server itself puts into a new row; false where that is nothing. */
export function madeText({ key, fields, parent, tenant }: Resource): string | false {
  const keys = key.filter(({ made }) => made === 'uuidv7').map(({ property }) => `${property}: uuidv7()`)
  const actors = actorFields(fields).map(({ property, optional }) =>
    optional ? `${property}: grant.actor?.id ?? null` : `${property}: actorOf(grant).id`,
  )
  const tenants = tenant === undefined ? [] : [`${tenant}: actorOf(grant).tenant`]
  const places = parent === undefined ? [] : [`${parent.property}: parent.${parent.property}`]
  if (keys.length + actors.length + tenants.length + places.length === 0) return false
  const members = [...keys, '...input', ...actors, ...tenants, ...places]
  const line = `{ ${members.join(', ')} }`
  if (line.length + '  const values = '.length <= 120) return line
  return `{\n${members.map((member) => `    ${member},\n`).join('')}  }`
}

/** Fields that get who is signed in. */
export function actorFields(fields: readonly Field[]): Field[] {
  return fields.filter(isOfActor)
}

/** Whether a new row has something of who is signed in, so that nobody else can make one. */
export function asksWhoIsSignedIn({ fields, tenant }: Resource): boolean {
  return tenant !== undefined || actorFields(fields).some(({ optional }) => !optional)
}

/** Whether the insert needs the grant: to know who is signed in, or what they may see; or hooks around it do. */
export function insertNeedsGrant(resource: Resource): boolean {
  return insertUsesGrant(resource) || calledHooks(resource, 'create') !== undefined
}

/** Whether its statement does. */
export function insertUsesGrant(resource: Resource): boolean {
  return actorFields(resource.fields).length > 0 || resource.tenant !== undefined || hasReaders(resource)
}

/**
 * A write under rules: what it leaves has to be a row of theirs. `write` is what stands behind `(tx) => `; `row` what tells
 * which row that is; `refusal` how it is refused otherwise than by `forbidden`.
 */
export function withinText(write: string, row: string, refusal: readonly string[] = []): string {
  const args = ['db', 'grant', `(tx) => ${write}`, `(tx, row) => byKey(tx, grant).execute(${row})`, ...refusal]
  // Formatters break calls with two functions.
  return `return within(\n${args.map((arg) => `    ${arg},\n`).join('')}  )`
}

/** What guarded queries import beside the rest. */
export function guardedImports(resource: Resource): ImportSymbol[] {
  const { access, operations } = resource
  if (access === undefined) return []
  const writes = operations.includes('create') || operations.includes('update')
  const asksActor = operations.includes('create') && asksWhoIsSignedIn(resource)
  return [
    ...(usesScoped(resource) ? [value('scoped', PATHS.scope)] : []),
    ...(hasReaders(resource) ? [value('restricted', PATHS.restricted)] : []),
    ...(writes ? [value('within', PATHS.scope)] : []),
    ...(asksActor ? [value('actorOf', PATHS.scope)] : []),
    ...(writes && hasWriters(resource) ? [value('refuseUnwritable', PATHS.restricted)] : []),
  ]
}

/** Only what answers with nothing but a key has nothing to hide. */
function usesScoped(resource: Resource): boolean {
  return !hasReaders(resource) || resource.operations.includes('delete')
}

/** The parameter that carries a grant of any operation. */
export function scopedParameter({ access }: Resource): { parameters: string[]; imports: ImportSymbol[] } {
  if (access === undefined) return { parameters: [], imports: [] }
  return { parameters: ['grant: Scoped'], imports: [type('Scoped', PATHS.scope)] }
}
