import type { Chance } from './random.ts'
import { FIELDS, HOSTILE_NAMES, NAMES, VALUES, WORDS } from './words.ts'

/** A map or a list somewhere in a description, with a key of it. */
interface Slot {
  readonly around: Record<string, unknown> | unknown[]
  readonly key: string
  readonly path: readonly string[]
}

/** Changes a description in place, some times. */
export function mutate(description: Record<string, unknown>, gentle: boolean, chance: Chance): void {
  const times = 1 + chance.below(4)
  for (let time = 0; time < times; time += 1) {
    if (gentle) changeGently(description, chance)
    else chance.pick(ROUGH)(description, chance)
  }
}

type Mutation = (description: Record<string, unknown>, chance: Chance) => void

/** What most often leaves a description right. */
function changeGently(description: Record<string, unknown>, chance: Chance): void {
  const resources = mapAt(description, 'resources')
  const [name, resource] = chance.pick([...Object.entries(resources), ['none', {}] as [string, unknown]])
  const fields = mapAt(resource, 'fields')
  switch (chance.below(7)) {
    case 0:
      fields[chance.pick(NAMES)] = chance.pick(FIELDS)
      return
    case 1:
      resources[chance.pick(NAMES)] = { fields: { [chance.pick(NAMES)]: chance.pick(FIELDS) } }
      return
    case 2:
      fields[chance.pick(NAMES)] = `ref ${chance.pick([name, ...Object.keys(resources)])}?`
      return
    case 3:
      if (isMap(resource)) resource.operations = ['list', 'get', 'create'].slice(0, 1 + chance.below(3))
      return
    case 4:
      if (isMap(resource)) resource.timestamps = chance.next() < 0.5
      return
    case 5:
      if (isMap(resource))
        resource.description = chance.pick(['A thing.', "it's `\u0024{x}` */", 'two\nlines', '{{x}}'])
      return
    default: {
      const field = chance.pick([...Object.keys(fields), 'none'])
      if (field in fields) fields[field] = chance.pick(FIELDS)
    }
  }
}

const ROUGH: readonly Mutation[] = [
  (description, chance) => withSlot(description, chance, ({ around, key }) => put(around, key, chance.pick(VALUES))),
  (description, chance) => withSlot(description, chance, ({ around, key }) => drop(around, key)),
  (description, chance) => withSlot(description, chance, (slot) => rename(slot, chance.pick(NAMES))),
  (description, chance) => withSlot(description, chance, (slot) => rename(slot, chance.pick(HOSTILE_NAMES))),
  (description, chance) => withSlot(description, chance, (slot) => rename(slot, chance.pick(WORDS))),
  (description, chance) =>
    withSlot(description, chance, ({ around }) => put(around, chance.pick(WORDS), chance.pick(VALUES))),
  (description, chance) =>
    withSlot(description, chance, (one) =>
      withSlot(description, chance, (other) => {
        const kept = get(one.around, one.key)
        put(one.around, one.key, structuredClone(get(other.around, other.key)))
        put(other.around, other.key, structuredClone(kept))
      }),
    ),
  (description, chance) =>
    withSlot(description, chance, ({ around, key }) => {
      const value = get(around, key)
      if (typeof value === 'string') put(around, key, spoiled(value, chance))
    }),
  (description, chance) =>
    withSlot(description, chance, ({ around, key }) => {
      let deep: unknown = get(around, key)
      for (let level = 0; level < 5 + chance.below(70); level += 1) deep = chance.next() < 0.5 ? [deep] : { a: deep }
      put(around, key, deep)
    }),
]

/** A text with a character more, less or another. */
export function spoiled(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1)
  const sign = chance.pick([
    '(',
    ')',
    '[',
    ']',
    '?',
    '=',
    ',',
    '.',
    ' ',
    '"',
    "'",
    '\\',
    '{',
    '}',
    ':',
    '#',
    '\u0000',
    'é',
    '9',
    'x',
    '\n',
  ])
  return text.slice(0, at) + (chance.next() < 0.6 ? sign : '') + text.slice(at + chance.below(2))
}

function withSlot(description: unknown, chance: Chance, action: (slot: Slot) => void): void {
  const slots = slotsIn(description, [])
  if (slots.length > 0) action(chance.pick(slots))
}

function slotsIn(value: unknown, path: readonly string[]): Slot[] {
  if (typeof value !== 'object' || value === null || path.length > 12) return []
  const around = value as Slot['around']
  return Object.keys(value).flatMap((key) => [{ around, key, path }, ...slotsIn(get(around, key), [...path, key])])
}

function get(around: Slot['around'], key: string): unknown {
  return Reflect.get(around, key)
}

/** Also `__proto__` becomes a key, as a text would have it. */
function put(around: Slot['around'], key: string, value: unknown): void {
  Object.defineProperty(around, key, { value, writable: true, enumerable: true, configurable: true })
}

function drop(around: Slot['around'], key: string): void {
  if (Array.isArray(around)) around.splice(Number(key), 1)
  else delete around[key]
}

function rename({ around, key }: Slot, name: string): void {
  if (Array.isArray(around)) return
  const value = around[key]
  delete around[key]
  put(around, name, value)
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function mapAt(value: unknown, key: string): Record<string, unknown> {
  const inner = isMap(value) ? value[key] : undefined
  return isMap(inner) ? inner : {}
}
