import type { SpecPath } from './spec.ts'

/**
 * Where two values differ: the paths of the parts that are not the same. The order of keys says nothing.
 *
 * @example
 * differences({ a: [1, 2] }, { a: [1, 3] }) // [['a', 1]]
 */
export function differences(first: unknown, second: unknown, path: SpecPath = []): SpecPath[] {
  if (Object.is(first, second)) return []
  const [one, other] = [partsOf(first), partsOf(second)]
  if (one === undefined || other === undefined) return [path]
  if (one.size !== other.size || [...one.keys()].some((key) => !other.has(key))) return [path]
  return [...one].flatMap(([key, value]) => differences(value, other.get(key), [...path, key]))
}

function partsOf(value: unknown): ReadonlyMap<string | number, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return new Map<string | number, unknown>(Array.isArray(value) ? value.entries() : Object.entries(value))
}
