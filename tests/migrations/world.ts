import type { Field, Link, Resource, Type, Value } from './description.ts'
import type { Random } from './random.ts'
import { canBeUnique, sampleOf } from './values.ts'

/** A row by field names, as JSON; what is not there is null. */
export type Row = Record<string, unknown>

/** A description, and the rows that a database of it must have. */
export interface World {
  resources: Resource[]
  rows: Map<string, Row[]>
  /** Names that were used once and are not used again, so that a name never means two things. */
  used: number
}

const WORDS = [
  'apple',
  'brick',
  'cloud',
  'drum',
  'eagle',
  'flute',
  'grape',
  'house',
  'jacket',
  'kettle',
  'lamp',
  'maple',
]

/** A name for a resource that was not used before: its plural has an `s`. */
export function newResourceName(world: World): string {
  world.used += 1
  const round = Math.floor(world.used / WORDS.length)
  return `${WORDS[world.used % WORDS.length]}${'n'.repeat(round)}`
}

export function newFieldName(world: World): string {
  world.used += 1
  return `f${world.used}`
}

export function newResource(world: World, random: Random): Resource {
  const fields = Array.from({ length: 2 + random.below(4) }, () => newField(world, random))
  return { name: newResourceName(world), fields, indexes: [], links: [] }
}

const KINDS = [
  'text',
  'smallint',
  'int',
  'bigint',
  'double',
  'boolean',
  'date',
  'datetime',
  'uuid',
  'string',
  'decimal',
  'enum',
] as const

/** A field that needs no rows to be changed when it comes: with a default where it is required. */
export function newField(world: World, random: Random): Field {
  const name = newFieldName(world)
  const type = newType(random)
  const optional = random.chance(0.5)
  const isNumber = ['int', 'bigint', 'decimal', 'smallint', 'double'].includes(type.kind)
  const unique = optional && canBeUnique({ type }) && random.chance(0.3)
  return {
    name,
    type,
    optional,
    unique,
    index: !unique && random.chance(0.3),
    ...(!unique && (!optional || random.chance(0.2)) && { default: sampleOf(type, random) }),
    ...(isNumber && random.chance(0.3) && { min: 0 }),
  }
}

function newType(random: Random): Exclude<Type, { kind: 'ref' }> {
  const kind = random.pick(KINDS) ?? 'text'
  if (kind === 'string') return { kind, max: 20 + random.below(60) }
  if (kind === 'decimal') return { kind, precision: 10, scale: 2 }
  if (kind === 'enum') return { kind, values: ['red', 'on/off', 'a b'].slice(0, 2 + random.below(2)) }
  return { kind }
}

/** The name of the column. */
export function columnOf({ name, type }: Pick<Field, 'name' | 'type'>): string {
  return type.kind === 'ref' ? `${name}_id` : name
}

/** The join table of a link, and its two columns. */
export function joinOf({ name: one }: Resource, { name, target }: Link) {
  return { table: `${one}s_${name}`, columns: [`${one}_id`, target === one ? 'related_id' : `${target}_id`] as const }
}

/** Links between rows that are there: of a pair that goes both ways, the smaller key stands first. */
export function newLinks(world: World, resource: Resource, link: Link, random: Random): Link['rows'] {
  const idsOf = (name: string): string[] => (world.rows.get(name) ?? []).map(({ id }) => String(id))
  const [one, other] = [random.pick(idsOf(resource.name)), random.pick(idsOf(link.target))]
  if (one === undefined || other === undefined) return []
  const pair = link.symmetric && other < one ? ([other, one] as const) : ([one, other] as const)
  return link.rows.some((row) => row.join() === pair.join()) ? [] : [pair]
}

/** Rows that the database takes, with what each of them must be. */
export function newRows(world: World, resource: Resource, random: Random): readonly Row[] {
  return Array.from({ length: 1 + random.below(3) }, () => {
    world.used += 1
    const row: Row = { id: sampleOf({ kind: 'uuid' }, random, 1_000 + world.used) }
    for (const field of resource.fields) row[field.name] = cell(field, world, random)
    return row
  })
}

function cell({ type, optional, unique }: Field, world: World, random: Random): Value | null {
  if (optional && random.chance(0.3)) return null
  if (type.kind !== 'ref') return sampleOf(type, random, unique ? 1_000 + world.used : random.below(90))
  const ids = (world.rows.get(type.target) ?? []).map(({ id }) => String(id))
  return random.pick(ids) ?? null
}
