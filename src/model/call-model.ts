import type { HttpMethod, Rate } from '../spec/spec.ts'
import type { Rule } from './access-model.ts'
import type { Member } from './field-model.ts'

/** An operation of the user's own. */
export interface Action {
  readonly name: string
  readonly description: string
  readonly method: HttpMethod
  /** Below the path of the resource: `/{id}/place`. */
  readonly path: string
  /** Whether the path holds the key of one row. */
  readonly onRow: boolean
  readonly rules: readonly Rule[] | undefined
  readonly request: readonly Member[] | undefined
  readonly response: ActionAnswer | undefined
  readonly uses: readonly { readonly upstream: string; readonly call: string }[]
  readonly idempotent: boolean
  /** Milliseconds; `false` where it has all the time that it needs, undefined where it has that of the resource. */
  readonly timeout: number | false | undefined
  readonly rateLimit: Rate | undefined
  /** Whether its requests are not counted with those of its resource: it has a limit of its own, or none. */
  readonly countedApart: boolean
}

/** What an action answers. */
export type ActionAnswer =
  | { readonly resource: string; readonly list: boolean }
  | { readonly members: readonly Member[] }

/** A service that this one calls. Times are in milliseconds. */
export interface Upstream {
  readonly name: string
  readonly names: UpstreamNames
  readonly description: string
  readonly url: string
  readonly token: string | undefined
  readonly timeout: number | undefined
  readonly retries: number | undefined
  readonly breaker: { readonly errorRate: number; readonly minCalls: number; readonly resetAfter: number }
  readonly calls: readonly Call[]
}

/** What generated code calls an upstream; each is free among all of them. */
export interface UpstreamNames {
  /** Of its files, without an ending: `payments`. */
  readonly file: string
  /** Of its client; the function that makes it is `create` and this: `Payments`. */
  readonly type: string
  /** The constant of its calls: `paymentsCalls`. */
  readonly calls: string
}

/** One operation of an upstream. */
export interface Call {
  readonly name: string
  readonly method: HttpMethod
  readonly path: string
  readonly idempotencyKey: boolean
  readonly request: readonly Member[]
  readonly response: readonly Member[]
  /** What is answered when the upstream is down; undefined when nothing is. */
  readonly fallback: unknown
  readonly timeout: number | undefined
  readonly retries: number | undefined
}
