import type { DeployTarget, HookName, ModuleExport, OperationName, Rate } from '../spec/spec.ts'
import type { Access, Auth, Condition } from './access-model.ts'
import type { Action, Upstream } from './call-model.ts'
import type { Field, FieldType, Member } from './field-model.ts'
import type { Link } from './link-model.ts'

export type { ModuleExport } from '../spec/spec.ts'
export type * from './access-model.ts'
export type * from './call-model.ts'
export type * from './field-model.ts'
export type * from './link-model.ts'

/** What a description means: resolved, named, frozen. Templates and views read this and nothing else. */
export interface Service {
  /** npm-safe name: `shop`. */
  readonly name: string
  /** Empty when the description gives none. */
  readonly description: string
  /** `''` or `/api`: never ends in a slash. */
  readonly basePath: string
  readonly pageSize: { readonly default: number; readonly max: number }
  readonly api: Api
  /** Undefined when the API is public. */
  readonly auth: Auth | undefined
  /** `names.one` of the resource whose rows are the tenants. */
  readonly tenant: string | undefined
  /** Keys of the environment that the description declares. */
  readonly config: readonly Member[]
  readonly deploy: readonly DeployTarget[]
  /** What a request has that nothing else says, in milliseconds; undefined: as long as it takes. */
  readonly timeout: number | undefined
  /** In the order of the description. */
  readonly resources: readonly Resource[]
  /** In the order of the description. */
  readonly upstreams: readonly Upstream[]
}

/** How the API looks from outside. */
export interface Api {
  readonly case: 'camel' | 'snake'
  readonly envelope: 'data' | 'none'
  readonly openapi: '3.0' | '3.1'
  readonly rpc: boolean
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
  /** In the order list, get, create, update, delete, bulk; `update` is absent when no field may be updated. */
  readonly operations: readonly OperationName[]
  /** Indexes to make: declared ones, those of references and of lists, without what something else covers. */
  readonly indexes: readonly Index[]
  /** Relations that other resources' references give this one. */
  readonly inverses: readonly Inverse[]
  /** Many-to-many relations that are declared here. */
  readonly links: readonly Link[]
  /** The name that the resource had before, and what followed from it. */
  readonly renamedFrom: string | undefined
  readonly former: { readonly names: Names; readonly table: string } | undefined
  /** A table of the project that is used as it is. */
  readonly external: ModuleExport | undefined
  readonly softDelete: boolean
  readonly versioned: boolean
  readonly idempotent: boolean
  /** Milliseconds. */
  readonly cache: number | undefined
  /** Milliseconds; false: as long as it takes. Undefined: it says nothing. */
  readonly timeout: number | false | undefined
  readonly rateLimit: Rate | undefined
  /** Who may do what; undefined when there is no `auth`, and everybody may. */
  readonly access: Access | undefined
  /** The way to who owns a row, as properties of references: `['orderId', 'customerId']`. */
  readonly owner: readonly string[] | undefined
  /** The reference to the resource that this one is nested under. */
  readonly parent: Parent | undefined
  /** The property of the reference to the tenant; undefined when all tenants share the rows. */
  readonly tenant: string | undefined
  readonly query: Query
  /** Relations whose rows a create may bring along. */
  readonly createWith: readonly Inverse[]
  readonly hooks: readonly HookName[]
  readonly actions: readonly Action[]
}

/** What a resource is nested under. */
export interface Parent {
  /** `names.one` of the parent. */
  readonly resource: string
  /** The property of the reference to it. */
  readonly property: string
}

/** What the list of a resource offers, by property; all of it is allow-listed. */
export interface Query {
  readonly filters: readonly Filter[]
  readonly sorts: readonly string[]
  readonly search: readonly string[]
  /** Names of relations. */
  readonly includes: readonly string[]
}

/** A field that may be filtered by. */
export interface Filter {
  /** As it stands in the URL: `price`, `categoryId`, `category.slug`. */
  readonly name: string
  /** Properties of references, then the property itself. */
  readonly way: readonly string[]
  readonly type: FieldType
  readonly array: boolean
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
  /** The type of one of several updates in a body: `OrderLineChange`. */
  readonly changeType: string
  /** The body of several updates: `OrderLineChanges`. */
  readonly changesType: string
  /** The body of several creates: `NewOrderLines`. */
  readonly newManyType: string
  /** The type of one that was made with others, in an answer: `OrderLineWith`. */
  readonly withType: string
  /** The type of the body of a create that brings others along: `NewOrderLineWith`. */
  readonly newWithType: string
  /** The type of the key: `OrderLineKey`. */
  readonly keyType: string
  /** The type of the list's parameters: `OrderLineQuery`. */
  readonly queryType: string
  /** The type of what can be asked of an answer: `OrderLineView`. */
  readonly viewType: string
  /** The type of the parameters of a path that it is nested under: `OrderLineParent`. */
  readonly parentType: string
  /** The function that makes the routes: `orderLineRoutes`. */
  readonly routes: string
  /** The constant that says how the list is paged: `orderLinePaging`. */
  readonly paging: string
  /** What answers carry, where the columns of several resources meet: `orderLineColumns`. */
  readonly columns: string
  /** Which roles see what, where those of several resources meet: `orderLineReaders`. */
  readonly readers: string
  /** The constant with Drizzle's relations: `orderLinesRelations`. */
  readonly relations: string
  /** Folder and file stem: `order-lines`. */
  readonly file: string
  /** For sentences: `order line`, `order lines`. */
  readonly words: { readonly one: string; readonly many: string }
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
  /** Those of them that stand in lower case. */
  readonly lower: readonly string[]
  readonly unique: boolean
  /** Only rows for which this holds stand in the index. */
  readonly where: Condition | undefined
  /** Only rows that are not marked as deleted stand in it. */
  readonly live: boolean
  /** `gin` for lists, which are looked into; `words` for full text. */
  readonly method: 'btree' | 'gin' | 'words'
}
