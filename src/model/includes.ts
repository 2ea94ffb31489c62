import { didYouMean } from '../did-you-mean.ts'
import { hasUnread } from './sources.ts'
import type { Placed, World } from './world.ts'

/** A relation that `include=` may name, and what it leads to. */
interface Includable {
  readonly name: string
  /** `names.one` of the other resource. */
  readonly resource: string
}

/** The relations that `include=` may name: those that are listed, or all of the resource's own that somebody may see. */
export function includesOf(world: World, placed: Placed, listed: readonly string[] | undefined): readonly string[] {
  const own = ownRelations(placed)
  if (listed === undefined) {
    return own.filter((one) => flawOf(world, placed, one) === undefined).map(({ name }) => name)
  }
  const known = [...own, ...placed.inverses, ...linkedFrom(world, placed)]
  const at = [...placed.named.at, 'query', 'include']
  world.report.addRepeated(listed, at)
  for (const [index, name] of listed.entries()) check(world, placed, { known, name, at: [...at, index] })
  return listed
}

function ownRelations({ fields, links }: Placed): Includable[] {
  return [
    ...fields.flatMap(({ field: { reference } }) =>
      reference === undefined ? [] : [{ name: reference.relation, resource: reference.resource }],
    ),
    ...links,
  ]
}

/** The other side of relations that lead here. */
function linkedFrom({ resources }: World, { named }: Placed): Includable[] {
  return Array.from(resources.values(), ({ links, named: { name: resource } }) =>
    links
      .filter((link) => link.resource === named.name && !link.symmetric)
      .map(({ inverse: name }) => ({ name, resource })),
  ).flat()
}

interface Mention {
  readonly known: readonly Includable[]
  readonly name: string
  readonly at: readonly (string | number)[]
}

function check(world: World, placed: Placed, { known, name, at }: Mention): void {
  const found = known.find((one) => one.name === name)
  const flaw = found && flawOf(world, placed, found)
  if (flaw !== undefined) {
    world.report.add({ code: 'ASH2062', message: `\`${name}\` cannot be included: ${flaw}`, hint: 'take it out', at })
  }
  if (found !== undefined || hasUnread(world)) return
  const names = known.map((one) => one.name)
  const hint = didYouMean(name, names) ?? (names.length > 0 ? `the relations are ${names.join(', ')}` : 'take it out')
  const message = `\`${placed.named.name}\` has no relation \`${name}\` to include`
  world.report.add({ code: 'ASH2061', message, hint, at })
}

/** Why a relation cannot be included, if so. */
function flawOf({ resources }: World, { key, links }: Placed, { name, resource }: Includable): string | undefined {
  const operations = resources.get(resource)?.named.spec.operations
  const isSeen = operations?.some((one) => one === 'get' || one === 'list') ?? true
  if (!isSeen) return `it leads to \`${resource}\`, of which the API neither gets nor lists rows`
  const isLink = links.some((link) => link.name === name)
  return isLink && key.fields.length > 1 ? 'it starts at a key of several parts' : undefined
}
