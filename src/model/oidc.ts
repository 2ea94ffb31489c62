import type { Auth, Provider } from './access-model.ts'
import { snakeCase } from './casing.ts'
import type { Field, Resource } from './model.ts'
import type { Placed, World } from './world.ts'

/** What everybody is asked for who comes from a provider. */
const NEEDED = ['openid', 'email']

/** Keys of the environment that signing in with providers has, whoever they are. */
const OWN_VARIABLES = ['OIDC_RETURN_URLS', 'PUBLIC_URL']

/** The providers that people sign in with, by name: their order in the description means nothing. */
export function buildProviders({ spec }: World): Provider[] {
  const named = Object.entries(spec.auth?.oidc ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return named.map(([name, { issuer, scopes }]) => {
    const prefix = snakeCase(name).toUpperCase()
    return {
      name,
      issuer,
      clientId: `${prefix}_CLIENT_ID`,
      clientSecret: `${prefix}_CLIENT_SECRET`,
      scopes: scopes ?? [...NEEDED, 'profile'],
    }
  })
}

/** What the description lacks for signing in with providers; nothing where nobody does. */
export function checkProviders(world: World, user: Placed, auth: Auth): void {
  if (auth.oidc.length === 0) return
  checkScopes(world)
  checkVariables(world, auth.oidc)
  const identifier = user.fields.find(({ field }) => field.property === auth.identifier)?.field
  if (identifier === undefined || identifier.type.kind === 'email') return
  world.report.add({
    code: 'ASH2080',
    message: `by \`${identifier.name}\` nobody is known who comes from a provider: it is no e-mail address`,
    hint: `type \`${identifier.name}: email unique\`, or take out \`oidc\``,
    at: ['auth', 'identifier'],
  })
}

function checkScopes({ spec, report }: World): void {
  for (const [name, { scopes = NEEDED }] of Object.entries(spec.auth?.oidc ?? {})) {
    const missing = NEEDED.filter((scope) => !scopes.includes(scope))
    if (missing.length === 0) continue
    const words = `scope${missing.length > 1 ? 's' : ''} \`${missing.join('` and `')}\``
    const message = `without the ${words} a provider does not say who somebody is`
    const hint = `type \`scopes: [${[...NEEDED, ...scopes.filter((scope) => !NEEDED.includes(scope))].join(', ')}]\``
    report.add({ code: 'ASH2080', message, hint, at: ['auth', 'oidc', name, 'scopes'] })
  }
}

/** Each key of the environment means one thing. */
function checkVariables({ spec, report }: World, providers: readonly Provider[]): void {
  const taken = new Map(OWN_VARIABLES.map((name) => [name, 'signing in with providers']))
  for (const { name, issuer, clientId, clientSecret } of providers) {
    for (const variable of [issuer, clientId, clientSecret]) {
      const owner = taken.get(variable)
      if (owner === undefined) {
        taken.set(variable, `the provider \`${name}\``)
        continue
      }
      const message = `\`${variable}\` belongs to ${owner} already`
      const at = ['auth', 'oidc', name, ...(variable === issuer ? ['issuer'] : [])]
      report.add({ code: 'ASH2094', message, hint: 'type another name', at })
    }
  }
  for (const name of Object.keys(spec.config ?? {})) {
    const owner = taken.get(name.replace(/_FILE$/, '')) ?? taken.get(name)
    if (owner === undefined) continue
    const message = `\`${name}\` belongs to ${owner}, which declares it already`
    report.add({ code: 'ASH2094', message, hint: 'take it out here', at: ['config', name], name: true })
  }
}

/** What providers call what people are called, by how users have it. */
const CLAIMS: Readonly<Record<string, string>> = {
  name: 'name',
  fullName: 'name',
  displayName: 'name',
  firstName: 'given_name',
  givenName: 'given_name',
  lastName: 'family_name',
  familyName: 'family_name',
  nickname: 'nickname',
}

/** The claim of a provider that a field is filled from; undefined when it is none that anybody would guess. */
export function claimOf({ name, type, array }: Field): string | undefined {
  const isText = !array && (type.kind === 'string' || type.kind === 'text')
  return isText ? CLAIMS[name] : undefined
}

/** Whether anybody may make an account, and so also who comes from a provider. */
export function isOpenToAll({ access, operations }: Resource): boolean {
  const isOpen = access?.create?.some(({ who, where }) => who.kind === 'public' && where === undefined) ?? false
  return isOpen && operations.includes('create')
}

/** Whoever comes from a provider for the first time gets an account with what the provider says, and nothing else. */
export function checkNewAccounts(world: World, auth: Auth, resources: readonly Resource[]): void {
  const user = resources.find(({ names }) => names.one === auth.user)
  const placed = world.resources.get(auth.user)
  if (auth.oidc.length === 0 || user === undefined || placed === undefined || !isOpenToAll(user)) return
  for (const { field, at } of placed.fields) {
    const isGiven = field.property === auth.identifier || field.property === auth.password
    if (!field.required || !field.writable.create || isGiven) continue
    const claim = claimOf(field)
    if (claim !== undefined && field.writeRoles === undefined) {
      checkProfileScope(world, { field, claim })
      continue
    }
    const message = `nothing fills \`${field.name}\` for who comes from a provider for the first time`
    const hint = 'let it be absent with `?`, or give it a default'
    world.report.add({ code: 'ASH2080', message, hint, at, name: true })
  }
}

function checkProfileScope({ report, spec }: Pick<World, 'report' | 'spec'>, { field, claim }: Filled): void {
  for (const [name, { scopes }] of Object.entries(spec.auth?.oidc ?? {})) {
    if (scopes === undefined || scopes.includes('profile')) continue
    const message = `without the scope \`profile\` a provider does not say the \`${claim}\` that \`${field.name}\` needs`
    const hint = `type \`scopes: [${[...scopes, 'profile'].join(', ')}]\``
    report.add({ code: 'ASH2080', message, hint, at: ['auth', 'oidc', name, 'scopes'] })
  }
}

interface Filled {
  readonly field: Field
  readonly claim: string
}
