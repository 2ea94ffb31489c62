import type { Problem } from '../errors.ts'
import { sortedByPlace } from '../spec/source.ts'
import type { Description, SpecPath } from '../spec/spec.ts'

/** Something that a description cannot mean. */
export interface Finding {
  readonly code: string
  readonly message: string
  readonly hint?: string | undefined
  /** The part of the description that it is about. */
  readonly at: SpecPath
  /** It is about the name of that part, not about its value. */
  readonly name?: true
  /** The word in the text at that part that it is about. */
  readonly word?: string | undefined
  /** One mistake that shows in many places; only the first is told. */
  readonly topic?: string | undefined
}

/** The user's words in a sentence: short, and without characters that a terminal obeys. */
function shortened(sentence: string): string {
  const visible = sentence.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '\u00B7')
  // Pairs of backticks: what stands between two of them is no word.
  const brief = visible.replace(/`[^`]*`/g, (word) => (word.length > 62 ? `${word.slice(0, 58)}...\`` : word))
  return brief.length > LONGEST ? `${brief.slice(0, LONGEST - 3)}...` : brief
}

/** What nobody reads to its end, in characters. */
const LONGEST = 2_000

/** Collects what is wrong, so that the user hears of everything at once. */
export class Report {
  readonly problems: Problem[] = []
  readonly #description: Description
  readonly #topics = new Map<Problem, string>()
  readonly #repeated = new Set<string>()
  readonly #told = new Set<string>()

  constructor(description: Description) {
    this.#description = description
  }

  /** Notes a finding with its place. */
  add({ code, at, name, word, topic, ...said }: Finding): void {
    // What is wrong with the first of two is not said of the second.
    if (this.#repeated.has(at.join('\n'))) return
    const message = shortened(said.message)
    const hint = said.hint && shortened(said.hint)
    const where = name === true ? this.#description.locateKey(at) : this.#description.locate(at, word)
    // A rule for all operations is looked at for each of them.
    const words = `${where.line}:${where.column} ${message}`
    if (this.#told.has(words)) return
    this.#told.add(words)
    const problem = { code, message, where, ...(hint !== undefined && { hint }) }
    this.problems.push(problem)
    if (topic !== undefined) this.#topics.set(problem, topic)
  }

  /** Reports every item of a list that stands in it already. */
  addRepeated(items: readonly string[], at: SpecPath): void {
    for (const [index, item] of items.entries()) {
      if (items.indexOf(item) === index) continue
      const message = `\`${item}\` stands here twice`
      this.add({ code: 'ASH2071', message, hint: 'name it once', at: [...at, index] })
      this.#repeated.add([...at, index].join('\n'))
    }
  }

  /** Whether a part stands in the text. */
  hasPart(path: SpecPath): boolean {
    return this.#description.hasPart(path)
  }

  /** Whether a part is in the text and could not be read: its absence is no finding. */
  isUnread(path: SpecPath): boolean {
    return this.#description.isUnread(path)
  }

  /** Whether any of what stands directly in a part could not be read. */
  hasUnreadIn(path: SpecPath): boolean {
    return this.#description.hasUnreadIn(path)
  }

  /** All problems, those of the text too, in the order of their places. */
  sorted(): Problem[] {
    const told = new Set<string>()
    return sortedByPlace([...this.#description.problems, ...this.problems]).filter((problem) => {
      const topic = this.#topics.get(problem)
      if (topic === undefined) return true
      return !told.has(topic) && told.add(topic)
    })
  }
}
