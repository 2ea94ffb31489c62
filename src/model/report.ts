import type { Problem } from '../errors.ts'
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
}

/** Collects what is wrong, so that the user hears of everything at once. */
export class Report {
  readonly problems: Problem[] = []
  readonly #description: Description

  constructor(description: Description) {
    this.#description = description
  }

  /** Notes a finding with its place. */
  add({ code, message, hint, at, name }: Finding): void {
    const where = name === true ? this.#description.locateKey(at) : this.#description.locate(at)
    this.problems.push({ code, message, where, ...(hint !== undefined && { hint }) })
  }

  /** The problems in the order of their places. */
  sorted(): Problem[] {
    return this.problems.toSorted(
      (a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0) || (a.where?.column ?? 0) - (b.where?.column ?? 0),
    )
  }
}
