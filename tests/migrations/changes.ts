import type { Field, Resource, Type } from './description.ts'
import { changeKey, changeKeyType } from './key-changes.ts'
import { addLink, dropLink, renameLink } from './link-changes.ts'
import type { Random } from './random.ts'
import { canBeUnique, converted, sampleOf, typesAfter } from './values.ts'
import { isInKey, newField, newFieldName, newResource, newResourceName, type Row, type World } from './world.ts'

/** One step of a chain: the world that is changed, and what in it was changed already. */
export interface Step {
  readonly world: World
  readonly random: Random
  readonly touched: Set<object>
  /** What is filled from other fields, once those are what they will be. */
  readonly fills: (() => void)[]
  /** Fields of which the description before says what they were: they cannot change names back in one run. */
  readonly noted: ReadonlySet<object>
  /** Resources that get another key. */
  readonly rekeyed: Set<Resource>
}

/** Changes a part of the world that was not changed in this step, and says how; nothing where there is no such part. */
type Change = (step: Step) => string | undefined

const CHANGES: readonly (readonly [weight: number, change: Change])[] = [
  [2, addResource],
  [1, dropResource],
  [2, renameResource],
  [2, swapResources],
  [4, addField],
  [3, addFilled],
  [2, addReference],
  [2, dropField],
  [3, renameField],
  [2, swapFields],
  [4, changeType],
  [2, changeRequired],
  [2, changeDefault],
  [3, changeValues],
  [2, changeIndex],
  [1, changeUnique],
  [4, changeKey],
  [4, changeKeyType],
  [1, changeMinimum],
  [3, addLink],
  [1, dropLink],
  [2, renameLink],
]

/** A few changes at once, as a person makes them between two runs. */
export function changeSomething(world: World, random: Random): readonly string[] {
  const step: Step = { world, random, touched: new Set(), fills: [], noted: noted(world), rekeyed: new Set() }
  forget(world, random)
  const all = CHANGES.flatMap(([weight, change]) => Array.from({ length: weight }, () => change))
  const done = Array.from({ length: 1 + random.below(3) }, () => random.pick(all)?.(step))
  for (const fill of step.fills) fill()
  return done.filter((said) => said !== undefined)
}

function noted({ resources }: World): ReadonlySet<object> {
  return new Set(
    resources.flatMap((one) => [one, ...one.fields]).filter(({ renamedFrom }) => renamedFrom !== undefined),
  )
}

/** What was said of the past may stay or go. */
function forget({ resources }: World, random: Random): void {
  const areKept = random.chance(0.5)
  for (const resource of resources) {
    if (!areKept) delete resource.renamedFrom
    for (const link of resource.links) if (random.chance(0.5)) delete link.renamedFrom
    const isKept = random.chance(0.5)
    for (const field of resource.fields) {
      if (!isKept) delete field.renamedFrom
      if (random.chance(0.5)) delete field.renamedValues
      if (random.chance(0.5)) delete field.backfill
    }
  }
}

function addResource({ world, random, touched }: Step): string {
  const resource = newResource(world, random)
  touched.add(resource)
  world.resources.push(resource)
  world.rows.set(resource.name, [])
  return `add ${resource.name}`
}

function dropResource({ world, random, touched }: Step): string | undefined {
  const targets = new Set(
    world.resources.flatMap(({ name, fields, links }) => [
      ...fields.map(targetOf),
      ...links.map(({ target }) => target).filter((target) => target !== name),
    ]),
  )
  const free = world.resources.filter((one) => !targets.has(one.name) && isUntouched(one, touched))
  const resource = world.resources.length > 1 ? random.pick(free) : undefined
  if (resource === undefined) return undefined
  world.resources = world.resources.filter((one) => one !== resource)
  world.rows.delete(resource.name)
  return `drop ${resource.name}`
}

function isUntouched(resource: Resource, touched: Set<object>): boolean {
  return !touched.has(resource) && [...resource.fields, ...resource.links].every((part) => !touched.has(part))
}

function targetOf({ type }: Pick<Field, 'type'>): string {
  return type.kind === 'ref' ? type.target : ''
}

