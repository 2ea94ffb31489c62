import type { Protection } from '../spec/spec.ts'
import type { Access, Resource, Rule } from './model.ts'
import type { Placed, World } from './world.ts'

/** Limits and caching of a resource: its own, else those of `defaults`. */
export function buildProtection({ spec: { defaults } }: World, { named }: Placed) {
  const own: Protection = named.spec
  return {
    cache: unlessOff(own.cache ?? defaults.cache),
    timeout: own.timeout ?? defaults.timeout,
    rateLimit: unlessOff(own.rateLimit ?? defaults.rateLimit),
  }
}

function unlessOff<Value>(value: Value | false | undefined): Value | undefined {
  return value === false ? undefined : value
}

/** Reports a cache on rows of which not everybody who asks may see the same. */
export function checkCache(
  world: World,
  placed: Placed,
  resource: Pick<Resource, 'cache' | 'access' | 'fields'>,
): void {
  const { named } = placed
  const own = [...named.at, 'cache']
  if (resource.cache === undefined) return
  const reason = dependenceOn(world, placed, resource)
  if (reason === undefined) return
  const isOwn = named.spec.cache !== undefined
  const message = `what \`${named.name}\` shows depends on ${reason}, so it cannot be cached`
  const hint = isOwn ? 'take `cache` out' : 'add `cache: false`'
  world.report.add({ code: 'ASH2085', message, hint, at: isOwn ? own : named.at, ...(!isOwn && { name: true }) })
}

/** On what else than its rows it depends what a resource shows. */
function dependenceOn(
  { spec }: World,
  { named }: Placed,
  { access, fields }: Pick<Resource, 'access' | 'fields'>,
): string | undefined {
  const restricted = fields.find(({ readRoles }) => readRoles !== undefined)
  const why = restricted === undefined ? dependence(access) : `\`${restricted.name}\` is shown to some roles only`
  if (why !== undefined) return `who asks (${why})`
  // Whether that is there, and for whom, is part of every answer.
  if (named.spec.parent !== undefined) return `the \`${named.spec.parent}\` that it is nested under`
  return spec.auth?.user === named.name ? 'signing in, which writes to it past the cache' : undefined
}

function dependence(access: Access | undefined): string | undefined {
  const rules = [...(access?.list ?? []), ...(access?.get ?? [])]
  const personal = rules.find(({ who }) => who.kind === 'self' || who.kind === 'owner' || who.kind === 'parent')
  if (personal !== undefined) return `\`${personal.who.kind}\``
  // Several rules on the same rows only differ in who passes the guard.
  const scopes = new Set(rules.map(scopeOf))
  return scopes.size > 1 ? 'some see all rows, others only some' : undefined
}

function scopeOf({ where }: Rule): string {
  return where === undefined ? '' : `${where.property} ${JSON.stringify(where.value)}`
}
