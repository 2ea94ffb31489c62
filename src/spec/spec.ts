import type { Place } from '../errors.ts'

/** Where a value stands in a description: `['resources', 'product', 'fields', 'price']`. */
export type SpecPath = readonly (string | number)[]

/** What the user wrote, normalised: short forms expanded, nothing resolved, defaults not yet applied. */
export interface Spec {
  readonly name: string
  readonly description?: string
  readonly api: { readonly basePath?: string; readonly pageSize?: { readonly default: number; readonly max: number } }
  readonly defaults: { readonly timestamps?: boolean }
  readonly resources: Readonly<Record<string, ResourceSpec>>
}

/** One entry of `resources:`. */
export interface ResourceSpec {
  readonly description?: string
  readonly plural?: string
  readonly table?: string
  readonly path?: string
  /** The names of the key fields; absent means the generated `id`. */
  readonly key?: readonly string[]
  readonly fields: Readonly<Record<string, FieldSpec>>
  readonly timestamps?: boolean
  readonly indexes?: readonly (readonly string[])[]
  readonly operations?: readonly OperationName[]
}

/** The five operations that this version generates. */
export type OperationName = 'list' | 'get' | 'create' | 'update' | 'delete'

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
  readonly description?: string
  readonly column?: string
  readonly min?: number
  readonly max?: number
  /** A JSON literal, an enum value, or `now` for the time types. */
  readonly default?: { readonly value: unknown } | { readonly now: true }
  readonly onDelete?: OnDelete
  readonly inverse?: string
}

/** What happens to the referring row when the row that it refers to goes. */
export type OnDelete = 'cascade' | 'restrict' | 'set null'

/** A type as written, with its arguments. */
export type TypeSpec =
  | { readonly kind: 'string'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'ref'; readonly resource: string }
  | { readonly kind: PlainType }

/** The types that take no argument. */
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

/** A description that is structurally right, and where each part of it stands. */
export interface Description {
  /** The name in the headers of generated files: `ashlar.yaml`. */
  readonly file: string
  readonly spec: Spec
  /**
   * The place of the value at `path`, or of the nearest part around it that exists. The parts of a short form are
   * found by the names that they have in the object form: `[…, 'fields', 'customer', 'ref']`.
   */
  locate(path: SpecPath): Place
  /** The place of the key that `path` ends in, or of the nearest part around it that exists. */
  locateKey(path: SpecPath): Place
}
