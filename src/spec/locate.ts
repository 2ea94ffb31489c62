import type { Place } from '../errors.ts'
import { readShortForm } from './field/short-form.ts'
import type { Source } from './source.ts'
import { placesOf } from './source.ts'
import type { SpecPath } from './spec.ts'
import type { Step, Tree } from './tree.ts'
import { follow } from './tree.ts'

/** Finds the places of the parts of a description. */
export interface Locator {
  /**
   * The place of the value at a path, or of the nearest part around it. The parts of a short form are found by the
   * names that they have in the object form: `['resources', 'order', 'fields', 'customer', 'ref']`. A `word` is looked
   * for in the text that stands there.
   */
  locate(path: SpecPath, word?: string): Place
  /** The place of the key that a path ends in, or of the nearest part around it. */
  locateKey(path: SpecPath): Place
  /** The place of a character of the text at a path, or of that text where its characters are written as escapes. */
  locateOffset(path: SpecPath, offset: number): Place
}

/** A locator for a description that was read. */
export function locatorOf(source: Source, root: Tree): Locator {
  const placeAt = placesOf(source)
  return {
    locate(path, word) {
      const { step, taken } = follow(root, path)
      const part = taken === path.length ? undefined : partOffset(step.node, path[taken])
      const start = part ?? offsetOf(step)
      return placeAt(word === undefined ? start : (wordOffset(step.node, word, start) ?? start))
    },
    locateKey: (path) => placeAt(keyOffset(follow(root, path).step)),
    locateOffset(path, offset) {
      const { step } = follow(root, path)
      return placeAt(
        step.node.kind === 'scalar' ? (step.node.textStart ?? step.node.span.start - offset) + offset : offsetOf(step),
      )
    },
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

/** Where a whole word stands in the text of a node, from an offset in the description on. */
function wordOffset(node: Tree, word: string, from: number): number | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.textStart === undefined) return undefined
  const pattern = new RegExp(`(?<![A-Za-z0-9_])${word.replace(/[^A-Za-z0-9_]/g, '\\$&')}(?![A-Za-z0-9_])`)
  const skipped = Math.max(0, from - node.textStart)
  const found = node.value.slice(skipped).search(pattern)
  return found < 0 ? undefined : node.textStart + skipped + found
}
