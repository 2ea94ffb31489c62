/** A many-to-many relation, and its names. */
export interface Link extends NamedLink {
  /** `relatedTo` */
  readonly name: string
  /** Empty when the description gives none. */
  readonly description: string
  /** `names.one` of the other resource. */
  readonly resource: string
  /** A link in one direction is one in the other as well. */
  readonly symmetric: boolean
  /** The name of the relation on the other side. */
  readonly inverse: string
  readonly renamedFrom: string | undefined
  /** What it may have been called before, by the names that it and what it links had. */
  readonly former: readonly FormerLink[]
}

/** Names that a relation may have had, and what the two resources were called then. */
export interface FormerLink extends NamedLink {
  readonly ends: { readonly resource: string; readonly target: string }
}

/** What follows from the name of a many-to-many relation and those of the resources that it links. */
export interface NamedLink {
  /** What the lock knows its files by: `product.relatedTo`. */
  readonly subject: string
  /** The join table: `products_related_to`. */
  readonly table: string
  readonly names: LinkNames
  /** The key of the resource that declares it. */
  readonly source: readonly LinkColumn[]
  /** The key of the other one. */
  readonly target: LinkColumn
}

/** A column of a join table. */
export interface LinkColumn {
  /** `relatedId` */
  readonly property: string
  readonly column: string
  /** The property of the key that it holds. */
  readonly key: string
}

/** The names of a many-to-many relation in code, files and addresses. */
export interface LinkNames {
  /** The TypeScript variable for the join table: `productsRelatedTo`. */
  readonly many: string
  /** File stem: `products-related-to`. */
  readonly file: string
  /** Of the address of the list: `related-to`. */
  readonly segment: string
  /** The same on the other side: `related-to-products`. */
  readonly inverseSegment: string
  /** The function that makes the routes: `productRelatedToRoutes`. */
  readonly routes: string
  /** The constant with Drizzle's relations: `productsRelatedToRelations`. */
  readonly relations: string
  /** The type of one link in a path: `ProductRelatedToKey`. */
  readonly keyType: string
  /** How the list is paged, and its parameters: `productRelatedToPaging`, `ProductRelatedToQuery`. */
  readonly paging: string
  readonly queryType: string
  /** The same for the list on the other side. */
  readonly inversePaging: string
  readonly inverseQueryType: string
}
