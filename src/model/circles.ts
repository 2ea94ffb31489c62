import type { Resource } from './model.ts'
import { inCircles } from './rename-order.ts'
import type { Renamed } from './renamed.ts'

/**
 * Resources whose names go round, as the description says it: `note<tag`. What is there has the same names before and
 * after, so whether it was done already has to be remembered.
 */
export function circlesIn(resources: readonly Resource[]): readonly string[] {
  return inCircles(renamesIn(resources)).map(({ from, to }) => renameKey(to, from))
}

/** Resources that have the name that another one gives up, or give theirs to another one. */
export function inRows(resources: readonly Resource[]): readonly Renamed[] {
  const all = renamesIn(resources)
  return all.filter((one) => all.some(({ from, to }) => from === one.to || to === one.from))
}

/** What a resource was called, where that is another name: `note<tag`. */
export function renameKey(name: string, from: string): string {
  return `${name}<${from}`
}

function renamesIn(resources: readonly Resource[]): readonly Renamed[] {
  return resources.flatMap(({ names, renamedFrom: from }) =>
    from === undefined || from === names.one ? [] : [{ from, to: names.one }],
  )
}
