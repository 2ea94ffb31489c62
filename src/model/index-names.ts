import { linkIndexName } from './link-names.ts'
import type { Condition } from './model.ts'
import { distinctIndexName, indexName, primaryKeyName, uniqueName } from './naming.ts'
import type { Placed } from './world.ts'

/** What the name of an index follows from. */
interface Unnamed {
  /** Columns, those in lower case as `lower_email`. */
  readonly columns: readonly string[]
  readonly unique: boolean
  readonly where: { readonly column: string; readonly value: Condition['value'] } | undefined
}

/** Hands out the names of indexes: within one schema they must differ between all tables. */
export class IndexNames {
  readonly #taken: Set<string>

  /** Keys and unique fields have an index each, by a name that is fixed. */
  constructor(resources: Iterable<Placed>) {
    this.#taken = new Set(Array.from(resources, constraintNames).flat())
  }

  /** A name that was not handed out before. */
  next(table: string, { columns, unique, where }: Unnamed): string {
    const parts = where === undefined ? columns : [...columns, 'where', where.column]
    const plain = unique ? uniqueName(table, parts.join('_')) : indexName(table, parts)
    // Text of a description is in no name.
    const value = where === undefined ? [] : [JSON.stringify(where.value)]
    const whole = [table, ...parts, unique ? 'key' : 'idx']
    const name = this.#taken.has(plain) ? distinctIndexName(whole, value) : plain
    this.#taken.add(name)
    return name
  }
}

function constraintNames({ named: { table }, fields, links }: Placed): string[] {
  const unique = fields.filter(({ field }) => field.unique)
  return [
    primaryKeyName(table),
    ...unique.map(({ field }) => uniqueName(table, field.column)),
    ...links.flatMap((link) => [primaryKeyName(link.table), linkIndexName(link)]),
  ]
}
