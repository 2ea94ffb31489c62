import { noAuth } from './access.ts'
import type { Parent } from './model.ts'
import { followWay } from './ways.ts'
import { expectField, type Placed, type World } from './world.ts'

/** The way to who owns a row; nothing, and a finding, when it does not lead to who signs in. */
export function buildOwner(world: World, placed: Placed): readonly string[] | undefined {
  const path = placed.named.spec.owner
  const { auth } = world.spec
  if (path === undefined) return undefined
  const at = [...placed.named.at, 'owner']
  const way = followWay(world, placed, { path, at, code: 'ASH2045', wanted: 'to own it' })
  if (way === undefined || world.report.isUnread(['auth'])) return undefined
  // That the one who signs in is not described is told at `auth`.
  if (auth !== undefined && !world.resources.has(auth.user)) return undefined
  const { field, spec } = way.field
  if (auth === undefined) {
    world.report.add({ code: 'ASH2045', ...noAuth('`owner`'), at })
  } else if (spec?.type.kind !== 'ref') {
    const message = `\`${field.name}\` is no reference, so it cannot say who owns a row`
    const hint = `name a reference to \`${auth.user}\`, who signs in`
    world.report.add({ code: 'ASH2045', message, hint, at, word: field.name })
  } else if (spec.type.resource !== auth.user) {
    const message = `\`${path.join('.')}\` leads to \`${spec.type.resource}\`, and not to \`${auth.user}\`, who signs in`
    const hint = `name a reference to \`${auth.user}\`, or go on from there: \`${path.join('.')}.${auth.user}\``
    world.report.add({ code: 'ASH2045', message, hint, at, word: field.name })
  }
  return way.properties
}

/** What a resource is nested under; nothing, and a finding, when that is no resource that it belongs to. */
export function buildParent(world: World, placed: Placed): Parent | undefined {
  const name = placed.named.spec.parent
  if (name === undefined) return undefined
  const at = [...placed.named.at, 'parent']
  const found = expectField(placed, { name, at, code: 'ASH2044', wanted: 'to be nested under' }, world.report)
  if (found === undefined) return undefined
  const { field, spec } = found
  if (spec?.type.kind !== 'ref') {
    const message = `\`${name}\` is no reference, so nothing can be nested under it`
    world.report.add({ code: 'ASH2044', message, hint: 'name a reference, for example `order: ref order`', at })
    return undefined
  }
  if (field.optional) {
    const message = `\`${name}\` may be empty, and a nested row always has its parent`
    world.report.add({ code: 'ASH2044', message, hint: `take the \`?\` of \`${name}\` away`, at })
  }
  return { resource: spec.type.resource, property: field.property }
}

/** Reports resources that are nested under themselves, however far round. */
export function checkParents(parents: ReadonlyMap<Placed, Parent>, world: World): void {
  const next = new Map(Array.from(parents, ([{ named }, { resource }]) => [named.name, resource]))
  for (const { named } of parents.keys()) {
    const seen = new Set<string>()
    for (let at = next.get(named.name); at !== undefined && !seen.has(at); at = next.get(at)) seen.add(at)
    if (!seen.has(named.name)) continue
    const message = `\`${named.name}\` would be nested under itself`
    world.report.add({ code: 'ASH2044', message, hint: 'take one of the `parent:` out', at: [...named.at, 'parent'] })
    return
  }
}
