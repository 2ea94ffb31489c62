import { isFrom, type Step } from './changes.ts'
import type { Field, Resource } from './description.ts'
import { converted, sampleOf, typesAfter } from './values.ts'
import { canBeKey, isInKey, keyOf, keyText, newFieldName, type Row, type World } from './world.ts'

/** Resources that others refer to, or whose rows are linked: their key keeps its columns while that is so. */
function referredIn({ resources }: World): ReadonlySet<Resource> {
  const targets = resources.flatMap(({ fields, links }) => [
    ...fields.flatMap(({ type }) => (type.kind === 'ref' ? [type.target] : [])),
    ...links.map(({ target }) => target),
  ])
  return new Set(resources.filter(({ name, links }) => links.length > 0 || targets.includes(name)))
}

/** Gives a resource another key: of one field or several, with one that is new, or the one that ashlar makes. */
export function changeKey(step: Step): string | undefined {
  const { world, random, touched, rekeyed } = step
  const free = world.resources.filter((one) => !referredIn(world).has(one) && !rekeyed.has(one) && !touched.has(one))
  const owner = random.pick(free)
  if (owner === undefined) return undefined
  rekeyed.add(owner)
  if (owner.key !== undefined && random.chance(0.25)) return withMadeKey(owner, world)
  const fields = newKey(step, owner)
  const rows = world.rows.get(owner.name) ?? []
  const names = fields.map(({ name }) => name)
  const before = keyOf(owner)
  if (fields.length === 0 || !areApart(rows, names)) return undefined
  for (const field of fields) {
    touched.add(field)
    Object.assign(field, { optional: false, unique: false, index: false })
    if (owner.fields.includes(field)) continue
    owner.fields.push(field)
    const value = field.backfill !== undefined && 'value' in field.backfill ? field.backfill.value : null
    for (const row of rows) row[field.name] = value
  }
  owner.key = names
  for (const row of rows) delete row.id
  return `key of ${owner.name}: ${names.join()}, which was ${before.join()}`
}

/** What rows get for an `id`, the database makes. */
function withMadeKey(owner: Resource, world: World): string {
  delete owner.key
  for (const row of world.rows.get(owner.name) ?? []) row.id = undefined
  return `key of ${owner.name}: made`
}

/** Fields that tell rows apart, some of which are new. */
function newKey({ world, random, touched }: Step, owner: Resource): readonly Field[] {
  const free = owner.fields.filter(
    (field) => !touched.has(field) && !field.optional && isFit(field) && !owner.indexes.flat().includes(field.name),
  )
  const [first, second] = [random.pick(free.filter(canBeKey)), random.pick(free)]
  if (first === undefined) return []
  const type = { kind: 'int' } as const
  const added: Field = {
    ...{ name: newFieldName(world), type, optional: false, unique: false, index: false },
    backfill: { value: sampleOf(type, random) },
  }
  const fields = [
    first,
    ...(second === undefined || random.chance(0.4) ? [] : [second]),
    ...(random.chance(0.2) ? [added] : []),
  ]
  return [...new Set(random.chance(0.5) ? fields : fields.toReversed())]
}

function isFit({ type }: Field): boolean {
  return !['ref', 'boolean', 'double'].includes(type.kind)
}

function areApart(rows: readonly Row[], names: readonly string[]): boolean {
  return new Set(rows.map((row) => keyText(row, names))).size === rows.length
}

/** Another type of a key, and of all that refers to it. */
export function changeKeyType(step: Step): string | undefined {
  const { world, random, touched } = step
  const all = world.resources.flatMap((owner) => owner.fields.map((field) => ({ owner, field })))
  const free = all.filter(
    ({ owner: { fields }, field }) =>
      !touched.has(field) && field.min === undefined && !fields.some((one) => isFrom(one, field.name)),
  )
  const { owner, field } = random.pick(free.filter((one) => isInKey(one.owner, one.field.name))) ?? {}
  if (owner === undefined || field === undefined || field.type.kind === 'ref') return undefined
  const { type: from } = field
  const to = random.pick(typesAfter(from).filter((type) => canBeKey({ ...field, type }) || !canBeKey(field)))
  const rows = world.rows.get(owner.name) ?? []
  if (to === undefined || !isFit({ ...field, type: to })) return undefined
  const after = rows.map((row) => ({ ...row, [field.name]: converted(row[field.name], from, to) }))
  if (!areApart(after, keyOf(owner))) return undefined
  touched.add(field)
  const become = (value: unknown) => converted(value, from, to)
  follow(world, owner, { at: keyOf(owner).indexOf(field.name), become })
  world.rows.set(
    owner.name,
    after.map((row, at) => ({ ...rows[at], [field.name]: row[field.name] })),
  )
  field.type = to
  delete field.backfill
  delete field.renamedValues
  if (field.default !== undefined) field.default = sampleOf(to, random)
  return `change the key ${owner.name}.${field.name} from ${from.kind} to ${to.kind}`
}

interface Became {
  /** In the key. */
  readonly at: number
  readonly become: (value: unknown) => unknown
}

/** What refers to rows has the values that they have. */
function follow(world: World, owner: Resource, { at, become }: Became): void {
  for (const { name, fields, links } of world.resources) {
    for (const { name: reference, type } of fields) {
      if (type.kind !== 'ref' || type.target !== owner.name) continue
      for (const row of world.rows.get(name) ?? []) row[reference] = become(row[reference])
    }
    for (const link of links) {
      const last = (link.rows[0]?.length ?? 0) - 1
      const isIt = (place: number) =>
        (name === owner.name && place === at) || (link.target === owner.name && place === last)
      link.rows = link.rows.map((row) => row.map((value, place) => (isIt(place) ? become(value) : value)))
    }
  }
}
