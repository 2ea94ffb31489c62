import { type ApiCase, inApiCase, kebabCase, pascalCase, snakeCase } from './casing.ts'
import type { LinkColumn, LinkNames, NamedLink, Names } from './model.ts'
import { indexName } from './naming.ts'
import { freeVariable } from './taken.ts'

/** What the names of a many-to-many relation follow from. */
export interface LinkOrigin {
  /** The resource that declares it. */
  readonly names: Names
  readonly table: string
  /** The properties of its key. */
  readonly key: readonly string[]
  /** The other resource: what one row of it is called, and the property of its key. */
  readonly target: { readonly one: string; readonly key: string }
  /** What the relation is called, and what it is called on the other side. */
  readonly name: string
  readonly inverse: string
  /** How properties are written. */
  readonly apiCase: ApiCase
}

/**
 * What follows from the name of a many-to-many relation.
 *
 * @example
 * nameLink(origin).table // 'products_related_to'
 */
export function nameLink(origin: LinkOrigin): NamedLink {
  const { names, table, key, name } = origin
  const source = key.map((property) => {
    const own = `${names.one}${key.length > 1 ? pascalCase(property) : 'Id'}`
    return { property: inApiCase(own, origin.apiCase), column: snakeCase(own), key: property }
  })
  return {
    subject: `${names.one}.${name}`,
    table: `${table}_${snakeCase(name)}`,
    names: namesOf(origin),
    source,
    target: targetColumn(origin, source),
  }
}

/** The index by which the links of a row of the other side are found. */
export function linkIndexName({ table, source, target }: NamedLink): string {
  return indexName(
    table,
    [target, ...source].map(({ column: name }) => name),
  )
}

function namesOf({ names, name, inverse }: LinkOrigin): LinkNames {
  const own = pascalCase(name)
  return {
    many: freeVariable(`${names.many}${own}`),
    file: `${names.file}-${kebabCase(name)}`,
    segment: kebabCase(name),
    inverseSegment: kebabCase(inverse),
    routes: `${names.one}${own}Routes`,
    relations: `${names.many}${own}Relations`,
    keyType: `${names.type}${own}Key`,
    paging: `${names.one}${own}Paging`,
    queryType: `${names.type}${own}Query`,
    inversePaging: `${names.one}${own}InversePaging`,
    inverseQueryType: `${names.type}${own}InverseQuery`,
  }
}

/** Stands beside the columns of the one side, and in a path beside the properties of its key. */
function targetColumn({ key, target, apiCase }: LinkOrigin, source: readonly LinkColumn[]): LinkColumn {
  const taken = new Set([...source.map(({ property }) => property), ...key])
  const names = [`${target.one}Id`, 'relatedId', ...Array.from(taken, (_, at) => `related${at + 2}Id`)]
  const name = names.find((one) => !taken.has(inApiCase(one, apiCase))) ?? ''
  return { property: inApiCase(name, apiCase), column: snakeCase(name), key: target.key }
}
