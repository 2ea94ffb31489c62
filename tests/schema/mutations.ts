import fc from 'fast-check'
import { description } from './descriptions.ts'
import { field } from './fields.ts'
import { anyKey, anyWord, jsonValue, shortPieces } from './words.ts'

type Container = Record<string, unknown> | unknown[]

/** Changes a value in place, at one part of it. */
type Mutation = (container: Container, key: string) => void

const anything = fc.oneof(
  anyWord,
  shortPieces,
  field,
  jsonValue,
  fc.constantFrom(0, 1, 10, 11, 1000, 1001, 3, 3.1, -1, 0.5, 'true', 'false', null, [], {}, [[]], false, true),
)

const setTo = anything.map(
  (value): Mutation =>
    (container, key) =>
      put(container, key, value),
)

const dropped = fc.constant<Mutation>((container, key) => {
  if (Array.isArray(container)) container.splice(Number(key), 1)
  else delete container[key]
})

const renamed = anyKey.map(
  (name): Mutation =>
    (container, key) => {
      if (Array.isArray(container)) return
      const value = container[key]
      delete container[key]
      container[name] = value
    },
)

const added = fc.tuple(anyKey, anything).map(
  ([name, value]): Mutation =>
    (container) => {
      if (Array.isArray(container)) container.push(value)
      else container[name] = value
    },
)

const doubled = fc.constant<Mutation>((container, key) => {
  const value = structuredClone(get(container, key))
  if (Array.isArray(container)) container.push(value)
  else container[`${key}2`] = value
})

/** Over any limit of how many there may be, and under that of the size of a description. */
const grown = fc.constantFrom(33, 51, 101, 201, 501).map(
  (count): Mutation =>
    (container, key) => {
      const value = get(container, key)
      if (JSON.stringify(value).length > 500) return
      if (Array.isArray(container)) while (container.length < count) container.push(structuredClone(value))
      else for (let at = 0; at < count; at += 1) container[`${key}${at}`] = structuredClone(value)
    },
)

const edited = fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...' ()[]?="\\/.,_-%$aZ09\n\u2028é')).map(
  ([where, taken, sign]): Mutation =>
    (container, key) => {
      const text = get(container, key)
      if (typeof text !== 'string') return
      const at = where % (text.length + 1)
      put(container, key, text.slice(0, at) + sign + text.slice(at + taken))
    },
)

const wrapped = fc.constant<Mutation>((container, key) => put(container, key, [get(container, key)]))

const mutation = fc.oneof(setTo, dropped, renamed, added, doubled, { weight: 3, arbitrary: edited }, wrapped, {
  weight: 1,
  arbitrary: grown,
})

/** A random description with up to three mistakes in it, or none. */
export const mutated = fc
  .tuple(description, fc.array(fc.tuple(fc.nat(), mutation), { maxLength: 3 }))
  .map(([value, mutations]) => {
    const root = structuredClone(value) as Container
    for (const [where, change] of mutations) {
      const places = placesIn(root)
      const [container, key] = places[where % places.length] ?? [root, 'name']
      change(container, key)
    }
    return root
  })
  .filter((value) => !/"(?:<<|__proto__)":/.test(JSON.stringify(value)))

function placesIn(container: Container): (readonly [Container, string])[] {
  return Object.entries(container).flatMap(([key, value]) => {
    const inner = typeof value === 'object' && value !== null ? placesIn(value as Container) : []
    return [[container, key] as const, ...inner]
  })
}

function get(container: Container, key: string): unknown {
  return Array.isArray(container) ? container[Number(key)] : container[key]
}

function put(container: Container, key: string, value: unknown): void {
  if (Array.isArray(container)) container[Number(key)] = structuredClone(value)
  else container[key] = structuredClone(value)
}
