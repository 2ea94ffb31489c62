/** What may let somebody do what no rule allows. */
export type WeaknessKind =
  | 'unguarded-route'
  | 'unvalidated-route'
  | 'hidden-route'
  | 'forged-grant'
  | 'foreign-grant'
  | 'unscoped-statement'
  | 'lost-check'
  | 'changed-core'
  | 'lost-middleware'

/** A place in the merged source where the compiler sees nothing wrong. */
export interface Weakness {
  readonly kind: WeaknessKind
  readonly path: string
  /** From 1. */
  readonly line: number
  readonly column: number
  /** `GET /:id/export`, where it is a route. */
  readonly route?: string | undefined
  readonly message: string
  readonly hint: string
  /** Why it is so on purpose: what stands behind `ashlar-allow:` in a comment above it. */
  readonly waiver?: string | undefined
}

/** A file of the service as it stands, and as it would be generated; undefined where it is the user's own. */
export interface AuditedFile {
  readonly path: string
  readonly text: string
  readonly generated: string | undefined
}
