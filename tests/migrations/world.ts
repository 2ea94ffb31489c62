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
  const resource: Resource = { name: newResourceName(world), fields, indexes: [], links: [] }
  const key = random.chance(0.4) ? fields.find(canBeKey) : undefined
  if (key === undefined) return resource
  Object.assign(key, { optional: false, unique: false, index: false })
  return { ...resource, key: [key.name] }
}

/** Whether each of many rows can have a value of its own in it. */
export function canBeKey(field: Field): boolean {
  return canBeUnique(field) || field.type.kind === 'smallint'
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

/** The fields that are the key. */
export function keyOf({ key = ['id'] }: Resource): readonly string[] {
  return key
}

export function isInKey(resource: Resource, name: string): boolean {
  return keyOf(resource).includes(name)
}

/** What tells a row apart, as a text. */
export function keyText(row: Row, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => row[name]))
}

/** The join table of a link, and its columns: those of the one key, and that of the other. */
export function joinOf(owner: Resource, { name, target }: Link) {
  const { name: one } = owner
  const key = keyOf(owner)
  const source = key.length === 1 ? [`${one}_id`] : key.map((part) => `${one}_${part}`)
  return { table: `${one}s_${name}`, columns: [...source, target === one ? 'related_id' : `${target}_id`] }
}

/** Links between rows that are there: of a pair that goes both ways, the smaller key stands first. */
export function newLinks(world: World, resource: Resource, link: Link, random: Random): Link['rows'] {
  const target = world.resources.find(({ name }) => name === link.target)
  const keysOf = (one: Resource | undefined) =>
    one === undefined ? [] : (world.rows.get(one.name) ?? []).map((row) => keyOf(one).map((name) => row[name]))
  const [one, other] = [random.pick(keysOf(resource)), random.pick(keysOf(target))]
  if (one === undefined || other === undefined) return []
  const pair = link.symmetric && String(other) < String(one) ? [...other, ...one] : [...one, ...other]
  return link.rows.some((row) => row.join() === pair.join()) ? [] : [pair]
}

/** Rows that the database takes, with what each of them must be. */
export function newRows(world: World, resource: Resource, random: Random): readonly Row[] {
  const taken = new Set((world.rows.get(resource.name) ?? []).map((row) => keyText(row, keyOf(resource))))
  return Array.from({ length: 1 + random.below(3) }, () => {
    world.used += 1
    const row: Row = {}
    if (resource.key === undefined) row.id = sampleOf({ kind: 'uuid' }, random, 1_000 + world.used)
    for (const field of resource.fields)
      row[field.name] = cell(field, world, { random, isKey: isInKey(resource, field.name) })
    return row
  }).filter((row) => {
    const text = keyText(row, keyOf(resource))
    const isNew = !taken.has(text)
    taken.add(text)
    return isNew
  })
}

function cell(
  { type, optional, unique }: Field,
  world: World,
  { random, isKey }: { readonly random: Random; readonly isKey: boolean },
): Value | null {
  if (optional && random.chance(0.3)) return null
  if (type.kind !== 'ref') return sampleOf(type, random, unique || isKey ? 1_000 + world.used : random.below(90))
  const target = world.resources.find(({ name }) => name === type.target)
  const [key = 'id'] = target === undefined ? [] : keyOf(target)
  const keys = (world.rows.get(type.target) ?? []).map((row) => row[key] as Value)
  return random.pick(keys) ?? null
}
