import type { Lock } from '../merge/lock.ts'
import { handedOnAlready } from '../merge/renames.ts'
import { inRows } from '../model/circles.ts'
import type { Service } from '../model/model.ts'
import { type Renames, renamesOf, subjectsOf } from '../model/renames.ts'
import type { ReadText } from './journal.ts'
import type { DataRenames } from './rename.ts'
import { swapsDone, swapsIn } from './swaps.ts'

/** What is called otherwise in the code, and not yet in what the lock knows. */
export function codeRenames(service: Service, lock: Lock, read: ReadText): Renames {
  const done = handedOnAlready(lock, inRows(service.resources), subjectsOf(service))
  return renamesOf(service, [...circlesDone(service, read), ...done])
}

/** What is called otherwise where data is, and what of it is to be remembered. */
export function dataRenames(service: Service, read: ReadText): DataRenames & { readonly swaps: readonly string[] } {
  const { tables, columns, circles } = renamesOf(service, circlesDone(service, read))
  // What follows from names of resources that go round is remembered with those.
  const settled = renamesOf(service, circles)
  return { tables, columns, circles, swaps: swapsIn(settled) }
}

/** A circle of which only a part is remembered is another one than that. */
function circlesDone(service: Service, read: ReadText): readonly string[] {
  const all = renamesOf(service)
  if (all.circles.length === 0) return []
  const remembered = swapsDone(read, all)
  return all.circles.filter((key) => circleOf(key, all.circles).every((one) => remembered.includes(one)))
}

/** All that is part of the same circle: `note<tag` and `tag<note`. */
function circleOf(key: string, circles: readonly string[], found: readonly string[] = []): readonly string[] {
  const from = key.slice(key.indexOf('<') + 1)
  const next = circles.find((one) => one.startsWith(`${from}<`))
  return next === undefined || found.includes(next) ? found : circleOf(next, circles, [...found, next])
}
