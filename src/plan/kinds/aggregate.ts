import type { KeptField } from '../../model/kept.ts'
import { fieldNamed } from '../../model/lookup.ts'
import type { Field, FieldType, Resource } from '../../model/model.ts'

/**
 * What a field that is kept holds of the rows that refer to its own, in SQL and in the type of its column: their number, or
 * the sum of their products.
 *
 * @param column prints a column of those rows
 */
export function aggregateSql(
  { field, factors }: KeptField,
  resource: Resource,
  column: (field: Field) => string,
): string {
  if (factors.length === 0) return `count(*)::${sqlType(field.type)}`
  const fields = factors.map((property) => fieldNamed(resource, property))
  const [first = '', ...others] = fields.map(column)
  const product = [`${first}${widening(fields)}`, ...others].join(' * ')
  const sum = field.optional ? `sum(${product})` : `coalesce(sum(${product}), 0)`
  return `${sum}::${sqlType(field.type)}`
}

const INEXACT: ReadonlySet<string> = new Set(['real', 'double'])

/** A product of whole numbers may be greater than they can be themselves, and sums of `real` lose more than they have to. */
function widening(factors: readonly Field[]): string {
  if (factors.some(({ type: { kind } }) => INEXACT.has(kind))) return '::double precision'
  return factors.length > 1 ? '::numeric' : ''
}

const SQL_TYPES: Readonly<Record<string, string>> = { int: 'integer', double: 'double precision' }

function sqlType(of: FieldType): string {
  if (of.kind === 'decimal') return `numeric(${of.precision}, ${of.scale})`
  return SQL_TYPES[of.kind] ?? of.kind
}
