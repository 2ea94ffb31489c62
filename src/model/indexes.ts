import { didYouMean } from '../did-you-mean.ts'
import type { PlacedField } from './fields.ts'
import type { Field, Index } from './model.ts'
import type { NamedResource } from './names.ts'
import { distinctIndexName, indexName } from './naming.ts'
import type { Report } from './report.ts'

/** The fields of a resource, as its indexes need them. */
export interface Indexed {
  readonly resource: NamedResource
  readonly fields: readonly PlacedField[]
  readonly key: readonly Field[]
  /** The names of the fields that say `index` themselves. */
  readonly flagged: ReadonlySet<string>
}

type Columns = readonly Field[]

/** Hands out the names of indexes: within one schema they must differ between all tables. */
export class IndexNames {
  readonly #taken = new Set<string>()

  /** A name that was not handed out before. */
  next(table: string, columns: readonly string[]): string {
    const plain = indexName(table, columns)
    const name = this.#taken.has(plain) ? distinctIndexName(table, columns) : plain
    this.#taken.add(name)
    return name
  }
}

/** Declared indexes, then those of single fields and references, without what something else covers already. */
export function buildIndexes(indexed: Indexed, names: IndexNames, report: Report): Index[] {
  const { resource, fields, key, flagged } = indexed
  const single = fields
    .map(({ field }) => field)
    .filter((field) => field.reference !== undefined || flagged.has(field.name))
  const wanted = [...declared(indexed, report), ...single.map((field) => [field])]
  const unique = [key, ...fields.filter(({ field }) => field.unique).map(({ field }) => [field])]
  return wanted
    .filter((columns, at) => !isCovered(columns, at, { wanted, unique }))
    .map((columns) => ({
      name: names.next(
        resource.table,
        columns.map(({ column }) => column),
      ),
      properties: columns.map(({ property }) => property),
    }))
}

function isCovered(
  columns: Columns,
  at: number,
  lists: { wanted: readonly Columns[]; unique: readonly Columns[] },
): boolean {
  if (lists.unique.some((list) => startsWith(list, columns))) return true
  return lists.wanted.some(
    (list, other) => other !== at && startsWith(list, columns) && (list.length > columns.length || other < at),
  )
}

function startsWith(list: Columns, start: Columns): boolean {
  return start.every((field, index) => list[index] === field)
}

function declared({ resource, fields }: Indexed, report: Report): Columns[] {
  const known = new Map(fields.map(({ field }) => [field.name, field]))
  return (resource.spec.indexes ?? []).map((names, index) => {
    const at = [...resource.at, 'indexes', index]
    const columns: Field[] = []
    for (const [position, name] of names.entries()) {
      const field = known.get(name)
      const problem = problemWith(name, field, columns)
      if (problem !== undefined) {
        const hint =
          field === undefined
            ? (didYouMean(name, known.keys()) ?? `the fields are ${[...known.keys()].join(', ')}`)
            : 'take it out'
        report.add({ code: 'ASH2060', message: problem(resource.name), hint, at: [...at, position] })
      } else if (field !== undefined) columns.push(field)
    }
    return columns
  })
}

function problemWith(
  name: string,
  field: Field | undefined,
  before: Columns,
): ((resource: string) => string) | undefined {
  if (field === undefined) return (resource) => `\`${resource}\` has no field \`${name}\` to index`
  if (before.includes(field)) return () => `\`${name}\` stands in this index twice`
  const { kind } = field.type
  return kind === 'json' || kind === 'bytes' ? () => `a \`${kind}\` field cannot be indexed` : undefined
}
