import type { Link, Resource, Service } from '../model/model.ts'
import { identifier } from '../render/literal.ts'

/**
 * Names go into code as they are, so here, where code begins, each is looked at once more.
 *
 * @throws Error when one is not what the earlier rooms promise: a bug in one of them
 */
export function requireSafeNames({ basePath, resources }: Service): void {
  requirePath(basePath)
  for (const resource of resources) requireSafe(resource)
}

function requireSafe({ names, path, fields, inverses, links }: Resource): void {
  for (const name of [names.one, names.many, names.type]) identifier(name)
  for (const { property, reference } of fields) {
    identifier(property)
    if (reference !== undefined) identifier(reference.relation)
  }
  for (const { name } of inverses) identifier(name)
  for (const link of links) requireSafeLink(link)
  requirePath(path)
  requirePath(`/${names.file}`)
}

function requireSafeLink({ name, inverse, names, source, target }: Link): void {
  const { file, segment, inverseSegment, ...code } = names
  for (const one of [name, inverse, ...Object.values(code)]) identifier(one)
  for (const { property, column } of [...source, target]) for (const one of [property, column]) identifier(one)
  for (const part of [file, segment, inverseSegment]) requirePath(`/${part}`)
}

function requirePath(path: string): void {
  if (!/^(?:\/[a-z0-9-]+)*$/.test(path)) throw new Error(`not a path: ${JSON.stringify(path)}`)
}
