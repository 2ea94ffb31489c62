import { LIMITS } from './limits.ts'
import type { SpecPath } from './spec.ts'

/** What to add where a key is missing. */
export function missingHint(path: SpecPath): string | undefined {
  const key = String(path.at(-1))
  const example = path[0] === 'resources' && key === 'fields' ? MISSING.fields : MISSING[key]
  return example === undefined ? undefined : `add \`${example}\``
}

const MISSING: Readonly<Record<string, string>> = {
  ashlar: 'ashlar: 1',
  name: 'name: my-api',
  resources: 'resources:',
  fields: 'fields:',
  default: 'default: 20',
  max: 'max: 100',
  user: 'user: customer',
  identifier: 'identifier: email',
  field: 'field: role',
  url: 'url: PAYMENTS_URL',
  calls: 'calls: { charge: { post: /charges } }',
  issuer: 'issuer: GOOGLE_ISSUER',
}

/** How the values of keys are written, for those that are not written as they should be. */
const WRITTEN: Readonly<Record<string, string>> = {
  ashlar: 'type `ashlar: 1`',
  api: 'for example `api: { basePath: /api, pageSize: { default: 20, max: 100 } }`',
  pageSize: 'for example `pageSize: { default: 20, max: 100 }`',
  auth: 'for example `auth: { user: customer, identifier: email, roles: { field: role } }`',
  roles: 'for example `roles: { field: role }`',
  oidc: 'for example `oidc: { google: { issuer: GOOGLE_ISSUER } }`',
  defaults: 'for example `defaults: { timestamps: false }`',
  config: 'for example `config: { STRIPE_KEY: secret }`',
  deploy: 'for example `deploy: [kubernetes]`',
  resources: 'for example `resources: { note: { fields: { text: string(1..200) } } }`',
  fields: 'for example `fields: { text: string(1..200) }`',
  upstreams: 'for example `upstreams: { payments: { url: PAYMENTS_URL, calls: { charge: { post: /charges } } } }`',
  calls: 'for example `calls: { charge: { post: /charges } }`',
  breaker: 'for example `breaker: { errorRate: 50%, minCalls: 20, resetAfter: 5s }`',
  key: 'for example `key: sku`, or `key: [order, product]`',
  indexes: 'for example `indexes: [[status, createdAt]]`, or `indexes: [{ fields: [lower(email)], unique: true }]`',
  operations: 'for example `operations: [list, get]`',
  query: 'for example `query: { filter: [status], sort: [createdAt], search: [title] }`',
  filter: 'for example `filter: [status, category.slug]`',
  sort: 'for example `sort: [createdAt, price]`',
  search: 'for example `search: [title]`',
  access: 'for example `access: { list: public, get: public, create: admin, update: [owner, admin], delete: admin }`',
  createWith: 'for example `createWith: [lines]`',
  hooks: 'for example `hooks: [beforeCreate]`',
  actions: 'for example `actions: { publish: { post: "/{id}/publish", response: product } }`',
  uses: 'for example `uses: [payments.charge]`',
  request: 'for example `request: { token: string(..200) }`',
  moves: 'for example `moves: { draft: [placed], placed: [paid] }`',
  renamedValues: 'for example `renamedValues: { old: new }`',
  shape: 'for example `shape: { width: int, height: int }`',
  enum: 'for example `enum: [draft, paid]`',
  timeout: 'for example `timeout: 2s`',
  cache: 'for example `cache: 5m`',
  rateLimit: 'for example `rateLimit: 300/1m`',
}

/** How the value at a path is written; nothing when that goes without saying. */
export function hintAt(path: SpecPath): string | undefined {
  const [first, , third] = path
  if (first === 'api' && path[1] === 'pageSize' && path.length === 3)
    return `type a number from 1 to ${LIMITS.pageSize}`
  if (first === 'resources' && path.length === 2)
    return `for example \`${plainName(path[1])}: { fields: { text: string(1..200) } }\``
  if (third === 'indexes' && path.at(-1) === 'fields') return 'for example `fields: [status, createdAt]`'
  if (isField(path)) return 'type a short form such as `string(1..80)`, or a map such as `{ type: string, max: 80 }`'
  if (first === 'resources' && third === 'actions' && path.length === 4) {
    return 'for example `publish: { post: "/{id}/publish", response: product }`'
  }
  const name = path.findLast((part) => typeof part === 'string')
  return WRITTEN[String(name)]
}

/** Whether a field stands at a path, in a resource or in another map of fields. */
export function isField(path: SpecPath): boolean {
  const around = path.at(-2)
  if (path[0] === 'config') return path.length === 2
  return around === 'fields' ? path.length === 4 : around === 'shape' || around === 'request' || around === 'response'
}

/** The user's name where it is one, else one of ours. */
function plainName(name: string | number | undefined): string {
  return typeof name === 'string' && /^[a-z][A-Za-z0-9]{0,40}$/.test(name) ? name : 'note'
}
