import { copiedFields } from '../../model/kept.ts'
import { resourceNamed } from '../../model/lookup.ts'
import type { Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { value } from '../code.ts'
import { objectText } from '../layout.ts'
import { PATHS, resourcePath } from '../paths.ts'

/** The function of the queries that adds to the places of a statement what is copied; false where nothing is. */
export function copiesView(resource: Resource, service: Service) {
  const copied = copyTexts(resource, service, 'given')
  if (copied.length === 0) return false
  return {
    signature: 'function placesAndCopies(shape: readonly string[]) {',
    given: `const given = placesFor<typeof ${resource.names.many}.$inferInsert>(shape)`,
    values: withSpread('given', copied, 2, 'return '.length),
  }
}

/** `price: copyOf(products.price, products.id, places.productId)`, for each that is copied. */
export function copyTexts(resource: Resource, service: Service, from: string): [string, string][] {
  return copiedFields(resource).map(({ field, reference, property }) => {
    const { many } = resourceNamed(service, reference.reference?.resource ?? '').names
    const key = `${many}.${reference.reference?.key}`
    return [field.property, `copyOf(${many}.${property}, ${key}, ${from}.${reference.property})`]
  })
}

/** What code with such texts imports. */
export function copyImports(resource: Resource, service: Service): ImportSymbol[] {
  const copied = copiedFields(resource)
  if (copied.length === 0) return []
  const targets = copied.map(({ reference }) => resourceNamed(service, reference.reference?.resource ?? ''))
  return [
    value('copyOf', PATHS.copied),
    ...targets.map((target) => value(target.names.many, resourcePath(target, 'table'))),
  ]
}

/** `{ ...input, price: … }` */
export function withSpread(
  spread: string,
  members: readonly [string, string][],
  indent: number,
  before: number,
): string {
  const line = objectText({ [`...${spread}`]: '', ...Object.fromEntries(members) }, { indent, before })
  return line.replace(`...${spread}: `, `...${spread}`)
}
