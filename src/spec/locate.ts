import type { Place } from '../errors.ts'
import { readShortForm } from './short-form.ts'
import type { Source } from './source.ts'
import { placesOf } from './source.ts'
import type { SpecPath } from './spec.ts'
import type { Step, Tree } from './tree.ts'
import { follow } from './tree.ts'

/** Finds the places of the parts of a description. */
export interface Locator {
  /**
   * The place of the value at a path, or of the nearest part around it. The parts of a short form are found by the
   * names that they have in the object form: `['resources', 'order', 'fields', 'customer', 'ref']`.
   */
  locate(path: SpecPath): Place
  /** The place of the key that a path ends in, or of the nearest part around it. */
  locateKey(path: SpecPath): Place
}

/** A locator for a description that was read. */
export function locatorOf(source: Source, root: Tree): Locator {
  const placeAt = placesOf(source)
  return {
    locate(path) {
      const { step, taken } = follow(root, path)
      const part = taken === path.length ? undefined : partOffset(step.node, path[taken])
      return placeAt(part ?? offsetOf(step))
    },
    locateKey: (path) => placeAt(keyOffset(follow(root, path).step)),
  }
}

function keyOffset({ node, entry }: Step): number {
  return entry?.keySpan.start ?? node.span.start
}

/** A value on the lines below its key, or none at all, is best shown at the key. */
function offsetOf(step: Step): number {
  const { node } = step
  const empty = node.span.start >= node.span.end
  const below = node.kind !== 'scalar' && !node.flow
  return empty || below ? keyOffset(step) : node.span.start
}

function partOffset(node: Tree, part: string | number | undefined): number | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.textStart === undefined) return undefined
  const span = readShortForm(node.value).parts.get(String(part))
  return span === undefined ? undefined : node.textStart + span.start
}
