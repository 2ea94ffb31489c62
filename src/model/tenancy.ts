import type { SpecPath } from '../spec/spec.ts'
import { hasAuth, noAuth } from './access.ts'
import type { Finding } from './report.ts'
import { isTenants } from './tenant-field.ts'
import { expectField, expectResource, hasUnreadFields, type Placed, type World } from './world.ts'

/** Checks that `tenant:` names a resource, and that somebody signs in who belongs to one of its rows. */
export function checkTenant(world: World): void {
  const { tenant, auth } = world.spec
  if (tenant === undefined) return
  const at = ['tenant']
  if (tenant === auth?.user) {
    const message = `\`${tenant}\` signs in, and cannot be what they belong to as well`
    const hint = 'name another resource; rows of somebody are theirs by `owner:`'
    world.report.add({ code: 'ASH2048', message, hint, at })
    return
  }
  expectResource(world, tenant, at)
  if (hasAuth(world)) return
  world.report.add({ code: 'ASH2048', ...noAuth('`tenant`'), at })
}

/** The property of a resource's reference to its tenant; undefined when all tenants share the rows. */
export function buildTenant(world: World, placed: Placed): string | undefined {
  const { tenant, auth } = world.spec
  const { named } = placed
  const own = named.spec.tenant
  const at = [...named.at, 'tenant']
  const refuse = (message: string, hint: string, where: SpecPath = at, name?: true): undefined => {
    const finding: Finding = { code: 'ASH2048', message, hint, at: where, ...(name && { name }) }
    world.report.add(finding)
  }
  if (tenant === undefined) {
    if (own === undefined || world.report.isUnread(at) || world.report.isUnread(['tenant'])) return undefined
    return refuse('there are no tenants', 'name the resource that they are at the top: `tenant: organisation`')
  }
  if (own === false) {
    if (named.name === auth?.user) {
      return refuse(`\`${named.name}\` signs in, and must belong to a tenant`, `add \`${tenant}: ref ${tenant}\``)
    }
    return sharedUnder(world, placed, refuse)
  }
  // That there is no such resource, or that it cannot be a tenant, is told at the top.
  if (tenant === auth?.user) return undefined
  if (named.name === tenant || !world.resources.has(tenant) || world.report.isUnread(at)) return undefined
  const property =
    own === undefined
      ? foundTenant(world, placed, { tenant, refuse })
      : namedTenant(world, placed, { name: own, tenant })
  checkTenantField(world, placed, property)
  checkKey(world, placed)
  return property
}

/** What all tenants share cannot stand below what one of them has: nothing would keep it from the others. */
function sharedUnder({ spec }: World, { named }: Placed, refuse: Refuse): undefined {
  const parent = named.spec.fields[named.spec.parent ?? '']?.type
  if (parent?.kind !== 'ref' || !isTenants(spec, parent.resource)) return undefined
  const message = `\`${named.name}\` is nested under \`${parent.resource}\`, which belongs to one \`${spec.tenant}\``
  return refuse(message, `take \`tenant: false\` away, and add \`${spec.tenant}: ref ${spec.tenant}\``)
}

/** What says otherwise where the tenant of a row comes from: it is that of who is signed in, and stands in no path or body. */
const OTHERWISE = ['set', 'copy', 'default', 'write', 'immutable', 'readonly'] as const

function checkTenantField({ report }: World, { named, fields }: Placed, property: string | undefined): void {
  const found = fields.find(({ field }) => field.property === property)
  if (found?.spec === undefined) return
  const { field, spec, at } = found
  const add = (message: string, hint: string, where: SpecPath): void =>
    report.add({ code: 'ASH2048', message, hint, at: where })
  const is = `\`${field.name}\` is the tenant`
  if (field.inKey) add(`${is}, and stands in no path`, 'take it out of the key', [...named.at, 'key'])
  if (named.spec.parent === field.name) {
    add(`${is}, and stands in no path`, 'take `parent` out: the list is that of the tenant anyhow', [
      ...named.at,
      'parent',
    ])
  }
  const alone = (named.spec.indexes ?? []).findIndex(
    ({ unique, fields: columns }) => unique && columns.every((column) => column.field === field.name),
  )
  const one = `${is}, and would have one \`${named.name}\` only`
  if (spec.unique) add(one, 'take `unique` out', [...at, 'unique'])
  if (alone >= 0) add(one, 'take the index out', [...named.at, 'indexes', alone])
  for (const key of OTHERWISE) {
    if (spec[key] === undefined || spec[key] === false) continue
    add(`${is}: that of who is signed in, and of nothing else`, `take \`${key}\` out`, [...at, key])
  }
}

/** That a key is taken would tell of a row of another tenant. */
function checkKey({ spec, report }: World, { named, key, fields }: Placed): void {
  const parts = fields.filter(({ field }) => key.fields.includes(field.name))
  const isOwn = parts.some(({ field }) => field.reference !== undefined && isTenants(spec, field.reference.resource))
  const isIdentifier = named.name === spec.auth?.user && key.fields.join() === spec.auth.identifier
  if (isOwn || isIdentifier || !parts.some(({ field }) => field.writable.create)) return
  const message = `that a key of \`${named.name}\` is taken would tell of the rows of another \`${spec.tenant}\``
  const hint = `take \`key\` out, and make \`${key.fields[0]}\` \`unique\`: among the rows of one \`${spec.tenant}\``
  report.add({ code: 'ASH2048', message, hint, at: [...named.at, 'key'] })
}

type Refuse = (message: string, hint: string, where?: SpecPath, name?: true) => undefined

function foundTenant(
  { spec, report }: World,
  placed: Placed,
  { tenant, refuse }: { readonly tenant: string; readonly refuse: Refuse },
): string | undefined {
  const { named, fields } = placed
  const references = fields.filter(({ spec }) => spec?.type.kind === 'ref' && spec.type.resource === tenant)
  const [first, second] = references
  if (first === undefined) {
    if (hasUnreadFields(placed, report)) return undefined
    const message = `\`${named.name}\` does not say which \`${tenant}\` it belongs to`
    const shared = named.name === spec.auth?.user ? '' : ', or `tenant: false` when all share it'
    const hint = `add the field \`${tenant}: ref ${tenant}\`${shared}`
    return refuse(message, hint, named.at, true)
  }
  if (second !== undefined) {
    const message = `\`${named.name}\` has several references to \`${tenant}\``
    return refuse(message, `say which is its tenant: \`tenant: ${first.field.name}\``, named.at, true)
  }
  return first.field.optional ? undefinedTenant(refuse, first.field.name, first.at) : first.field.property
}

function undefinedTenant(refuse: Refuse, name: string, at: SpecPath): undefined {
  return refuse(`\`${name}\` is the tenant, and may be empty`, 'take the `?` away', [...at, 'optional'])
}

function namedTenant(
  { report }: World,
  placed: Placed,
  { name, tenant }: { readonly name: string; readonly tenant: string },
): string | undefined {
  const at = [...placed.named.at, 'tenant']
  const found = expectField(placed, { name, at, code: 'ASH2048', wanted: 'to be its tenant' }, report)
  if (found === undefined) return undefined
  if (found.spec?.type.kind !== 'ref' || found.spec.type.resource !== tenant || found.field.optional) {
    const message = `\`${name}\` is no required reference to \`${tenant}\``
    report.add({ code: 'ASH2048', message, hint: `type \`${name}: ref ${tenant}\``, at })
  }
  return found.field.property
}
