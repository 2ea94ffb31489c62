import fc from 'fast-check'
import { HOOKS, METHODS, OPERATIONS } from '../../src/spec/field/types.ts'
import { ACTION_NAME, RESOURCE_NAME, SERVICE_PART_NAME } from '../../src/spec/names.ts'
import { field, members, oneOrMany, type Plain, some } from './fields.ts'
import {
  camel,
  camelUnder,
  duration,
  enumValue,
  freeText,
  jsonValue,
  kebab,
  moduleExport,
  rate,
  role,
  snake,
  variable,
} from './words.ts'

/** A map from names to values. */
function mapOf(names: fc.Arbitrary<string>, value: Plain, size: { minKeys?: number; maxKeys: number }): Plain {
  return fc.dictionary(names, value, { ...size, noNullPrototype: true })
}

const flag = fc.boolean()
const off = fc.constant(false)
const names = fc.array(camel, { minLength: 1, maxLength: 3 })

const condition = fc.oneof(
  camel,
  fc.tuple(camel, jsonValue).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
  fc.tuple(camel, enumValue).map(([name, value]) => `${name}=${value}`),
)

const rule = fc.oneof(
  fc.constantFrom('public', 'signedIn', 'self', 'owner', 'parent'),
  role,
  fc.tuple(role, condition).map(([who, where]) => `${who} where ${where}`),
)

const rules = oneOrMany(rule)
const access = fc.oneof(rules, some({ list: rules, get: rules, create: rules, update: rules, delete: rules }))
const path = fc.array(camel, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
const indexed = fc.array(
  fc.oneof(
    camel,
    camel.map((name) => `lower(${name})`),
  ),
  { minLength: 1, maxLength: 3 },
)
const index = fc.oneof(indexed, some({ fields: indexed, unique: flag, where: condition }, ['fields']))

const protection = {
  cache: fc.oneof(duration, off),
  timeout: fc.oneof(duration, off),
  rateLimit: fc.oneof(rate, off),
}

const features = { timestamps: flag, softDelete: flag, versioned: flag, idempotent: flag }

/** One of the five methods with its path, then the rest. */
function withMethod(paths: readonly string[], rest: Plain): Plain {
  return fc
    .tuple(fc.constantFrom(...METHODS), fc.constantFrom(...paths), rest)
    .map(([method, at, others]) => ({ [method]: at, ...(others as object) }))
}

const action = withMethod(
  ['/{id}/pay', '/top', '/{order}/{product}/x-1'],
  some({
    description: freeText,
    access: rules,
    request: members,
    response: fc.oneof(
      camel,
      camel.map((name) => `${name}[]`),
      members,
    ),
    uses: fc.array(
      fc.tuple(camel, camel).map((parts) => parts.join('.')),
      { maxLength: 2 },
    ),
    idempotent: flag,
    timeout: protection.timeout,
    rateLimit: protection.rateLimit,
  }),
)

const resource = some(
  {
    description: freeText,
    plural: camelUnder(RESOURCE_NAME),
    table: snake,
    path: kebab,
    renamedFrom: camelUnder(RESOURCE_NAME),
    external: moduleExport,
    key: oneOrMany(camel),
    fields: mapOf(camel, field, { maxKeys: 5 }),
    indexes: fc.array(index, { maxLength: 2 }),
    ...features,
    operations: fc.subarray([...OPERATIONS], { minLength: 1 }),
    query: some({ filter: fc.array(path, { maxLength: 3 }), sort: names, search: names, include: names }),
    access,
    owner: path,
    parent: camel,
    tenant: fc.oneof(camel, off),
    createWith: names,
    hooks: fc.subarray([...HOOKS], { minLength: 1 }),
    actions: mapOf(camelUnder(ACTION_NAME), action, { maxKeys: 2 }),
    ...protection,
  },
  ['fields'],
)

const call = withMethod(
  ['/charges', '/A_b/{orderId}', '/x.json'],
  some({
    idempotencyKey: flag,
    request: members,
    response: members,
    fallback: jsonValue,
    timeout: duration,
    retries: fc.nat(10),
  }),
)

const share = fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`)

const upstream = some(
  {
    description: freeText,
    url: variable,
    token: variable,
    timeout: duration,
    retries: fc.nat(10),
    breaker: some({ errorRate: share, minCalls: fc.integer({ min: 1, max: 100_000 }), resetAfter: duration }),
    calls: mapOf(camelUnder(SERVICE_PART_NAME), call, { maxKeys: 2 }),
  },
  ['url', 'calls'],
)

const provider = some({ issuer: variable, scopes: fc.array(fc.constantFrom('openid', 'email')) }, ['issuer'])

const auth = some(
  {
    user: camel,
    identifier: camel,
    roles: some({ field: camel }, ['field']),
    accessTokenTtl: duration,
    refreshTokenTtl: duration,
    cookies: flag,
    apiKeys: flag,
    oidc: mapOf(camelUnder(SERVICE_PART_NAME), provider, { maxKeys: 2 }),
  },
  ['user', 'identifier'],
)

const pageLimit = fc.integer({ min: 1, max: 1000 })

const api = some({
  basePath: fc.constantFrom('/api', '/api/v1', '/a-b'),
  pageSize: fc.record({ default: pageLimit, max: pageLimit }, { noNullPrototype: true }),
  case: fc.constantFrom('camel', 'snake'),
  envelope: fc.constantFrom('data', 'none'),
  openapi: fc.constantFrom(3.1, 3, '3.1', '3.0'),
  rpc: flag,
})

/** A random description that the grammar takes, as plain data. */
export const description = some(
  {
    ashlar: fc.constant(1),
    name: fc.constantFrom('shop', 'my-api', 'a.b_c'),
    description: freeText,
    api: fc.option(api),
    auth,
    tenant: camel,
    defaults: fc.option(some({ ...features, access, ...protection })),
    config: mapOf(variable, field, { maxKeys: 2 }),
    deploy: fc.subarray(['kubernetes', 'grafana']),
    resources: mapOf(camelUnder(RESOURCE_NAME), resource, { minKeys: 1, maxKeys: 3 }),
    upstreams: mapOf(camelUnder(SERVICE_PART_NAME), upstream, { maxKeys: 2 }),
  },
  ['ashlar', 'name', 'resources'],
)
