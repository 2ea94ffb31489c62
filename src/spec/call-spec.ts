import type { FieldSpec } from './field-spec.ts'
import type { AccessRule, Rate } from './spec.ts'

/** An operation of the user's own. */
export interface ActionSpec {
  readonly description?: string
  readonly method: HttpMethod
  readonly path: string
  readonly access?: readonly AccessRule[]
  readonly request?: Readonly<Record<string, FieldSpec>>
  readonly response?: ActionResponse
  readonly uses?: readonly UpstreamCall[]
  readonly idempotent?: boolean
  readonly timeout?: number | false
  readonly rateLimit?: Rate | false
}

/** The methods that actions and calls may have, as their keys are written. */
export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** What an action answers: a resource, a list of it, or an object of its own; absent means nothing. */
export type ActionResponse =
  | { readonly resource: string; readonly list: boolean }
  | { readonly fields: Readonly<Record<string, FieldSpec>> }

/** A call of an upstream: `payments.charge`. */
export interface UpstreamCall {
  readonly upstream: string
  readonly call: string
}

/** A service that this one calls. */
export interface UpstreamSpec {
  readonly description?: string
  /** The environment variable that holds its address. */
  readonly url: string
  /** The environment variable that holds a bearer token. */
  readonly token?: string
  /** Milliseconds. */
  readonly timeout?: number
  readonly retries?: number
  readonly breaker?: BreakerSpec
  readonly calls: Readonly<Record<string, CallSpec>>
}

/** When calls to an upstream are given up for a while. */
export interface BreakerSpec {
  /** Between 0 and 1. */
  readonly errorRate?: number
  readonly minCalls?: number
  /** Milliseconds. */
  readonly resetAfter?: number
}

/** One operation of an upstream. */
export interface CallSpec {
  readonly method: HttpMethod
  readonly path: string
  readonly idempotencyKey?: boolean
  readonly request?: Readonly<Record<string, FieldSpec>>
  readonly response?: Readonly<Record<string, FieldSpec>>
  /** What is answered when the upstream is down. */
  readonly fallback?: unknown
  /** Milliseconds. */
  readonly timeout?: number
  readonly retries?: number
}
