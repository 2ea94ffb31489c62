/** The same part of the three texts of a file. */
export interface Three<Part> {
  readonly yours: Part
  readonly base: Part
  readonly next: Part
}

/** What becomes of each of the three, by itself. */
export function mapThree<Part, Result>(
  { yours, base, next }: Three<Part>,
  change: (part: Part, side: keyof Three<unknown>) => Result,
): Three<Result> {
  return { yours: change(yours, 'yours'), base: change(base, 'base'), next: change(next, 'next') }
}

/** What stands at one place of three lists that are equally long. */
export function pickThree<Part>({ yours, base, next }: Three<readonly Part[]>, at: number): Three<Part> {
  return { yours: yours[at] as Part, base: base[at] as Part, next: next[at] as Part }
}
