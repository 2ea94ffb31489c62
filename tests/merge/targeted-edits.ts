import type { Chance } from '../fuzz/random.ts'
import { changedParts } from './changed-parts.ts'
import { importedNames } from './edits.ts'
import { type Item, isWhole, placesIn } from './places.ts'

/** A file as it was generated, and as it is asked for now. */
interface Changing {
  readonly path: string
  readonly base: string
  readonly next: string
}

/** A text with one edit in it, and a word of it that is nowhere else. */
export interface TargetedEdit {
  readonly text: string
  readonly mark: string
}

/**
 * One edit where what is generated changes or goes: a word in it is another one, of the same length or not, or there is a
 * comment before it; or the very word that changes is another one; or a line that uses what is no longer imported. Edits by chance are seldom there.
 */
export function targetedEdit(file: Changing, chance: Chance): TargetedEdit | undefined {
  for (let tries = 0; tries < 10; tries += 1) {
    const edit = chance.pick([withOtherWord, withOtherWord, withWord, withComment, withUse])
    const mark = `mine${chance.below(1_000_000_000)}`
    const result = edit(file, mark, chance)
    if (result !== undefined && isWhole(file.path, result.text)) return result
  }
  return undefined
}

type Edit = (file: Changing, mark: string, chance: Chance) => TargetedEdit | undefined

/** A word or a text of something that changes is another one, every other time one that is as long. */
const withWord: Edit = ({ path, base, next }, mark, chance) => {
  const item = pickFrom(itemsThatChange({ path, base, next }), chance)
  const words = item && [...base.slice(item.bodyStart, item.end).matchAll(/'[^'\n]+'|"[^"\n]+"|\w+/g)]
  const word = words && pickFrom(words, chance)
  if (item === undefined || word === undefined) return undefined
  const quote = /^['"]/.exec(word[0])?.[0] ?? ''
  const length = word[0].length - 2 * quote.length
  // A word of a few letters may well be somewhere else.
  const own = length >= 4 && chance.next() < 0.5 ? mark.replace('mine', 'm').padEnd(length, '0').slice(0, length) : mark
  if (base.includes(own) || next.includes(own)) return undefined
  const at = item.bodyStart + word.index
  return { text: base.slice(0, at) + quote + own + quote + base.slice(at + word[0].length), mark: own }
}

/** A word that what is generated has another one for now is a third one: nobody can know which is meant. */
const withOtherWord: Edit = ({ base, next }, mark, chance) => {
  const lines = next.split('\n')
  const values = [...base.matchAll(/^( *"?\w+"?: )(.+)$/gm)].flatMap(
    ({ index, 0: line, 1: key = '', 2: value = '' }) => {
      const now = lines.filter((other) => other.startsWith(key))
      // What stands in several places may be generated otherwise in another one.
      if (now.length === 0 || now.includes(line)) return []
      return [...value.matchAll(/\w+/g)]
        .filter(([word]) => !now.some((other) => other.includes(word)))
        .map((word) => ({ at: index + key.length + word.index, length: word[0].length }))
    },
  )
  const value = pickFrom(values, chance)
  return value && { text: base.slice(0, value.at) + mark + base.slice(value.at + value.length), mark }
}

/** A comment before something that changes. */
const withComment: Edit = (file, mark, chance) => {
  const item = pickFrom(itemsThatChange(file), chance)
  if (item === undefined || file.path.endsWith('.json')) return undefined
  const text = `${file.base.slice(0, item.bodyStart)}/* ${mark} */ ${file.base.slice(item.bodyStart)}`
  return { text, mark }
}

/** A line at the end that uses what is imported and will not be. */
const withUse: Edit = ({ path, base, next }, mark, chance) => {
  const known = new Set(importedNames(next))
  const name = pickFrom(
    importedNames(base).filter((one) => !known.has(one)),
    chance,
  )
  return name === undefined || path.endsWith('.json')
    ? undefined
    : { text: `${base}\nexport const ${mark} = [${name}]\n`, mark }
}

/** What is generated otherwise now, or no longer: the smallest things that a change is in. */
function itemsThatChange({ path, base, next }: Changing): readonly Item[] {
  const parts = changedParts(base, next)
  return placesIn(path, base)
    .flatMap(({ items }) => items)
    .filter(({ bodyStart, end }) => parts.some((part) => bodyStart <= part.end && part.start <= end))
    .filter(({ bodyStart, end }) => end - bodyStart > 4 && !next.includes(base.slice(bodyStart, end)))
    .toSorted((a, b) => a.end - a.bodyStart - (b.end - b.bodyStart))
    .slice(0, 12)
}

function pickFrom<Item>(items: readonly Item[], chance: Chance): Item | undefined {
  return items.length === 0 ? undefined : chance.pick(items)
}
