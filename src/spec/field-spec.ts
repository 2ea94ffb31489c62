/** A field, whichever form it was written in. */
export interface FieldSpec {
  readonly type: TypeSpec
  readonly array: boolean
  readonly optional: boolean
  readonly unique: boolean
  readonly index: boolean
  readonly generated: boolean
  readonly readonly: boolean
  readonly immutable: boolean
  readonly internal: boolean
  readonly symmetric: boolean
  readonly description?: string
  readonly column?: string
  readonly min?: number
  readonly max?: number
  readonly default?: DefaultSpec
  readonly onDelete?: OnDelete
  readonly inverse?: string
  /** The roles that see the field. */
  readonly read?: readonly string[]
  /** The roles that may write it. */
  readonly write?: readonly string[]
  /** The server sets it to who is signed in. */
  readonly set?: 'actor'
  /** Taken from a field of what a reference leads to, when the row is made. */
  readonly copy?: { readonly reference: string; readonly field: string }
  /** The sum over children of the product of some of their fields. */
  readonly sum?: { readonly children: string; readonly factors: readonly string[] }
  /** How many children there are. */
  readonly count?: string
  /** From each state, the states that may follow. */
  readonly moves?: Readonly<Record<string, readonly string[]>>
  readonly renamedFrom?: string
  /** Values that an enum had before, and what rows that hold them get. */
  readonly renamedValues?: Readonly<Record<string, string>>
  /** What rows that are there already get. */
  readonly backfill?: BackfillSpec
  /** What a `json` field holds. */
  readonly shape?: Readonly<Record<string, FieldSpec>>
  /** A Zod schema of the project that values must pass as well. */
  readonly schema?: ModuleExport
}

/** A JSON literal, an enum value, or `now` for the time types. */
export type DefaultSpec = { readonly value: unknown } | { readonly now: true }

/** A default, or another field of the same row. */
export type BackfillSpec = DefaultSpec | { readonly from: string }

/** An export of a module of the project: `./src/shared/sku.ts#Sku`. */
export interface ModuleExport {
  readonly module: string
  readonly name: string
}

/** What happens to the referring row when the row that it refers to goes. */
export type OnDelete = 'cascade' | 'restrict' | 'set null'

/** A type as written, with its arguments. */
export type TypeSpec =
  | { readonly kind: 'string'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'ref'; readonly resource: string }
  | { readonly kind: 'many'; readonly resource: string }
  | { readonly kind: 'secret' }
  | { readonly kind: PlainType }
  /** A field with a problem, of which nothing more is known; it never gets into a model. */
  | { readonly kind: 'unread' }

/** The types of values that take no argument. */
export type PlainType =
  | 'text'
  | 'slug'
  | 'email'
  | 'url'
  | 'uuid'
  | 'smallint'
  | 'int'
  | 'bigint'
  | 'real'
  | 'double'
  | 'date'
  | 'time'
  | 'datetime'
  | 'boolean'
  | 'json'
  | 'bytes'
