import { swapName } from './naming.ts'
import type { Renamed } from './renamed.ts'

/**
 * Renames one after the other, so that each name is free when it is taken. Where names go round, one waits under another name;
 * where a name stays taken, nothing is renamed to it.
 *
 * @example
 * inFreeOrder([{ from: 'a', to: 'b' }, { from: 'b', to: 'a' }], ['a', 'b'])
 * // a to a_swapped, b to a, a_swapped to b
 */
export function inFreeOrder(renames: readonly Renamed[], names: readonly string[]): readonly Renamed[] {
  const taken = new Set(names)
  const steps: Renamed[] = []
  const step = (from: string, to: string) => {
    taken.delete(from)
    taken.add(to)
    steps.push({ from, to })
  }
  let open = possible(renames, names)
  const waiting: Renamed[] = []
  while (open.length > 0) {
    const free = open.find(({ to }) => !taken.has(to))
    const [first] = open
    if (free !== undefined) {
      step(free.from, free.to)
    } else if (first !== undefined) {
      const between = freeName(first.from, taken)
      step(first.from, between)
      waiting.push({ from: between, to: first.to })
    }
    const done = free ?? first
    open = open.filter((one) => one !== done)
  }
  for (const { from, to } of waiting) step(from, to)
  return steps
}

/** Those whose new name is free, or becomes free by another of them. */
export function possible<Name extends Renamed>(renames: readonly Name[], names: readonly string[]): readonly Name[] {
  const left = renames.filter(
    ({ from, to }) => names.includes(from) && (!names.includes(to) || renames.some((other) => other.from === to)),
  )
  return left.length === renames.length ? left : possible(left, names)
}

/**
 * Those that are not done yet: the old name is there and goes, or another one takes it in the same run. Of several that
 * come to the same it is the first one.
 */
export function openRenames<Name extends Renamed>(
  renames: readonly Name[],
  before: readonly string[],
  after: readonly string[],
): readonly Name[] {
  const isHandedOn = (name: string) => renames.some(({ from, to }) => to === name && before.includes(from))
  const wanted = renames.filter(({ from, to }) => after.includes(to) && (!after.includes(from) || isHandedOn(from)))
  const open = possible(wanted, before)
  return open.filter((one, at) => open.findIndex(({ to }) => to === one.to) === at)
}

/** The renames that are part of a circle of names. */
export function inCircles<Name extends Renamed>(renames: readonly Name[]): readonly Name[] {
  const next = new Map(renames.map(({ from, to }) => [from, to]))
  return renames.filter(({ from, to }) => {
    let name: string | undefined = to
    for (let steps = 0; steps < renames.length && name !== undefined && name !== from; steps += 1) name = next.get(name)
    return name === from
  })
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const free = swapName(name)
  return taken.has(free) ? freeName(free, taken) : free
}
