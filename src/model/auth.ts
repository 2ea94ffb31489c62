import type { AuthSpec, Spec } from '../spec/spec.ts'
import { inApiCase } from './casing.ts'
import type { PlacedField } from './fields.ts'
import type { Auth } from './model.ts'
import { buildProviders, checkProviders } from './oidc.ts'
import type { Report } from './report.ts'
import { expectField, expectResource, hasUnreadFields, type Placed, type World } from './world.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * The roles that rules may name: the values of the enum that `auth.roles` names. Undefined when a problem elsewhere
 * keeps them from being known.
 */
export function rolesOf({ auth, resources }: Spec, report: Report): readonly string[] | undefined {
  if (report.isUnread(['auth'])) return undefined
  if (auth?.roles === undefined) return []
  const type = resources[auth.user]?.fields[auth.roles.field]?.type
  return type?.kind === 'enum' ? type.values : undefined
}

/** How people sign in; nothing, with findings, when they could not. */
export function buildAuth(world: World): Auth | undefined {
  const { auth } = world.spec
  if (auth === undefined) return undefined
  const user = expectResource(world, auth.user, ['auth', 'user'])
  if (user === undefined) return undefined
  const identifier = checkIdentifier(world, user, auth)
  const roles = auth.roles === undefined ? undefined : checkRoles(world, user, auth.roles.field)
  const passwords = user.fields.filter(({ field }) => field.secret)
  checkPasswords(world, user, passwords)
  checkKey(world, user)
  checkTables(world)
  if (identifier?.field.type.kind === 'email') checkVerified(world, user, identifier.field.name)
  const accessTokenTtl = auth.accessTokenTtl ?? 15 * MINUTE
  const refreshTokenTtl = auth.refreshTokenTtl ?? 30 * DAY
  if (refreshTokenTtl <= accessTokenTtl) {
    const message = 'a refresh token that lives no longer than an access token refreshes nothing'
    const at = ['auth', auth.refreshTokenTtl === undefined ? 'accessTokenTtl' : 'refreshTokenTtl']
    world.report.add({ code: 'ASH2080', message, hint: 'for example `accessTokenTtl: 15m, refreshTokenTtl: 30d`', at })
  }
  const built = {
    user: auth.user,
    identifier: identifier?.field.property ?? auth.identifier,
    password: passwords[0]?.field.property,
    roles: roles && { field: roles.field.property, values: world.roles ?? [] },
    accessTokenTtl,
    refreshTokenTtl,
    cookies: auth.cookies ?? false,
    apiKeys: auth.apiKeys ?? false,
    oidc: buildProviders(world),
  }
  checkProviders(world, user, built)
  return built
}

const IDENTIFIERS: ReadonlySet<string> = new Set(['email', 'string', 'slug'])

function checkIdentifier({ report }: World, user: Placed, auth: AuthSpec): PlacedField | undefined {
  const at = ['auth', 'identifier']
  const mention = { name: auth.identifier, at, code: 'ASH2080', wanted: 'to sign in with' }
  const found = expectField(user, mention, report)
  if (found === undefined) return undefined
  const { field } = found
  const only = field.inKey && user.key.fields.length === 1
  if (!IDENTIFIERS.has(field.type.kind) || field.array) {
    const message = `\`${field.name}\` is no text to sign in with`
    report.add({ code: 'ASH2080', message, hint: 'name an `email`, `string` or `slug` field', at })
  } else if ((!field.unique && !only) || field.optional) {
    const message = `\`${field.name}\` does not tell people apart: it must be unique and never empty`
    report.add({ code: 'ASH2080', message, hint: `type \`${field.name}: email unique\``, at })
  }
  return found
}

function checkRoles({ report }: World, user: Placed, name: string): PlacedField | undefined {
  const at = ['auth', 'roles', 'field']
  const found = expectField(user, { name, at, code: 'ASH2080', wanted: 'to hold a role' }, report)
  if (found === undefined) return undefined
  const { field, spec } = found
  if (field.type.kind !== 'enum' || field.array || field.optional) {
    const message = `\`${name}\` cannot hold a role: that is one value of an enum, and never empty`
    report.add({ code: 'ASH2080', message, hint: `type \`${name}: enum(customer, admin) = customer\``, at })
  } else if (field.writable.create && field.writeRoles === undefined && spec !== undefined) {
    const message = `whoever may write a \`${user.named.name}\` could give themselves any role`
    const hint = `say who may: \`write(${field.type.values.at(-1)})\``
    report.add({ code: 'ASH2086', message, hint, at: found.at, name: true })
  }
  return found
}

function checkPasswords({ spec, report }: World, user: Placed, passwords: readonly PlacedField[]): void {
  const [, second] = passwords
  if (second !== undefined) {
    const message = `\`${user.named.name}\` has a second password`
    report.add({ code: 'ASH2080', message, hint: 'keep one `secret` field', at: second.at, name: true })
  }
  if (passwords.length > 0 || spec.auth?.oidc !== undefined || hasUnreadFields(user, report)) return
  const message = `\`${user.named.name}\` has no password to sign in with`
  report.add({
    code: 'ASH2080',
    message,
    hint: 'add `password: secret` to its fields, or `oidc:`',
    at: ['auth', 'user'],
  })
}

/** A session refers to who has it. */
function checkKey({ report }: World, user: Placed): void {
  if (user.key.made) return
  const few = user.fields.find(({ field }) => user.key.fields.includes(field.name) && field.type.kind === 'enum')
  if (few !== undefined) {
    const message = `there would be one \`${user.named.name}\` for each value of \`${few.field.name}\`, its key`
    report.add({
      code: 'ASH2080',
      message,
      hint: 'give it a key that as many can have as sign in',
      at: few.at,
      name: true,
    })
  }
  if (user.key.fields.length < 2) return
  const message = `\`${user.named.name}\` has a key of several fields, which a session cannot refer to`
  report.add({ code: 'ASH2080', message, hint: 'give it a key of one field', at: ['auth', 'user'] })
}

/** `GET /auth/me` says beside the fields since when the email is verified. */
function checkVerified({ spec, report }: World, user: Placed, identifier: string): void {
  const name = inApiCase(`${identifier}VerifiedAt`, spec.api.case ?? 'camel')
  const taken = user.fields.find(({ field }) => field.property === name)
  if (taken === undefined) return
  const message = `\`${name}\` is what the service says itself of who signs in`
  report.add({ code: 'ASH2080', message, hint: 'take it out, or give it another name', at: taken.at, name: true })
}

/** Where the service keeps who is signed in. */
const OWN_TABLES: ReadonlySet<string> = new Set([
  'auth_api_keys',
  'auth_email_verifications',
  'auth_handovers',
  'auth_identities',
  'auth_password_resets',
  'auth_refresh_tokens',
  'auth_sessions',
])

function checkTables({ report, resources }: World): void {
  for (const { named } of resources.values()) {
    if (!OWN_TABLES.has(named.table)) continue
    const message = `in the table \`${named.table}\` the service keeps who is signed in`
    report.add({ code: 'ASH2004', message, hint: 'give it another name, or add `table:`', at: named.at, name: true })
  }
}
