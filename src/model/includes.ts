import { didYouMean } from '../did-you-mean.ts'
import type { Field } from './model.ts'
import { unreadable } from './readable.ts'
import { hasUnread } from './sources.ts'
import type { Placed, World } from './world.ts'

/** A relation that `include=` may name, and what it leads to. */
interface Includable {
  readonly name: string
  /** `names.one` of the other resource. */
  readonly resource: string
  readonly kind: 'reference' | 'inverse' | 'link'
  /** The reference that it follows, from whichever side; a link has none. */
  readonly field?: Field | undefined
}

/** The relations that `include=` may name: those that are listed, or all of the resource's own that somebody may see. */
export function includesOf(world: World, placed: Placed, listed: readonly string[] | undefined): readonly string[] {
  const own = ownRelations(placed)
  if (listed === undefined) {
    return own.filter((one) => flawOf(world, placed, one) === undefined).map(({ name }) => name)
  }
  const known = [...own, ...referringTo(world, placed), ...linkedFrom(world, placed)]
  const at = [...placed.named.at, 'query', 'include']
  world.report.addRepeated(listed, at)
  for (const [index, name] of listed.entries()) check(world, placed, { known, name, at: [...at, index] })
  return listed
}

function ownRelations({ fields, links }: Placed): Includable[] {
  return [
    ...fields.flatMap(({ field }): Includable[] => {
      const { reference } = field
      if (reference === undefined) return []
      return [{ name: reference.relation, resource: reference.resource, kind: 'reference', field }]
    }),
    ...links.map(({ name, resource }): Includable => ({ name, resource, kind: 'link' })),
  ]
}

/** What refers to rows, by the reference. */
function referringTo({ resources }: World, { inverses }: Placed): Includable[] {
  return inverses.map(({ name, resource, property }) => {
    const placed = resources.get(resource)?.fields.find(({ field }) => field.property === property)
    return { name, resource, kind: 'inverse', field: placed?.field }
  })
}

/** The other side of relations that lead here. */
function linkedFrom({ resources }: World, { named }: Placed): Includable[] {
  return Array.from(resources.values(), ({ links, named: { name: resource } }) =>
    links
      .filter((link) => link.resource === named.name && !link.symmetric)
      .map(({ inverse: name }): Includable => ({ name, resource, kind: 'link' })),
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
function flawOf({ resources }: World, placed: Placed, relation: Includable): string | undefined {
  const { kind, resource, field } = relation
  const offers = (one: Placed | undefined, operation: 'get' | 'list'): boolean =>
    one?.named.spec.operations?.includes(operation) ?? true
  const target = resources.get(resource)
  // Whoever may get a row by its key need not be let to find out which there are.
  if (kind === 'inverse' && !offers(target, 'list')) return `it leads to \`${resource}\`, which the API does not list`
  if (!offers(target, 'get') && !offers(target, 'list')) {
    return `it leads to \`${resource}\`, of which the API neither gets nor lists rows`
  }
  const hidden = field && unreadable(field)
  if (hidden !== undefined) return `\`${field?.name}\` ${hidden}`
  if (kind !== 'link') return undefined
  if (placed.key.fields.length > 1) return 'it starts at a key of several parts'
  return offers(placed, 'get') ? undefined : `the API gets no rows of \`${placed.named.name}\``
}
