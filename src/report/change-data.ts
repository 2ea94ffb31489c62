import type { Change } from '../merge/change.ts'

/** A change as data: what happened to which file, and why it was left alone. */
export function changeData({ kind, path, from, identity, conflict, notes }: Change): object {
  const said = notes.length === 0 ? {} : { notes }
  return { kind, path, ...(from && { from }), ...identity, ...(conflict && { conflict }), ...said }
}
