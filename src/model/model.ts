import type { OnDelete, OperationName, PlainType } from '../spec/spec.ts'

/** What a description means: resolved, named, frozen. Templates and views read this and nothing else. */
export interface Service {
  /** npm-safe name: `shop`. */
  readonly name: string
  /** Empty when the description gives none. */
  readonly description: string
  /** `''` or `/api`: never ends in a slash. */
  readonly basePath: string
  readonly pageSize: { readonly default: number; readonly max: number }
  /** In the order of the description. */
  readonly resources: readonly Resource[]
}

/** A resource with everything that its files need. */
export interface Resource {
  readonly names: Names
  /** Empty when the description gives none. */
  readonly description: string
  /** The table: `order_lines`. */
  readonly table: string
  /** The URL path under the base path: `/order-lines`. */
  readonly path: string
  /** The generated key first, then as declared, then the timestamps. */
  readonly fields: readonly Field[]
  /** The key in its order; one field or more, all of them also in `fields`. */
  readonly key: readonly Field[]
  /** In the order list, get, create, update, delete; `update` is absent when no field may be updated. */
  readonly operations: readonly OperationName[]
  /** Indexes to make: declared ones and those of references, without what a key or unique constraint covers. */
  readonly indexes: readonly Index[]
  /** Relations that other resources' references give this one. */
  readonly inverses: readonly Inverse[]
}

/** Names are computed once, here; nothing after the model changes case or makes plurals. */
export interface Names {
  /** As in the description, and the TypeScript variable for one: `orderLine`. */
  readonly one: string
  /** The TypeScript variable for the table and for many: `orderLines`. */
  readonly many: string
  /** The TypeScript type: `OrderLine`. */
  readonly type: string
  /** The type of a create's body: `NewOrderLine`. */
  readonly newType: string
  /** The type of an update's body: `OrderLinePatch`. */
  readonly patchType: string
  /** The type of the key: `OrderLineKey`. */
  readonly keyType: string
  /** The type of the list's parameters: `OrderLineQuery`. */
  readonly queryType: string
  /** The function that makes the routes: `orderLineRoutes`. */
  readonly routes: string
  /** The constant that says how the list is paged: `orderLinePaging`. */
  readonly paging: string
  /** What answers carry, where the columns of several resources meet: `orderLineColumns`. */
  readonly columns: string
  /** The constant with Drizzle's relations: `orderLinesRelations`. */
  readonly relations: string
  /** Folder and file stem: `order-lines`. */
  readonly file: string
  /** For sentences: `order line`, `order lines`. */
  readonly words: { readonly one: string; readonly many: string }
}

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
  readonly made: 'uuidv7' | 'identity' | 'createdAt' | 'updatedAt' | undefined
  /** May stand in the body of a create, of an update. */
  readonly writable: { readonly create: boolean; readonly update: boolean }
  /** Must stand in the body of a create. */
  readonly required: boolean
  /** Stands in answers. */
  readonly readable: boolean
  readonly reference: Reference | undefined
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

/** The other side of a reference. */
export interface Inverse {
  /** `products` */
  readonly name: string
  /** `names.one` of the resource that refers to this one. */
  readonly resource: string
  /** The property of its reference: `categoryId`. */
  readonly property: string
}

/** An index on columns of one table. */
export interface Index {
  /** `products_category_id_idx` */
  readonly name: string
  /** Properties, in order. */
  readonly properties: readonly string[]
}
