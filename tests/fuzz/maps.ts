/** Whether a value is a map of a description. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The map at a key; one that belongs to nothing when there is none. */
export function mapAt(value: unknown, key: string): Record<string, unknown> {
  const inner = isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return isMap(inner) ? inner : {}
}

/** What stands at a key of a map or a list. */
export function at(around: Record<string, unknown> | unknown[], key: string): unknown {
  return Object.getOwnPropertyDescriptor(around, key)?.value
}

/** Also `__proto__` becomes a key, as a text would have it. */
export function put(around: Record<string, unknown> | unknown[], key: string, value: unknown): void {
  Object.defineProperty(around, key, { value, writable: true, enumerable: true, configurable: true })
}
