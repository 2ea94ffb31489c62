import type { Chance } from '../fuzz/random.ts'
import { type ChangedPart, changedParts, shifted } from './changed-parts.ts'
import { type Item, isWhole, type Place, placesIn } from './places.ts'

/** A text after some edits as people make them, and what of it must never get lost. */
export interface Edited {
  readonly text: string
  /** Words that are nowhere else. */
  readonly marks: readonly string[]
  /** Units that were taken out, as far as they stood in the text but once. */
  readonly removed: readonly string[]
  /** How many of the edits are in a unit that what is generated changed too, or directly in one that holds it. */
  readonly amount: number
  readonly touching: number
}

/** What is edited, and how. */
export interface Editing {
  readonly path: string
  readonly original: string
  /** What is generated of it later. */
  readonly next: string
  readonly amount: number
  /** Whether most edits go where that differs. */
  readonly isAimed: boolean
}

/** Makes so many edits in a text that parses; each leaves one that parses. */
export function edited({ path, original, next, amount, isAimed }: Editing, chance: Chance): Edited {
  let text = original
  let parts = changedParts(original, next)
  const marks: string[] = []
  const removed: string[] = []
  let touching = 0
  for (let tries = 0; marks.length < amount && tries < 40; tries += 1) {
    const mark = `mine${chance.below(1_000_000_000)}`
    const all = placesIn(path, text)
    const spot = isAimed && chance.next() < 0.7 ? aimedSpot(all, parts, chance) : anySpot(all, chance)
    const after = spot && edit({ path, text, spot, mark, chance, removed })
    if (spot === undefined || after === undefined || after === text || !isWhole(path, after)) continue
    if (touches(all, spot, parts)) touching += 1
    parts = shifted(parts, text, after)
    text = after
    marks.push(mark)
  }
  return {
    text,
    marks: marks.filter((mark) => text.includes(mark)),
    removed: removed.filter((part) => original.split(part).length === 2),
    amount: marks.length,
    touching,
  }
}

/** Where something is edited: a place, and what stands there, if anything. */
interface Spot {
  readonly place: Place
  readonly item: Item | undefined
}

function anySpot(places: readonly Place[], chance: Chance): Spot {
  const place = chance.pick(places)
  return { place, item: place.items.length === 0 ? undefined : chance.pick(place.items) }
}

/** One of the smallest things that a change is in. */
function aimedSpot(places: readonly Place[], parts: readonly ChangedPart[], chance: Chance): Spot | undefined {
  if (parts.length === 0) return undefined
  const part = chance.pick(parts)
  const spots = places.flatMap((place) =>
    place.items.filter((item) => isIn(item, part)).map((item) => ({ place, item })),
  )
  const small = spots.toSorted((a, b) => a.item.stop - a.item.start - (b.item.stop - b.item.start)).slice(0, 6)
  return small.length === 0 ? undefined : chance.pick(small)
}

function isIn({ start, stop }: Item, part: ChangedPart): boolean {
  return start <= part.end && part.start <= stop
}

/** Whether what is edited, or what directly holds it, is changed too. */
function touches(places: readonly Place[], { place, item }: Spot, parts: readonly ChangedPart[]): boolean {
  const around = places
    .flatMap(({ items }) => items)
    .filter(({ start, stop }) => start <= place.start && place.end <= stop)
    .toSorted((a, b) => a.stop - a.start - (b.stop - b.start))[0]
  return [item, around].some((one) => one !== undefined && parts.some((part) => isIn(one, part)))
}

interface Edit {
  readonly path: string
  readonly text: string
  readonly spot: Spot
  readonly mark: string
  readonly chance: Chance
  readonly removed: string[]
}

function edit({ path, text, spot: { place, item }, mark, chance, removed }: Edit): string | undefined {
  const kind = chance.pick(['add', 'add', 'comment', 'change', 'change', 'trail', 'remove', 'reformat'] as const)
  if (kind === 'add') return added(text, place, { item, mark, name: chance.pick([...importedNames(text), '1']) })
  if (item === undefined) return undefined
  const isJson = path.endsWith('.json')
  switch (kind) {
    case 'comment':
      return isJson ? undefined : `${text.slice(0, item.bodyStart)}/* ${mark} */ ${text.slice(item.bodyStart)}`
    case 'trail':
      return isJson ? undefined : `${text.slice(0, item.stop)} // ${mark}\n${text.slice(item.stop)}`
    case 'remove':
      // A few letters stand in many places.
      if (item.end - item.bodyStart > 12) removed.push(text.slice(item.bodyStart, item.end))
      return text.slice(0, item.start) + text.slice(item.stop)
    case 'reformat':
      return (
        text.slice(0, item.bodyStart) +
        text.slice(item.bodyStart, item.end).replace(/([(,]) ?/, '$1   ') +
        text.slice(item.end)
      )
    default:
      return changed(text, item, mark, chance)
  }
}

/** A word or a string of the unit gets another one. */
function changed(text: string, item: Item, mark: string, chance: Chance): string | undefined {
  const body = text.slice(item.bodyStart, item.end)
  const strings = [...body.matchAll(/'[^'\n]*'|"[^"\n]*"|\b\d+\b/g)]
  if (strings.length === 0) return undefined
  const { index, 0: found } = chance.pick(strings)
  const quote = /^['"]/.test(found) ? found[0] : '"'
  const at = item.bodyStart + index
  return `${text.slice(0, at)}${quote}${mark}${quote}${text.slice(at + found.length)}`
}

function added(
  text: string,
  { kind, isSeparated, items, start }: Place,
  { item, mark, name }: { item: Item | undefined; mark: string; name: string },
): string | undefined {
  const own = NEW[kind]?.(mark, name)
  if (own === undefined) return undefined
  const at = item?.stop ?? start
  const isMissing = isSeparated && item !== undefined && item.separatorEnd === item.end
  const before = text.slice(0, isMissing ? item.end : at) + (isMissing ? `,${text.slice(item.end, at)}` : '')
  const isLast = item === items.at(-1)
  const after = isSeparated && !(isMissing && isLast) ? ',' : ''
  return `${before}\n${own}${after}${text.slice(at)}`
}

/** The names that a text imports, which people use in what they add. */
export function importedNames(text: string): string[] {
  const imports = [...text.matchAll(/^import \{([^}]*)\} from/gm)]
  return imports.flatMap(([, names = '']) => names.match(/\w+(?=\s*,|\s*$)/g) ?? [])
}

const NEW: Readonly<Record<string, ((mark: string, name: string) => string) | undefined>> = {
  statement: (mark, name) => `console.log('${mark}', ${name})`,
  object: (mark) => `"${mark}": 1`,
  names: (mark) => mark,
  types: (mark) => `${mark}: string`,
  array: (mark) => `"${mark}"`,
}
