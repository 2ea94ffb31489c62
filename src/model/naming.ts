import { createHash } from 'node:crypto'

/** PostgreSQL cuts longer identifiers off, silently. */
const MAX_IDENTIFIER = 63

/** `products_pkey` */
export function primaryKeyName(table: string): string {
  return identifier([table, 'pkey'])
}

/** `products_category_id_idx`, for the columns in the order of the index. */
export function indexName(table: string, columns: readonly string[]): string {
  return identifier([table, ...columns, 'idx'])
}

/** `products_category_id_fkey` */
export function foreignKeyName(table: string, column: string): string {
  return identifier([table, column, 'fkey'])
}

/** `products_sku_key` */
export function uniqueName(table: string, column: string): string {
  return identifier([table, column, 'key'])
}

/** `products_price_check` */
export function checkName(table: string, column: string): string {
  return identifier([table, column, 'check'])
}

/** `products_price_required`, which a migration has for the time in which a column becomes required */
export function requiredName(table: string, column: string): string {
  return identifier([table, column, 'required'])
}

/** `price_swapped`, which something is called while another takes its name. */
export function swapName(name: string): string {
  return identifier([name, 'swapped'])
}

/** `products_price_idx_going`, which something is called until it is dropped, where another takes its name. */
export function goingName(name: string): string {
  return identifier([name, 'going'])
}

/** What a statement is prepared as, `products_by_key`; short enough for the number of a shape behind it. */
export function statementName(...parts: readonly string[]): string {
  return identifier(parts, MAX_IDENTIFIER - '_00'.length)
}

/** The parts joined; when that is too long, shortened and told apart by a hash of the parts. */
function identifier(parts: readonly string[], most = MAX_IDENTIFIER): string {
  const whole = parts.join('_')
  return whole.length <= most ? whole : hashed(parts, most)
}

/**
 * A name for the same index that no other list of parts gives: `a_b` and `a, b` would share the plain one.
 *
 * @param more what is not to be read in the name, and tells it apart all the same
 */
export function distinctIndexName(parts: readonly string[], more: readonly string[] = []): string {
  return hashed(parts, MAX_IDENTIFIER, [...parts, ...more])
}

function hashed(parts: readonly string[], most: number, told = parts): string {
  const hash = createHash('sha256').update(told.join(',')).digest('hex').slice(0, 8)
  const suffix = `_${hash}_${parts.at(-1)}`
  return (
    parts
      .slice(0, -1)
      .join('_')
      .slice(0, most - suffix.length) + suffix
  )
}