function renameResource({ world, random, touched }: Step): string | undefined {
  const resource = random.pick(world.resources.filter((one) => !touched.has(one) && one.renamedFrom === undefined))
  if (resource === undefined) return undefined
  touched.add(resource)
  const { name: from } = resource
  const to = newResourceName(world)
  callOtherwise(world, new Map([[from, to]]))
  return `rename ${from} to ${to}`
}

function swapResources(step: Step): string | undefined {
  const { world, random, touched, noted } = step
  const free = world.resources.filter((one) => !noted.has(one) && !touched.has(one) && one.renamedFrom === undefined)
  const [one, other] = [random.pick(free), random.pick(free)]
  if (one === undefined || other === undefined || one === other) return undefined
  touched.add(one)
  touched.add(other)
  const [a, b] = [one.name, other.name]
  // Or the one gives its name to the other and gets a new one.
  const to = random.chance(0.7) ? b : newResourceName(world)
  callOtherwise(
    world,
    new Map([
      [a, to],
      [b, a],
    ]),
  )
  return `rename ${a} to ${to}, and ${b} to ${a}`
}

/** Resources by new names, and what refers to them. */
function callOtherwise(world: World, names: ReadonlyMap<string, string>): void {
  const nameOf = (name: string): string => names.get(name) ?? name
  for (const one of world.resources) {
    if (names.has(one.name)) Object.assign(one, { name: nameOf(one.name), renamedFrom: one.name })
    for (const link of one.links) link.target = nameOf(link.target)
    for (const field of one.fields) {
      if (field.type.kind === 'ref') field.type = { kind: 'ref', target: nameOf(field.type.target) }
    }
  }
  world.rows = new Map([...world.rows].map(([name, rows]) => [nameOf(name), rows]))
}

function addField(step: Step): string | undefined {
  const { world, random, touched } = step
  const owner = random.pick(world.resources)
  if (owner === undefined) return undefined
  const field = newField(world, random)
  touched.add(field)
  owner.fields.push(field)
  for (const row of rowsOf(step, owner)) row[field.name] = field.default ?? null
  return `add ${owner.name}.${field.name}`
}

/** A field that rows get a value or another field for. */
function addFilled(step: Step): string | undefined {
  const { world, random, touched, fills } = step
  const owner = random.pick(world.resources)
  if (owner === undefined) return undefined
  const source = random.pick(owner.fields.filter(({ type, optional }) => type.kind !== 'ref' && !optional))
  const name = newFieldName(world)
  const plain = { name, unique: false, index: random.chance(0.3) }
  if (source !== undefined && random.chance(0.6)) {
    // Its type stays what it is until the end of the step.
    touched.add(source)
    const field: Field = { ...plain, type: source.type, optional: random.chance(0.3), backfill: { from: source.name } }
    touched.add(field)
    owner.fields.push(field)
    fills.push(() => {
      for (const row of rowsOf(step, owner)) row[name] = row[source.name]
    })
    return `add ${owner.name}.${name} from ${source.name}`
  }
  const { type } = newField(world, random)
  if (type.kind === 'ref') return undefined
  const value = sampleOf(type, random)
  const field: Field = { ...plain, type, optional: random.chance(0.3), backfill: { value } }
  if (random.chance(0.3)) field.default = sampleOf(type, random)
  touched.add(field)
  owner.fields.push(field)
  for (const row of rowsOf(step, owner)) row[name] = value
  return `add ${owner.name}.${name} with ${String(value)}`
}

function addReference(step: Step): string | undefined {
  const { world, random, touched } = step
  const [owner, target] = [random.pick(world.resources), random.pick(targetsIn(step))]
  if (owner === undefined || target === undefined) return undefined
  const field: Field = {
    name: newFieldName(world),
    type: { kind: 'ref', target: target.name },
    optional: true,
    unique: false,
    index: false,
  }
  touched.add(field)
  owner.fields.push(field)
  for (const row of rowsOf(step, owner)) row[field.name] = null
  return `refer from ${owner.name}.${field.name} to ${target.name}`
}

/** What can be referred to: by one field, which is the key before and after. */
export function targetsIn({ world, rekeyed }: Step): readonly Resource[] {
  return world.resources.filter((one) => (one.key?.length ?? 1) === 1 && !rekeyed.has(one))
}

