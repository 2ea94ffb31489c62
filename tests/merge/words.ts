import { diffArrays } from 'diff'

/** A text as its words, strings and comments, without white space, commas and semicolons: read by eyes of its own. */
export function codeWords(text: string): string[] {
  return text.match(WORDS)?.filter((word) => word !== ',' && word !== ';') ?? []
}

/** Any other text as its words and signs. */
export function plainWords(text: string): string[] {
  return text.match(/\w+|[^\s\w]/g) ?? []
}

type Words = (text: string) => string[]

// Behind a sign that no value ends with a slash begins a regular expression, in which white space counts.
const WORDS =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<=[(,=:[!&|?{};]\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|[\w$]+|[^\s\w]/g

/** How often each word was written and taken out on the way from one text to another. */
export interface Written {
  readonly added: ReadonlyMap<string, number>
  readonly removed: ReadonlyMap<string, number>
}

/** What was written and taken out. */
export function writtenIn(before: readonly string[], after: readonly string[]): Written {
  const [added, removed] = [new Map<string, number>(), new Map<string, number>()]
  for (const part of diffArrays([...before], [...after])) {
    const into = part.added ? added : part.removed ? removed : undefined
    if (into !== undefined) for (const word of part.value) into.set(word, (into.get(word) ?? 0) + 1)
  }
  return { added, removed }
}

/** How often each word is there. */
export function counted(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Three texts and what became of them. */
export interface Merged {
  readonly base: string
  readonly yours: string
  readonly next: string
  readonly merged: string
}

/**
 * Words of which a merged text has fewer or more than what both sides did allows: what both wrote may be there once or
 * twice, what both took out may have been the same or not. Where words alone mislead, whole lines are asked.
 */
export function miscounted(
  texts: Merged,
  wordsOf = codeWords,
): {
  readonly missing: readonly string[]
  readonly surplus: readonly string[]
} {
  const [before, after] = [counted(wordsOf(texts.base)), counted(wordsOf(texts.merged))]
  const judges = [byWords(texts, wordsOf), byLines(texts, wordsOf)]
  const bounds = (word: string): { least: number; most: number } => {
    const [first, second] = judges.map((judge) => judge(word))
    return {
      least: Math.min(first?.least ?? 0, second?.least ?? 0),
      most: Math.max(first?.most ?? 0, second?.most ?? 0),
    }
  }
  const words = [...new Set([texts.base, texts.yours, texts.next].flatMap(wordsOf))]
  const amount = (word: string): number => (after.get(word) ?? 0) - (before.get(word) ?? 0)
  return {
    missing: words.filter((word) => amount(word) < bounds(word).least),
    surplus: words.filter((word) => amount(word) > bounds(word).most),
  }
}

type Judge = (word: string) => { readonly least: number; readonly most: number }

function byWords({ base, yours, next }: Merged, wordsOf: Words): Judge {
  const words = wordsOf(base)
  return judgeOf(writtenIn(words, wordsOf(yours)), writtenIn(words, wordsOf(next)))
}

function byLines({ base, yours, next }: Merged, wordsOf: Words): Judge {
  const of = (text: string): Written => {
    const { added, removed } = writtenIn(base.split('\n'), text.split('\n'))
    return { added: wordsIn(added, wordsOf), removed: wordsIn(removed, wordsOf) }
  }
  return judgeOf(of(yours), of(next))
}

function wordsIn(lines: ReadonlyMap<string, number>, wordsOf: Words): ReadonlyMap<string, number> {
  return counted([...lines].flatMap(([line, times]) => Array.from({ length: times }, () => wordsOf(line)).flat()))
}

function judgeOf(mine: Written, generated: Written): Judge {
  return (word) => {
    const [plus, plusToo] = [mine.added.get(word) ?? 0, generated.added.get(word) ?? 0]
    const [minus, minusToo] = [mine.removed.get(word) ?? 0, generated.removed.get(word) ?? 0]
    return { least: Math.max(plus, plusToo) - minus - minusToo, most: plus + plusToo - Math.max(minus, minusToo) }
  }
}
