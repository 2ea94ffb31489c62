/** A part of an OpenAPI document. */
export type JsonObject = { readonly [key: string]: unknown }

/** A part of a document as a map; what is none has no entries. */
export function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : NOTHING
}

const NOTHING: JsonObject = {}

/** What a map has under a name that the document chose, be it `toString`. */
export function entry(map: JsonObject, name: string): unknown {
  return Object.hasOwn(map, name) ? map[name] : undefined
}

/** A part of a document as a list; what is none has no items. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A part of a document as text. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A part of a document, through any references to where it stands; a circle or what is not there is empty. */
export function resolved(document: JsonObject, value: unknown): JsonObject {
  const seen = new Set<string>()
  let part = object(value)
  for (let ref = text(part.$ref); ref !== undefined; ref = text(part.$ref)) {
    if (seen.has(ref)) return {}
    seen.add(ref)
    part = object(target(document, ref))
  }
  return part
}

/** What a reference in the document, `#/components/schemas/Product`, points to. */
export function target(document: JsonObject, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined
  return ref
    .slice('#/'.length)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((part, key) => entry(object(part), key), document)
}

/** The name of the schema that a reference is to; `undefined` where there is no reference. */
export function referredName(value: unknown): string | undefined {
  return /^#\/components\/schemas\/([^/]+)$/.exec(text(object(value).$ref) ?? '')?.[1]
}