function dropField(step: Step): string | undefined {
  const found = pickField(step, ({ name }, owner) => {
    const { fields, indexes } = owner
    return (
      !isInKey(owner, name) &&
      fields.length > 1 &&
      !indexes.some((index) => index.includes(name)) &&
      !fields.some((one) => isFrom(one, name))
    )
  })
  if (found === undefined) return undefined
  const { owner, field } = found
  owner.fields = owner.fields.filter((one) => one !== field)
  for (const row of rowsOf(step, owner)) delete row[field.name]
  return `drop ${owner.name}.${field.name}`
}

/** Whether it is filled from that field. */
export function isFrom({ backfill }: Field, name: string): boolean {
  return backfill !== undefined && 'from' in backfill && backfill.from === name
}

function renameField(step: Step): string | undefined {
  const found = pickField(step, ({ renamedFrom }) => renamedFrom === undefined)
  if (found === undefined) return undefined
  const { owner, field } = found
  const from = field.name
  renamed(step, owner, new Map([[from, newFieldName(step.world)]]))
  return `rename ${owner.name}.${from} to ${field.name}`
}

function swapFields(step: Step): string | undefined {
  const one = pickField(step, (field) => !step.noted.has(field) && field.type.kind !== 'ref')
  const other = one?.owner.fields.find(
    (field) => field !== one.field && !step.noted.has(field) && field.type.kind !== 'ref' && !step.touched.has(field),
  )
  if (one === undefined || other === undefined) return undefined
  step.touched.add(other)
  const [a, b] = [one.field.name, other.name]
  renamed(
    step,
    one.owner,
    new Map([
      [a, b],
      [b, a],
    ]),
  )
  return `swap ${one.owner.name}.${a} and ${b}`
}

function renamed(step: Step, owner: Resource, names: ReadonlyMap<string, string>): void {
  const nameOf = (name: string): string => names.get(name) ?? name
  for (const field of owner.fields) {
    if (names.has(field.name)) Object.assign(field, { renamedFrom: field.name, name: nameOf(field.name) })
    if (field.backfill !== undefined && 'from' in field.backfill) field.backfill = { from: nameOf(field.backfill.from) }
  }
  owner.indexes = owner.indexes.map((index) => index.map(nameOf))
  if (owner.key !== undefined) owner.key = owner.key.map(nameOf)
  const rows = rowsOf(step, owner).map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [nameOf(key), value])),
  )
  step.world.rows.set(owner.name, rows)
}

function changeType(step: Step): string | undefined {
  const found = pickField(step, ({ name, type, unique, min }, owner) => {
    const { fields } = owner
    return (
      !isInKey(owner, name) &&
      type.kind !== 'ref' &&
      !unique &&
      min === undefined &&
      !fields.some((one) => isFrom(one, name))
    )
  })
  if (found === undefined || found.field.type.kind === 'ref') return undefined
  const { owner, field } = found
  const from: Type = found.field.type
  const to = step.random.pick(typesAfter(found.field.type))
  if (to === undefined || (from.kind === 'enum' && field.renamedValues !== undefined)) return undefined
  field.type = to
  delete field.backfill
  if (field.default !== undefined) field.default = sampleOf(to, step.random)
  for (const row of rowsOf(step, owner)) row[field.name] = converted(row[field.name], from, to)
  return `change ${owner.name}.${field.name} from ${from.kind} to ${to.kind}`
}

function changeRequired(step: Step): string | undefined {
  const found = pickField(step, ({ type, unique, name }, owner) => {
    const { fields } = owner
    return !isInKey(owner, name) && type.kind !== 'ref' && !unique && !fields.some((one) => isFrom(one, name))
  })
  if (found === undefined || found.field.type.kind === 'ref') return undefined
  const { owner, field } = found
  field.optional = !field.optional
  if (field.optional) return `let ${owner.name}.${field.name} be missing`
  const value = sampleOf(found.field.type, step.random)
  if (step.random.chance(0.5)) field.backfill = { value }
  else Object.assign(field, { default: value, backfill: undefined })
  if (field.backfill === undefined) delete field.backfill
  for (const row of rowsOf(step, owner)) row[field.name] ??= value
  return `require ${owner.name}.${field.name}`
}

