import { type Step, targetsIn } from './changes.ts'
import { newFieldName } from './world.ts'

/** Adds a many-to-many relation, to another resource or to itself. */
export function addLink(step: Step): string | undefined {
  const { world, random, touched, rekeyed } = step
  const owner = random.pick(world.resources.filter((one) => !rekeyed.has(one)))
  const target = random.pick(targetsIn(step))
  if (owner === undefined || target === undefined) return undefined
  // Keys of other types may stand the other way round once they are of another one.
  const symmetric = owner === target && owner.key === undefined && random.chance(0.5)
  const link = { name: newFieldName(world), target: target.name, symmetric }
  const added = { ...link, rows: [] }
  touched.add(added)
  owner.links.push(added)
  return `link ${owner.name}.${link.name} to ${target.name}`
}

/** Drops one, with its links. */
export function dropLink({ world, random, touched }: Step): string | undefined {
  const owner = random.pick(world.resources)
  const link = random.pick(owner?.links.filter((one) => !touched.has(one)) ?? [])
  if (owner === undefined || link === undefined) return undefined
  owner.links = owner.links.filter((one) => one !== link)
  return `unlink ${owner.name}.${link.name}`
}

/** Renames one, whose links stay. */
export function renameLink({ world, random, touched }: Step): string | undefined {
  const owner = random.pick(world.resources)
  const isFree = (one: object & { readonly renamedFrom?: string }) => !touched.has(one) && one.renamedFrom === undefined
  const link = random.pick(owner?.links.filter(isFree) ?? [])
  if (owner === undefined || link === undefined) return undefined
  touched.add(link)
  const { name: from } = link
  Object.assign(link, { name: newFieldName(world), renamedFrom: from })
  return `rename ${owner.name}.${from} to ${link.name}`
}
