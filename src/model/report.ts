import type { Place, Problem } from '../errors.ts'
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
}

function isSamePlace(a: Place | undefined, b: Place): boolean {
  return a?.line === b.line && a.column === b.column
}

/** Collects what is wrong, so that the user hears of everything at once. */
export class Report {
  readonly problems: Problem[] = []
  readonly #description: Description

  constructor(description: Description) {
    this.#description = description
  }

  /** Notes a finding with its place. */
  add({ code, message, hint, at, name, word }: Finding): void {
    const where = name === true ? this.#description.locateKey(at) : this.#description.locate(at, word)
    // A rule for all operations is looked at for each of them.
    const told = this.problems.some((problem) => problem.message === message && isSamePlace(problem.where, where))
    if (!told) this.problems.push({ code, message, where, ...(hint !== undefined && { hint }) })
  }

  /** Reports every item of a list that stands in it already. */
  addRepeated(items: readonly string[], at: SpecPath): void {
    for (const [index, item] of items.entries()) {
      if (items.indexOf(item) === index) continue
      const message = `\`${item}\` stands here twice`
      this.add({ code: 'ASH2071', message, hint: 'name it once', at: [...at, index] })
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

  /** All problems, those of the text too, in the order of their places. */
  sorted(): Problem[] {
    return sortedByPlace([...this.#description.problems, ...this.problems])
  }
}
