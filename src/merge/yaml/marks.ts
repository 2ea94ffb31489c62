import { isMap } from 'yaml'

/** What the items of a list that are maps are told apart by, the surest first. */
const MARKS = ['id', 'name', 'uses', 'run'] as const

export type Marks = Partial<Record<(typeof MARKS)[number], string>>

/** What an item of a list says of itself; `undefined` where it is no map. */
export function marksOf(item: unknown): Marks | undefined {
  if (!isMap(item)) return undefined
  // Another version of an action is the same step.
  const said = MARKS.filter((mark) => item.has(mark)).map((mark) => {
    const value = String(item.get(mark))
    return [mark, mark === 'uses' ? value.replace(/@.*/, '') : value]
  })
  return Object.fromEntries(said) as Marks
}

/** What an item of a list is known by: the surest of its marks, else all that it says. */
export function calledBy(marks: Marks | undefined, item: unknown): string {
  const mark = MARKS.find((one) => marks?.[one] !== undefined)
  return mark === undefined ? String(item) : `${mark}: ${marks?.[mark]}`
}

/** What a step does, whatever it is called. */
export function markValue({ uses, run }: Marks): string | undefined {
  return uses === undefined ? run && `run: ${run}` : `uses: ${uses}`
}
