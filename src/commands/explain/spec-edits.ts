import type { FieldSpec, Spec, SpecPath } from '../../spec/spec.ts'

/** A change of a description, to see what would come of it: a part gets another value, or, without one, goes. */
export interface SpecEdit {
  readonly path: SpecPath
  readonly value?: unknown
}

/** A description with some changes; positions in lists are those of the description as it was. */
export function edited(spec: Spec, edits: readonly SpecEdit[]): Spec {
  return changed(spec, edits) as Spec
}

function changed(value: unknown, edits: readonly SpecEdit[]): unknown {
  const own = edits.find(({ path }) => path.length === 0)
  if (own !== undefined)
    return changed(
      own.value,
      edits.filter((edit) => edit !== own),
    )
  if (edits.length === 0) return value
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, at) => (isGone(edits, at) ? [] : [changed(item, below(edits, at))]))
  }
  const result: Record<string, unknown> = Object.create(null)
  const before = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const added = edits.map(({ path }) => String(path[0])).filter((key) => !before.some(([name]) => name === key))
  for (const [key, inner] of [...before, ...added.map((name) => [name, undefined] as const)]) {
    const next = isGone(edits, key) ? undefined : changed(inner, below(edits, key))
    if (next !== undefined) result[key] = next
  }
  return result
}

function isGone(edits: readonly SpecEdit[], part: string | number): boolean {
  return edits.some(({ path, value }) => path.length === 1 && path[0] === part && value === undefined)
}

function below(edits: readonly SpecEdit[], part: string | number): SpecEdit[] {
  return edits
    .filter(({ path, value }) => path[0] === part && !(path.length === 1 && value === undefined))
    .map((edit) => ({ ...edit, path: edit.path.slice(1) }))
}

/** What stands at a path of a description; `undefined` when nothing does. */
export function valueAt(spec: Spec, path: SpecPath): unknown {
  return path.reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    return Reflect.get(value, part)
  }, spec)
}

/** The same description with other names for some resources, in their places, and wherever something refers to them. */
export function renamed(spec: Spec, names: ReadonlyMap<string, string>): SpecEdit[] {
  const resources = Object.entries(spec.resources).map(([name, resource]) => [
    names.get(name) ?? name,
    { ...resource, fields: mapped(resource.fields, (field) => referring(field, names)) },
  ])
  return [{ path: ['resources'], value: withoutPrototype(resources) }]
}

function referring(field: FieldSpec, names: ReadonlyMap<string, string>): FieldSpec {
  const { type } = field
  const to = 'resource' in type ? names.get(type.resource) : undefined
  return 'resource' in type && to !== undefined ? { ...field, type: { ...type, resource: to } } : field
}

function mapped<Value>(map: Readonly<Record<string, Value>>, change: (value: Value) => Value) {
  return withoutPrototype(Object.entries(map).map(([key, value]) => [key, change(value)]))
}

/** Maps of a description have none, so that a key called `constructor` is a key and nothing else. */
function withoutPrototype(entries: readonly (readonly unknown[])[]): object {
  return Object.assign(Object.create(null), Object.fromEntries(entries as [string, unknown][]))
}
