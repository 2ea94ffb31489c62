import type { ModuleExport, OnDelete, PlainType } from '../spec/spec.ts'

/** A column, and a property of the API unless `readable` and `writable` say otherwise. */
export interface Field {
  /** As in the description: `category`. */
  readonly name: string
  /** In JSON and in TypeScript: `categoryId`. */
  readonly property: string
  readonly column: string
  readonly description: string
  /** A reference has the type of the key that it points to. */
  readonly type: FieldType
  /** The constant that lists what an enum may be: `orderLineStateValues`; undefined for other types. */
  readonly valuesName: string | undefined
  readonly array: boolean
  readonly optional: boolean
  readonly unique: boolean
  readonly inKey: boolean
  readonly default: FieldDefault | undefined
  /** Who makes the value when the request does not: the server, the database, or nobody. */
  readonly made: 'uuidv7' | 'identity' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt' | undefined
  /** May stand in the body of a create, of an update. */
  readonly writable: { readonly create: boolean; readonly update: boolean }
  /** Changed by whoever signs in with it, who has to know the password: by no update. */
  readonly proven: boolean
  /** Must stand in the body of a create. */
  readonly required: boolean
  /** Stands in answers. */
  readonly readable: boolean
  readonly reference: Reference | undefined
  /** A password: never shown, stored as a hash. */
  readonly secret: boolean
  /** The roles that see it; undefined when all do who see the row. */
  readonly readRoles: readonly string[] | undefined
  /** The roles that may write it; undefined when all may who write the row. */
  readonly writeRoles: readonly string[] | undefined
  /** What the server sets it to. */
  readonly source: ValueSource | undefined
  /** From each value of an enum, those that may follow; undefined when all may. */
  readonly moves: Readonly<Record<string, readonly string[]>> | undefined
  readonly renamedFrom: string | undefined
  /** What followed from it. */
  readonly former: { readonly property: string; readonly column: string } | undefined
  /** Values that the enum had before, and what rows that hold them get. */
  readonly renamedValues: Readonly<Record<string, string>>
  readonly backfill: FieldDefault | { readonly kind: 'field'; readonly property: string } | undefined
  /** What a `json` field holds, when it says so. */
  readonly shape: readonly Member[] | undefined
  /** A Zod schema of the project that values must pass as well. */
  readonly schema: ModuleExport | undefined
}

/** What a field holds. Bounds are always there: what the user left open gets the declared cap. */
export type FieldType =
  | { readonly kind: 'string'; readonly min: number; readonly max: number }
  | {
      readonly kind: 'decimal'
      readonly precision: number
      readonly scale: number
      readonly min?: number
      readonly max?: number
    }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: NumberKind; readonly min?: number; readonly max?: number }
  | { readonly kind: Exclude<PlainType, NumberKind> }

/** The number types that take `min()` and `max()`. */
export type NumberKind = 'smallint' | 'int' | 'bigint' | 'real' | 'double'

/** A default that was checked against its field's type. */
export type FieldDefault = { readonly kind: 'literal'; readonly value: unknown } | { readonly kind: 'now' }

/** Where a reference points. The target is (service, resource): other services come later. */
export interface Reference {
  readonly service: string
  /** `names.one` of the target. */
  readonly resource: string
  /** The name of the relation on this side: `category`. */
  readonly relation: string
  /** The property of the target's one key field. */
  readonly key: string
  readonly onDelete: OnDelete | undefined
  /** The name of the relation on the other side: `products`. */
  readonly inverse: string
}

/** Where a value comes from that no request gives; properties and names of relations. */
export type ValueSource =
  | { readonly kind: 'actor' }
  | { readonly kind: 'tenant' }
  | { readonly kind: 'copy'; readonly reference: string; readonly property: string }
  | { readonly kind: 'sum'; readonly children: string; readonly factors: readonly string[] }
  | { readonly kind: 'count'; readonly children: string }

/** A member of an object that is no resource: a shape, a request, an answer, the configuration. */
export interface Member {
  readonly name: string
  readonly description: string
  readonly type: FieldType
  readonly array: boolean
  readonly optional: boolean
  readonly default: FieldDefault | undefined
  /** Not to be shown or logged. */
  readonly secret: boolean
  /** What a `json` member holds, when it says so. */
  readonly shape: readonly Member[] | undefined
}
