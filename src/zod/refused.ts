/** A part of a description: `['resources', 'product', 'fields', 'sku']`. */
export type Path = readonly (string | number)[]

/** Something that a description in TypeScript says and that cannot be taken. */
export interface Refused {
  readonly path: Path
  readonly code: string
  readonly message: string
  readonly hint: string
}

/** Collects what is refused. */
export type Refuse = (refused: Refused) => void

/** Where a value stands in a description. */
export interface Position {
  readonly path: Path
  /** What it stands in, so that nothing is looked for within itself. */
  readonly around: readonly object[]
  readonly refuse: Refuse
}

/** The position of a part of what stands at a position. */
export function inside({ path, around, refuse }: Position, key: string | number, of?: object): Position {
  return { path: [...path, key], around: of === undefined ? around : [...around, of], refuse }
}

/** The name of what stands at a position, in backticks. */
export function nameAt({ path }: Position): string {
  return `\`${String(path.at(-1) ?? 'the description')}\``
}

/** Refuses the part at a position; null stands in its place. */
export function refuseAt({ path, refuse }: Position, message: string, hint: string): null {
  refuse({ path, code: 'ASH1070', message, hint })
  return null
}
