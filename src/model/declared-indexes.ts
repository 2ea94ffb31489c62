import type { IndexSpec, SpecPath } from '../spec/spec.ts'
import { buildCondition } from './conditions.ts'
import type { Field } from './model.ts'
import { withinTenant } from './tenant-indexes.ts'
import type { WantedIndex } from './wanted-indexes.ts'
import { expectField, isSoft, type Placed, type World } from './world.ts'

/** The indexes that `indexes:` of a resource lists, each part checked. */
export function declaredIndexes(world: World, placed: Placed): WantedIndex[] {
  const { spec, at } = placed.named
  return (spec.indexes ?? []).map((index, position) => {
    const place = [...at, 'indexes', position]
    const columns = columnsOf(world, placed, { index, at: place })
    const where = index.where && buildCondition(world, placed, { written: index.where, at: [...place, 'where'] })
    const lower = index.fields.flatMap(({ field: name, lower: isLower }) =>
      isLower ? columns.filter((field) => field.name === name).map(({ property }) => property) : [],
    )
    const live = index.unique && isSoft(world, placed)
    return withinTenant(world, placed, { columns, lower, unique: index.unique, where, live, method: 'btree' })
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
