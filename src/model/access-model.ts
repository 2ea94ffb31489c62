import type { GuardedOperation } from '../spec/spec.ts'

/** Who signs in, and how. Times are in milliseconds. */
export interface Auth {
  /** `names.one` of the resource that signs in. */
  readonly user: string
  /** The property of its unique field. */
  readonly identifier: string
  /** The property of its password; undefined when it has none and others vouch for it. */
  readonly password: string | undefined
  /** The property of its enum field, and the values of that. */
  readonly roles: { readonly field: string; readonly values: readonly string[] } | undefined
  readonly accessTokenTtl: number
  readonly refreshTokenTtl: number
  readonly cookies: boolean
  readonly apiKeys: boolean
  readonly oidc: readonly Provider[]
}

/** A provider of OpenID Connect, with the variables of the environment that say what it is. */
export interface Provider {
  /** As it stands in paths: `google`. */
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: readonly string[]
}

/** Rules by operation; one of them must hold. */
export type Access = Readonly<Partial<Record<GuardedOperation, readonly Rule[]>>>

/** One who may, and on which rows. */
export interface Rule {
  readonly who:
    | { readonly kind: 'public' | 'signedIn' | 'self' | 'owner' | 'parent' }
    | { readonly kind: 'role'; readonly role: string }
  readonly where: Condition | undefined
}

/** A property has a value. */
export interface Condition {
  readonly property: string
  readonly value: unknown
}
