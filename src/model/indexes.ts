import type { IndexSpec, SpecPath } from '../spec/spec.ts'
import { buildCondition } from './conditions.ts'
import type { Field, Index } from './model.ts'
import { distinctIndexName, indexName, uniqueName } from './naming.ts'
import { expectField, type Placed, type World } from './world.ts'

/** Hands out the names of indexes: within one schema they must differ between all tables. */
export class IndexNames {
  readonly #taken = new Set<string>()

  /** A name that was not handed out before. */
  next(table: string, columns: readonly string[], unique: boolean): string {
    const plain = unique ? uniqueName(table, columns.join('_')) : indexName(table, columns)
    const name = this.#taken.has(plain) ? distinctIndexName(table, columns) : plain
    this.#taken.add(name)
    return name
  }
}

/** An index before it has a name. */
interface Wanted extends Pick<Index, 'lower' | 'unique' | 'where'> {
  readonly columns: readonly Field[]
}

/** Declared indexes, then those of single fields and references, without what something else covers already. */
export function buildIndexes(world: World, placed: Placed, names: IndexNames): Index[] {
  const single = placed.fields.filter(({ field, spec }) => field.reference !== undefined || spec?.index === true)
  const wanted = [...declared(world, placed), ...single.map(({ field }) => plain([field]))]
  const { table } = placed.named
  return wanted
    .filter((index, at) => !isCovered(index, at, { wanted, unique: uniqueColumns(placed) }))
    .map(({ columns, ...index }) => ({
      name: names.next(
        table,
        columns.map(({ column }) => column),
        index.unique,
      ),
      properties: columns.map(({ property }) => property),
      ...index,
    }))
}

function plain(columns: readonly Field[]): Wanted {
  return { columns, lower: [], unique: false, where: undefined }
}

/** The key and the unique fields, each of which has an index of its own. */
function uniqueColumns({ key, fields }: Placed): readonly (readonly Field[])[] {
  const parts = key.made
    ? fields.filter(({ field }) => field.inKey)
    : key.fields.flatMap((name) => fields.find(({ field }) => field.name === name) ?? [])
  return [parts.map(({ field }) => field), ...fields.filter(({ field }) => field.unique).map(({ field }) => [field])]
}

interface Lists {
  readonly wanted: readonly Wanted[]
  readonly unique: readonly (readonly Field[])[]
}

/** Whether a key or another index serves every query that this one would; one that says more is never covered. */
function isCovered(index: Wanted, at: number, { wanted, unique }: Lists): boolean {
  if (!isPlain(index)) return false
  const { columns } = index
  if (unique.some((list) => startsWith(list, columns))) return true
  return wanted.some(
    (other, position) =>
      position !== at &&
      serves(other) &&
      startsWith(other.columns, columns) &&
      (other.columns.length > columns.length || other.unique || position < at),
  )
}

function isPlain({ lower, unique, where }: Wanted): boolean {
  return lower.length === 0 && !unique && where === undefined
}

function serves({ lower, where }: Wanted): boolean {
  return lower.length === 0 && where === undefined
}

function startsWith(list: readonly Field[], start: readonly Field[]): boolean {
  return start.every((field, index) => list[index] === field)
}

function declared(world: World, placed: Placed): Wanted[] {
  const { spec, at } = placed.named
  return (spec.indexes ?? []).map((index, position) => {
    const place = [...at, 'indexes', position]
    const columns = columnsOf(world, placed, { index, at: place })
    const where = index.where && buildCondition(world, placed, { written: index.where, at: [...place, 'where'] })
    const lower = index.fields.flatMap(({ field: name, lower: isLower }) =>
      isLower ? columns.filter((field) => field.name === name).map(({ property }) => property) : [],
    )
    return { columns, lower, unique: index.unique, where }
  })
}

const TEXTS: ReadonlySet<string> = new Set(['string', 'text', 'slug', 'email', 'url', 'enum'])

function columnsOf(
  world: World,
  placed: Placed,
  { index, at }: { readonly index: IndexSpec; readonly at: SpecPath },
): Field[] {
  const columns: Field[] = []
  for (const [position, { field: name, lower }] of index.fields.entries()) {
    // A list of fields is the index itself; in a map it stands under `fields`.
    const place = world.report.hasPart([...at, 'fields']) ? [...at, 'fields', position] : [...at, position]
    const field = expectField(placed, { name, at: place, code: 'ASH2060', wanted: 'to index' }, world.report)?.field
    if (field === undefined) continue
    const problem = problemWith(field, { lower, before: columns })
    if (problem === undefined) columns.push(field)
    else world.report.add({ code: 'ASH2060', message: problem, hint: 'take it out', at: place })
  }
  return columns
}

function problemWith(
  field: Field,
  { lower, before }: { lower: boolean; before: readonly Field[] },
): string | undefined {
  const { name, type, array, secret } = field
  if (before.includes(field)) return `\`${name}\` stands in this index twice`
  if (secret) return `\`${name}\` is a secret, and is never looked for`
  if (lower && (!TEXTS.has(type.kind) || array)) return `\`${name}\` is no text to be written in lower case`
  return type.kind === 'json' || type.kind === 'bytes' ? `a \`${type.kind}\` field cannot be indexed` : undefined
}
