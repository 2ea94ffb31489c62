import type {
  AccessRule,
  AccessSpec,
  ActionResponse,
  ActionSpec,
  AuthSpec,
  CallSpec,
  DefaultsSpec,
  IndexSpec,
  Protection,
  QuerySpec,
  ResourceSpec,
  Spec,
  UpstreamSpec,
} from '../spec.ts'
import { accessRuleText } from '../values/access-rule.ts'
import { conditionText } from '../values/condition.ts'
import { durationText } from '../values/duration.ts'
import { indexedFieldText } from '../values/indexed-field.ts'
import { moduleExportText } from '../values/module-export.ts'
import { percentageText } from '../values/percentage.ts'
import { rateText } from '../values/rate.ts'
import { fieldsOf } from './plain-field.ts'
import { oneOrList, type PlainMap, present } from './plain-map.ts'

/**
 * A description as plain data, shaped as in YAML, with nothing in it that goes without saying: fields in short form
 * where that can say it, durations and rules as texts.
 *
 * @example
 * plainSpec(spec) // { ashlar: 1, name: 'shop', resources: { … } }
 */
export function plainSpec(spec: Spec): PlainMap {
  const { name, description, api, auth, tenant, defaults, config, deploy, resources, upstreams } = spec
  return present({
    ashlar: 1,
    name,
    description,
    api: unlessEmpty(present({ ...api })),
    auth: auth && authOf(auth),
    tenant,
    defaults: unlessEmpty(defaultsOf(defaults)),
    config: config && fieldsOf(config),
    deploy,
    resources: eachOf(resources, resourceOf),
    upstreams: upstreams && eachOf(upstreams, upstreamOf),
  })
}

function authOf({ accessTokenTtl, refreshTokenTtl, user, identifier, roles, ...rest }: AuthSpec): PlainMap {
  return present({
    user,
    identifier,
    roles,
    accessTokenTtl: accessTokenTtl && durationText(accessTokenTtl),
    refreshTokenTtl: refreshTokenTtl && durationText(refreshTokenTtl),
    ...rest,
  })
}

function defaultsOf({ access, cache, timeout, rateLimit, ...flags }: DefaultsSpec): PlainMap {
  return present({ ...flags, access: access && accessOf(access), ...protectionOf({ cache, timeout, rateLimit }) })
}

/** What `exactOptionalPropertyTypes` forbids to hand on as it was found. */
type Loose<Object> = { readonly [Key in keyof Object]: Object[Key] | undefined }

function protectionOf({ cache, timeout, rateLimit }: Loose<Protection>): PlainMap {
  return {
    cache: cache && durationText(cache),
    timeout: timeout && durationText(timeout),
    rateLimit: rateLimit && rateText(rateLimit),
  }
}

function accessOf(access: AccessSpec): unknown {
  return 'all' in access ? rulesOf(access.all) : eachOf(access.each, rulesOf)
}

function rulesOf(rules: readonly AccessRule[]): unknown {
  return oneOrList(rules.map(accessRuleText))
}

/** In the order in which people read a resource: its names, its fields, what may be done with it. */
function resourceOf(resource: ResourceSpec): PlainMap {
  const { description, plural, table, path, renamedFrom, external, key, fields, ...others } = resource
  const { indexes, query, access, owner, actions, parent, cache, timeout, rateLimit, ...rest } = others
  return present({
    description,
    plural,
    table,
    path,
    renamedFrom,
    external: external && moduleExportText(external),
    key: key && oneOrList(key),
    fields: fieldsOf(fields),
    indexes: indexes?.map(indexOf),
    query: query && queryOf(query),
    ...rest,
    owner: owner?.join('.'),
    parent,
    access: access && accessOf(access),
    ...protectionOf({ cache, timeout, rateLimit }),
    actions: actions && eachOf(actions, actionOf),
  })
}

function indexOf({ fields, unique, where }: IndexSpec): unknown {
  const texts = fields.map(indexedFieldText)
  if (!unique && where === undefined) return texts
  return present({ fields: texts, unique: unique || undefined, where: where && conditionText(where) })
}

function queryOf({ filter, ...rest }: QuerySpec): PlainMap {
  return present({ filter: filter?.map((path) => path.join('.')), ...rest })
}

function actionOf(action: ActionSpec): PlainMap {
  const { method, path, description, access, request, response, uses, idempotent, timeout, rateLimit } = action
  return present({
    [method]: path,
    description,
    access: access && rulesOf(access),
    request: request && fieldsOf(request),
    response: response && responseOf(response),
    uses: uses?.map(({ upstream, call }) => `${upstream}.${call}`),
    idempotent,
    ...protectionOf({ cache: undefined, timeout, rateLimit }),
  })
}

function responseOf(response: ActionResponse): unknown {
  if ('fields' in response) return fieldsOf(response.fields)
  return response.list ? `${response.resource}[]` : response.resource
}

function upstreamOf({ description, url, token, timeout, retries, breaker, calls }: UpstreamSpec): PlainMap {
  const { errorRate, minCalls, resetAfter } = breaker ?? {}
  const limits = {
    errorRate: errorRate === undefined ? undefined : percentageText(errorRate),
    minCalls,
    resetAfter: resetAfter && durationText(resetAfter),
  }
  return present({
    description,
    url,
    token,
    timeout: timeout && durationText(timeout),
    retries,
    breaker: breaker && present(limits),
    calls: eachOf(calls, callOf),
  })
}

function callOf({ method, path, idempotencyKey, request, response, fallback, timeout, retries }: CallSpec): PlainMap {
  return present({
    [method]: path,
    idempotencyKey,
    request: request && fieldsOf(request),
    response: response && fieldsOf(response),
    fallback,
    timeout: timeout && durationText(timeout),
    retries,
  })
}

function eachOf<Value>(map: Readonly<Record<string, Value>>, plain: (value: Value) => unknown): PlainMap {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, plain(value)]))
}

function unlessEmpty(map: PlainMap): PlainMap | undefined {
  return Object.keys(map).length === 0 ? undefined : map
}
