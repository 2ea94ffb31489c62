/** `./src/shared/sku.ts#Sku` */
export type ModuleExport = `${'./' | '../'}${string}#${string}`

/** What a field may say besides what Zod says: the modifiers of the language, as in the map of a field in YAML. */
export interface Modifiers {
  readonly unique?: boolean
  readonly index?: boolean
  /** Counted up by the database. */
  readonly generated?: boolean
  readonly readonly?: boolean
  readonly immutable?: boolean
  readonly internal?: boolean
  readonly column?: string
  /** The roles that see the field. */
  readonly read?: string | readonly string[]
  /** The roles that may write it. */
  readonly write?: string | readonly string[]
  readonly copy?: `${string}.${string}`
  readonly sum?: string
  readonly count?: string
  readonly moves?: Readonly<Record<string, readonly string[]>>
  readonly renamedFrom?: string
  readonly renamedValues?: Readonly<Record<string, string>>
  /** A value, or `{ from: otherField }`; `{ value: … }` for a value that is such a map. */
  readonly backfill?: unknown
  /** A Zod schema of the project that values must pass as well. */
  readonly schema?: ModuleExport
  readonly description?: string
  /** `now` for the time types, or a value that Zod's `.default()` does not take. */
  readonly default?: unknown
  /** The least and the greatest value of a `decimal` or a `bigint`. */
  readonly min?: number
  readonly max?: number
}

/** What a reference may say. */
export interface RefModifiers
  extends Pick<
    Modifiers,
    | 'unique'
    | 'index'
    | 'readonly'
    | 'immutable'
    | 'internal'
    | 'column'
    | 'read'
    | 'write'
    | 'copy'
    | 'renamedFrom'
    | 'backfill'
    | 'description'
    | 'default'
  > {
  readonly optional?: boolean
  readonly onDelete?: 'cascade' | 'restrict' | 'set null'
  /** The name of the relation on the other side. */
  readonly inverse?: string
  readonly set?: 'actor'
}

/** What a many-to-many relation may say. */
export interface ManyModifiers extends Pick<Modifiers, 'renamedFrom' | 'description'> {
  readonly symmetric?: boolean
  readonly inverse?: string
}
