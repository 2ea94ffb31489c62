import { changeGently } from './gentle.ts'
import { at, isMap, mapAt, put } from './maps.ts'
import type { Chance } from './random.ts'
import { HOSTILE_NAMES, NAMES, VALUES, WORDS } from './words.ts'

/** A map or a list somewhere in a description, with a key of it. */
interface Slot {
  readonly around: Record<string, unknown> | unknown[]
  readonly key: string
}

/** Changes a description in place, some times; `others` are descriptions that parts are taken from. */
export function mutate(description: Record<string, unknown>, how: How, chance: Chance): void {
  const times = 1 + chance.below(how.gentle ? 6 : 4)
  for (let time = 0; time < times; time += 1) {
    if (how.gentle) changeGently(description, chance)
    else chance.pick(ROUGH)(description, chance, how)
  }
}

/** How a description is changed. */
export interface How {
  readonly gentle: boolean
  readonly others: readonly Record<string, unknown>[]
}

type Mutation = (description: Record<string, unknown>, chance: Chance, how: How) => void

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
        const kept = at(one.around, one.key)
        put(one.around, one.key, structuredClone(at(other.around, other.key)))
        put(other.around, other.key, structuredClone(kept))
      }),
    ),
  (description, chance) =>
    withSlot(description, chance, ({ around, key }) => {
      const value = at(around, key)
      if (typeof value === 'string') put(around, key, spoiled(value, chance))
    }),
  (description, chance) =>
    withSlot(description, chance, ({ around, key }) => {
      let deep: unknown = at(around, key)
      for (let level = 0; level < 5 + chance.below(70); level += 1) deep = chance.next() < 0.5 ? [deep] : { a: deep }
      put(around, key, deep)
    }),
  // Another number, far from what anybody writes.
  (description, chance) =>
    withSlot(description, chance, ({ around, key }) => {
      if (typeof at(around, key) === 'number') put(around, key, chance.pick(NUMBERS))
    }),
  // Moved to another place, or there twice.
  (description, chance) =>
    withSlot(description, chance, ({ around, key }) => {
      const moved = structuredClone(at(around, key))
      if (chance.next() < 0.5) drop(around, key)
      withSlot(description, chance, (other) => {
        const inner = at(other.around, other.key)
        if (isMap(inner)) put(inner, chance.next() < 0.5 ? key : chance.pick(NAMES), moved)
        else if (Array.isArray(other.around)) other.around.push(moved)
      })
    }),
  // A part of another description: in the place of one with the same key, or a whole resource more.
  (description, chance, { others }) =>
    withSlot(chance.pick(others), chance, ({ around, key }) => {
      const alike = slotsIn(description, 0).filter((slot) => slot.key === key)
      const place = alike.length > 0 ? chance.pick(alike) : { around: description, key }
      put(place.around, key, structuredClone(at(around, key)))
    }),
  (description, chance, { others }) => {
    const other = mapAt(chance.pick(others), 'resources')
    const name = chance.pick(Object.keys(other))
    put(mapAt(description, 'resources'), name, structuredClone(other[name]))
  },
]

const NUMBERS = [
  0,
  -0,
  -1,
  1e-7,
  0.1,
  63,
  64,
  1000,
  65535,
  65536,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  1e21,
  1.5e300,
  -(2 ** 63),
]

/** A text with a character more, less or another. */
export function spoiled(text: string, chance: Chance): string {
  const place = chance.below(text.length + 1)
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
  return text.slice(0, place) + (chance.next() < 0.6 ? sign : '') + text.slice(place + chance.below(2))
}

function withSlot(description: unknown, chance: Chance, action: (slot: Slot) => void): void {
  const slots = slotsIn(description, 0)
  if (slots.length > 0) action(chance.pick(slots))
}

function slotsIn(value: unknown, depth: number): Slot[] {
  if (typeof value !== 'object' || value === null || depth > 12) return []
  const around = value as Slot['around']
  return Object.keys(value).flatMap((key) => [{ around, key }, ...slotsIn(at(around, key), depth + 1)])
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
