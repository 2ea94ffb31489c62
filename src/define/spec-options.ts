import type { ModuleExport } from './modifiers.ts'
import type { AnyObject } from './schemas.ts'

/** The names of the fields of a resource. */
export type FieldName<Shape> = keyof Shape & string

/** Fields that ashlar makes. */
export type MadeField = 'id' | 'createdAt' | 'updatedAt' | 'version' | 'deletedAt'

/** A field of an index, as it is or in lower case. */
type IndexedField<Shape> = FieldName<Shape> | MadeField | `lower(${FieldName<Shape>})`

type Rules = string | readonly string[]
type Off = string | false

/** Rules for every operation, or for each its own. */
export type AccessOptions =
  | Rules
  | {
      readonly list?: Rules
      readonly get?: Rules
      readonly create?: Rules
      readonly update?: Rules
      readonly delete?: Rules
    }

type Methods = {
  readonly [Method in 'get' | 'post' | 'put' | 'patch' | 'delete']?: `/${string}`
}

/** An operation of the user's own. */
export interface ActionOptions extends Methods {
  readonly description?: string
  readonly access?: Rules
  readonly request?: AnyObject
  /** A resource, a list of it (`product[]`), or an object of its own. */
  readonly response?: string | AnyObject
  readonly uses?: readonly `${string}.${string}`[]
  readonly idempotent?: boolean
  readonly timeout?: Off
  readonly rateLimit?: Off
}

/** One operation of an upstream. */
export interface CallOptions extends Methods {
  readonly idempotencyKey?: boolean
  readonly request?: AnyObject
  readonly response?: AnyObject
  readonly fallback?: unknown
  readonly timeout?: string
  readonly retries?: number
}

/** A service that this one calls. */
export interface UpstreamOptions {
  readonly description?: string
  /** The environment variable that holds its address. */
  readonly url: string
  readonly token?: string
  readonly timeout?: string
  readonly retries?: number
  readonly breaker?: { readonly errorRate?: `${number}%`; readonly minCalls?: number; readonly resetAfter?: string }
  readonly calls: Readonly<Record<string, CallOptions>>
}

/** What a resource may say of limits and caching; `false` takes away what `defaults` gives. */
interface ProtectionOptions {
  readonly cache?: Off
  readonly timeout?: Off
  readonly rateLimit?: Off
}

/** What a resource is, its fields aside. */
export interface ResourceRest<Shape> extends ProtectionOptions {
  readonly description?: string
  readonly plural?: string
  readonly table?: string
  readonly path?: string
  readonly renamedFrom?: string
  readonly external?: ModuleExport
  readonly key?: FieldName<Shape> | readonly FieldName<Shape>[]
  readonly indexes?: readonly (
    | readonly IndexedField<Shape>[]
    | {
        readonly fields: readonly IndexedField<Shape>[]
        readonly unique?: boolean
        readonly where?: string
      }
  )[]
  readonly timestamps?: boolean
  readonly softDelete?: boolean
  readonly versioned?: boolean
  readonly idempotent?: boolean
  readonly operations?: readonly ('list' | 'get' | 'create' | 'update' | 'delete' | 'bulkCreate' | 'bulkUpdate')[]
  readonly query?: {
    readonly filter?: readonly (FieldName<Shape> | MadeField | `${FieldName<Shape>}.${string}`)[]
    readonly sort?: readonly (FieldName<Shape> | MadeField)[]
    readonly search?: readonly FieldName<Shape>[]
    readonly include?: readonly string[]
  }
  readonly access?: AccessOptions
  readonly owner?: FieldName<Shape> | `${FieldName<Shape>}.${string}`
  readonly parent?: FieldName<Shape>
  readonly tenant?: FieldName<Shape> | false
  readonly createWith?: readonly string[]
  readonly hooks?: readonly (
    | 'beforeCreate'
    | 'afterCreate'
    | 'beforeUpdate'
    | 'afterUpdate'
    | 'beforeDelete'
    | 'afterDelete'
    | 'afterCommit'
  )[]
  readonly actions?: Readonly<Record<string, ActionOptions>>
}

/** What `api` holds. */
export interface ApiOptions {
  readonly basePath?: `/${string}`
  readonly pageSize?: { readonly default: number; readonly max: number }
  readonly case?: 'camel' | 'snake'
  readonly envelope?: 'data' | 'none'
  readonly openapi?: '3.0' | '3.1' | 3.1
  readonly rpc?: boolean
}

/** What `auth` holds. */
export interface AuthOptions<Resource extends string> {
  readonly user: Resource
  readonly identifier: string
  readonly roles?: { readonly field: string }
  readonly accessTokenTtl?: string
  readonly refreshTokenTtl?: string
  readonly cookies?: boolean
  readonly apiKeys?: boolean
  readonly oidc?: Readonly<Record<string, { readonly issuer: string; readonly scopes?: readonly string[] }>>
}

/** What `defaults` holds. */
export interface DefaultsOptions extends ProtectionOptions {
  readonly timestamps?: boolean
  readonly softDelete?: boolean
  readonly versioned?: boolean
  readonly idempotent?: boolean
  readonly access?: AccessOptions
}
