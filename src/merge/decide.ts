/** What the truth table says about one file; `changes.ts` turns it into a change. */
export type Verdict =
  | 'create'
  | 'adopt'
  | 'current'
  | 'update'
  | 'keepEdit'
  | 'merge'
  | 'delete'
  | 'orphan'
  | 'stayDeleted'
  | 'forget'

/** The three states of one file, as texts or as digests of texts (only equality counts); absent is `undefined`. */
export interface States {
  /** The pristine text that was last written. */
  readonly last: string | undefined
  readonly disk: string | undefined
  readonly wanted: string | undefined
  /** Written when it is missing, then the user's alone. */
  readonly once: boolean
}

/**
 * The truth table of the regeneration.
 *
 * @example
 * decide({ last: 'A', disk: 'B', wanted: 'A', once: false }) // 'keepEdit': the user's edit
 */
export function decide(states: States): Verdict {
  const { last, disk, wanted, once } = states
  if (once && last !== undefined) return writtenOnce(states)
  if (wanted === undefined) return unwanted(last, disk)
  if (disk === undefined) return last === undefined ? 'create' : 'stayDeleted'
  if (disk === wanted) return last === wanted ? 'current' : 'adopt'
  if (disk === last) return 'update'
  return last === wanted || once ? 'keepEdit' : 'merge'
}

function writtenOnce({ last, disk, wanted }: States): Verdict {
  if (wanted === undefined) return 'forget'
  if (disk === undefined) return 'stayDeleted'
  return disk === last ? 'current' : 'keepEdit'
}

function unwanted(last: string | undefined, disk: string | undefined): Verdict {
  if (last === undefined || disk === undefined) return 'forget'
  return disk === last ? 'delete' : 'orphan'
}
