import { swapName } from '../model/naming.ts'

/** One name, before and now. */
export interface Renamed {
  readonly from: string
  readonly to: string
}

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
export function possible(renames: readonly Renamed[], names: readonly string[]): readonly Renamed[] {
  const left = renames.filter(
    ({ from, to }) => names.includes(from) && (!names.includes(to) || renames.some((other) => other.from === to)),
  )
  return left.length === renames.length ? left : possible(left, names)
}

/** The renames that are part of a circle of names. */
export function inCircles(renames: readonly Renamed[]): readonly Renamed[] {
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
