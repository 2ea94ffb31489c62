import { fieldNamed, resourceNamed } from '../../model/lookup.ts'
import type { Field, LinkColumn, Resource, Service } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { literal } from '../../render/literal.ts'
import { value } from '../code.ts'
import { SERIAL_DIGITS, sampleOf } from '../kinds/sample.ts'
import { propertyText } from '../layout.ts'
import { linkPath } from '../paths.ts'
import { type DeclaredLink, declaredLinks } from './link-relations.ts'

/** What `tests/support/seed.ts` makes of a many-to-many relation. */
export interface SeededLink {
  readonly variable: string
  /** How many, in words of code: between rows of one table there is one less than rows. */
  readonly count: string
  /** Each row is linked to a few others. */
  readonly columns: readonly string[]
  readonly import: ImportSymbol
}

/** The links of an example database. */
export function seededLinks(service: Service): readonly SeededLink[] {
  return declaredLinks(service)
    .filter((declared) => isSeeded(declared, service))
    .map(({ link, declaring }) => {
      const target = resourceNamed(service, link.resource)
      const isSelf = target === declaring
      return {
        variable: link.names.many,
        count: isSelf ? 'count - 1' : 'count',
        columns: [
          ...link.source.map((column) => columnText(column, declaring, 'few(n)')),
          columnText(link.target, target, isSelf ? 'n + 1' : 'n'),
        ],
        import: value(link.names.many, linkPath(link, declaring, 'table')),
      }
    })
}

/** Of a pair that stands once the smaller key comes first, so it has to be known which one that is. */
function isSeeded({ link, declaring }: DeclaredLink, service: Service): boolean {
  return !link.symmetric || isAscending(fieldNamed(resourceNamed(service, link.resource), link.target.key), declaring)
}

function isAscending(field: Field, resource: Resource): boolean {
  if (field.made === 'uuidv7' || field.made === 'identity') return true
  if (field.reference !== undefined) return false
  const sample = sampleOf(field, resource)
  return sample.kind === 'serial' && sample.range === undefined && sample.digits >= SERIAL_DIGITS
}

function columnText({ property, key }: LinkColumn, { names }: Resource, n: string): string {
  return propertyText(property, `keyAt(made.${names.one}, ${n}, ${literal(key)})`, 8)
}
