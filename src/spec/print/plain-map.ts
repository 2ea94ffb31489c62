/** A part of a description as plain data. */
export type PlainMap = Readonly<Record<string, unknown>>

/** The map without what is not there. */
export function present(map: PlainMap): PlainMap {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined))
}

/** A list of one is written without brackets. */
export function oneOrList(list: readonly string[]): unknown {
  return list.length === 1 ? list[0] : list
}