function changeDefault(step: Step): string | undefined {
  const found = pickField(step, ({ type, unique }) => type.kind !== 'ref' && !unique)
  if (found === undefined || found.field.type.kind === 'ref') return undefined
  const { owner, field } = found
  if (field.default !== undefined && step.random.chance(0.4)) delete field.default
  else field.default = sampleOf(found.field.type, step.random)
  return `change the default of ${owner.name}.${field.name}`
}

function changeValues(step: Step): string | undefined {
  const found = pickField(step, ({ type, backfill, renamedValues, name }, owner) => {
    const { fields } = owner
    return (
      !isInKey(owner, name) &&
      type.kind === 'enum' &&
      backfill === undefined &&
      renamedValues === undefined &&
      !fields.some((one) => isFrom(one, name))
    )
  })
  if (found === undefined || found.field.type.kind !== 'enum') return undefined
  const { owner, field } = found
  const { values } = found.field.type
  const [old = '', fresh = ''] = [step.random.pick(values), `v${newFieldName(step.world)}`]
  const kind = step.random.below(3)
  if (kind === 0) {
    field.type = { kind: 'enum', values: [...values, fresh] }
    return `add ${owner.name}.${field.name}: ${fresh}`
  }
  const isHeld = rowsOf(step, owner).some((row) => row[field.name] === old)
  const goes = kind === 1 && values.length > 2
  if (goes && isHeld) return undefined
  const to = goes ? (values.find((value) => value !== old) ?? '') : fresh
  field.type = {
    kind: 'enum',
    values: goes ? values.filter((value) => value !== old) : values.map((value) => (value === old ? fresh : value)),
  }
  if (field.default === old) field.default = to
  if (goes) return `drop ${owner.name}.${field.name}: ${old}`
  field.renamedValues = { [old]: fresh }
  for (const row of rowsOf(step, owner)) if (row[field.name] === old) row[field.name] = fresh
  return `rename ${owner.name}.${field.name}: ${old} to ${fresh}`
}

function changeIndex({ world, random }: Step): string | undefined {
  const owner = random.pick(world.resources)
  if (owner === undefined) return undefined
  if (owner.indexes.length > 0 && random.chance(0.5)) {
    owner.indexes = owner.indexes.slice(1)
    return `drop an index of ${owner.name}`
  }
  const names = owner.fields.filter(({ type }) => type.kind !== 'ref').map(({ name }) => name)
  const [first, second] = [random.pick(names), random.pick(names)]
  if (first === undefined || second === undefined || first === second) return undefined
  if (owner.indexes.some((index) => index.join() === [first, second].join())) return undefined
  owner.indexes = [...owner.indexes, [first, second]]
  return `index ${owner.name} by ${first}, ${second}`
}

function changeUnique(step: Step): string | undefined {
  const found = pickField(
    step,
    (field, owner) =>
      !isInKey(owner, field.name) && canBeUnique(field) && field.default === undefined && field.backfill === undefined,
  )
  if (found === undefined) return undefined
  const { owner, field } = found
  const values = rowsOf(step, owner)
    .map((row: Row) => row[field.name])
    .filter((value) => value !== null)
  if (!field.unique && new Set(values).size < values.length) return undefined
  field.unique = !field.unique
  field.index = false
  return `${field.unique ? 'make' : 'no longer have'} ${owner.name}.${field.name} unique`
}

function changeMinimum(step: Step): string | undefined {
  const found = pickField(step, ({ type }) => ['int', 'bigint', 'smallint', 'double'].includes(type.kind))
  if (found === undefined) return undefined
  const { owner, field } = found
  if (field.min === undefined) field.min = 0
  else delete field.min
  return `change the minimum of ${owner.name}.${field.name}`
}

function pickField(step: Step, isFit: (field: Field, owner: Resource) => boolean) {
  const { world, random, touched } = step
  const all = world.resources.flatMap((owner) => owner.fields.map((field) => ({ owner, field })))
  const found = random.pick(all.filter(({ owner, field }) => !touched.has(field) && isFit(field, owner)))
  if (found !== undefined) touched.add(found.field)
  return found
}

function rowsOf({ world }: Step, { name }: Pick<Resource, 'name'>): Row[] {
  return world.rows.get(name) ?? []
}
