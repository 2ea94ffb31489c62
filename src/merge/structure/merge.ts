import type { Three } from '../three.ts'
import type { Side } from './side.ts'
import type { Splice } from './splice.ts'
import type { Unit, UnitList } from './unit.ts'

/** What a merge has found so far: changes of the user's text, what cannot be merged, and what the user should hear. */
export interface Findings {
  readonly splices: Splice[]
  readonly conflicts: string[]
  readonly notes: string[]
}

/** One merge: the three texts, and what is found in them. */
export interface Merge extends Findings {
  readonly sides: Three<Side>
  /** Names that the merged text uses: what declares or imports them stays, or comes back. */
  readonly needed: ReadonlySet<string>
  /** Whether what is generated in another order goes where it is generated now. */
  readonly isFollowing: boolean
  /** Whether what the user wrote stays where it is no longer generated, whatever comes of that. */
  readonly isForm: boolean
  /** Merges three lists. Units hold lists and lists units, so each gets the other from here. */
  readonly lists: (merge: Merge, lists: Three<UnitList>, name: string) => void
}

/** The same merge with nothing found, to see what comes of a part of it. */
export function attempt(merge: Merge): Merge {
  return { ...merge, splices: [], conflicts: [], notes: [] }
}

/** Takes over what an attempt found. */
export function adopt(merge: Merge, { splices, conflicts, notes }: Findings): void {
  merge.splices.push(...splices)
  merge.conflicts.push(...conflicts)
  merge.notes.push(...notes)
}

/** What a unit is called in a sentence, from the outermost unit around it inwards. */
export function called(around: string, { key }: Pick<Unit, 'key'>): string {
  // Words, which the key is made of, without the spaces that nobody types.
  const typed = key.replaceAll(/ ?([.(),]) ?/g, '$1')
  const own = typed.length > 60 ? `${typed.slice(0, 57)}...` : typed
  return around === '' ? own : `${around}, ${own}`
}
