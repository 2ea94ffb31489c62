import type { Place, Problem } from '../errors.ts'
import type { ActionSpec, UpstreamSpec } from './call-spec.ts'
import type { FieldSpec, ModuleExport } from './field-spec.ts'

export type * from './call-spec.ts'
export type * from './field-spec.ts'

/** Where a value stands in a description: `['resources', 'product', 'fields', 'price']`. */
export type SpecPath = readonly (string | number)[]

/**
 * What the user wrote, normalised: short forms expanded, durations in milliseconds, nothing resolved, defaults not
 * yet applied. A key that is absent here is absent in the description. Maps have no prototype.
 */
export interface Spec {
  readonly name: string
  readonly description?: string
  readonly api: ApiSpec
  readonly auth?: AuthSpec
  /** The resource whose rows are the tenants: `organisation`. */
  readonly tenant?: string
  readonly defaults: DefaultsSpec
  readonly config?: Readonly<Record<string, FieldSpec>>
  readonly deploy?: readonly DeployTarget[]
  readonly resources: Readonly<Record<string, ResourceSpec>>
  readonly upstreams?: Readonly<Record<string, UpstreamSpec>>
}

/** What `api:` holds. */
export interface ApiSpec {
  readonly basePath?: string
  readonly pageSize?: { readonly default: number; readonly max: number }
  /** How names are written in JSON and in the query. */
  readonly case?: 'camel' | 'snake'
  /** `data` wraps answers in `{ "data": … }`; `none` gives them bare. */
  readonly envelope?: 'data' | 'none'
  readonly openapi?: '3.0' | '3.1'
  /** Whether each resource exports what Hono's typed client needs. */
  readonly rpc?: boolean
}

/** What `auth:` holds. */
export interface AuthSpec {
  /** The resource that signs in. */
  readonly user: string
  /** Its unique field. */
  readonly identifier: string
  readonly roles?: { readonly field: string }
  /** Milliseconds. */
  readonly accessTokenTtl?: number
  /** Milliseconds. */
  readonly refreshTokenTtl?: number
  /** Refresh tokens in a cookie, with protection against forged requests. */
  readonly cookies?: boolean
  readonly apiKeys?: boolean
  /** Providers by name: each signs in by OpenID Connect. */
  readonly oidc?: Readonly<Record<string, OidcSpec>>
}

/** One provider of OpenID Connect. */
export interface OidcSpec {
  /** The environment variable that holds the address of the issuer. */
  readonly issuer: string
  readonly scopes?: readonly string[]
}

/** What every resource starts from, and may say otherwise. */
export interface DefaultsSpec extends Protection {
  readonly timestamps?: boolean
  readonly softDelete?: boolean
  readonly versioned?: boolean
  readonly idempotent?: boolean
  readonly access?: AccessSpec
}

/** Limits and caching of a resource; `false` takes away what `defaults` gives. */
export interface Protection {
  /** Milliseconds that an answer may stand in the cache. */
  readonly cache?: number | false
  /** Milliseconds that a request may take. */
  readonly timeout?: number | false
  readonly rateLimit?: Rate | false
}

/** So many requests within a time. */
export interface Rate {
  readonly limit: number
  /** Milliseconds. */
  readonly window: number
}

/** Where `deploy:` may lead. */
export type DeployTarget = 'kubernetes' | 'grafana'

/** One entry of `resources:`. */
export interface ResourceSpec extends Protection {
  readonly description?: string
  readonly plural?: string
  readonly table?: string
  readonly path?: string
  /** The name that the resource had before. */
  readonly renamedFrom?: string
  /** A Drizzle table of the project that is used as it is, and not migrated. */
  readonly external?: ModuleExport
  /** The names of the key fields; absent means the generated `id`. */
  readonly key?: readonly string[]
  readonly fields: Readonly<Record<string, FieldSpec>>
  readonly indexes?: readonly IndexSpec[]
  readonly timestamps?: boolean
  readonly softDelete?: boolean
  readonly versioned?: boolean
  readonly idempotent?: boolean
  readonly operations?: readonly OperationName[]
  readonly query?: QuerySpec
  readonly access?: AccessSpec
  /** The way to who owns a row: `['customer']`, `['order', 'customer']`. */
  readonly owner?: FieldPath
  /** The reference to the resource that this one is nested under. */
  readonly parent?: string
  /** The reference to the tenant, or `false` when all tenants share the rows. */
  readonly tenant?: string | false
  /** Children that a create may bring along, by the names of their relations. */
  readonly createWith?: readonly string[]
  readonly hooks?: readonly HookName[]
  readonly actions?: Readonly<Record<string, ActionSpec>>
}

/** The operations of a resource. */
export type OperationName = 'list' | 'get' | 'create' | 'update' | 'delete' | 'bulkCreate' | 'bulkUpdate'

/** The operations that have a rule of their own; bulk follows create and update, restore follows delete. */
export type GuardedOperation = 'list' | 'get' | 'create' | 'update' | 'delete'

/** Where code of the user's own may step in. */
export type HookName =
  | 'beforeCreate'
  | 'afterCreate'
  | 'beforeUpdate'
  | 'afterUpdate'
  | 'beforeDelete'
  | 'afterDelete'
  | 'afterCommit'

/** What the list of a resource offers. */
export interface QuerySpec {
  readonly filter?: readonly FieldPath[]
  readonly sort?: readonly string[]
  readonly search?: readonly string[]
  /** Relations that `include=` may name; absent means all of the resource's own references. */
  readonly include?: readonly string[]
}

/** A way along references to a field: `['category', 'slug']`. */
export type FieldPath = readonly [string, ...string[]]

/** Rules for every operation, or for each its own. */
export type AccessSpec =
  | { readonly all: readonly AccessRule[] }
  | { readonly each: Readonly<Partial<Record<GuardedOperation, readonly AccessRule[]>>> }

/** One who may, and on which rows. */
export interface AccessRule {
  /** `public`, `signedIn`, `self`, `owner`, `parent`, or a role. */
  readonly who: string
  readonly where?: Condition
}

/** `published`, or `status = draft`. */
export interface Condition {
  readonly field: string
  /** A JSON literal or a bare word; absent means that the field is true. */
  readonly value?: unknown
}

/** An index of one table. */
export interface IndexSpec {
  readonly fields: readonly IndexedField[]
  readonly unique: boolean
  /** Only rows for which this holds stand in the index. */
  readonly where?: Condition
}

/** A field in an index, as it is or in lower case. */
export interface IndexedField {
  readonly field: string
  readonly lower: boolean
}

/** A description as far as it could be read, what is wrong with the rest, and where each part of it stands. */
export interface Description {
  /** The name in the headers of generated files: `ashlar.yaml`. */
  readonly file: string
  readonly spec: Spec
  /** What is wrong with the text, in its order; where it is not empty, `spec` lacks what could not be read. */
  readonly problems: readonly Problem[]
  /** Whether a part is in the text and could not be read, so that nothing should be said about its absence. */
  isUnread(path: SpecPath): boolean
  /** Whether any of what stands directly in a part could not be read. */
  hasUnreadIn(path: SpecPath): boolean
  /** Whether a part stands in the text, right or wrong. */
  hasPart(path: SpecPath): boolean
  /**
   * The place of the value at `path`, or of the nearest part around it that exists. The parts of a short form are
   * found by the names that they have in the object form: `[…, 'fields', 'customer', 'ref']`. With `word` it is the
   * place of that word within the text that stands there.
   */
  locate(path: SpecPath, word?: string): Place
  /** The place of the key that `path` ends in, or of the nearest part around it that exists. */
  locateKey(path: SpecPath): Place
}
