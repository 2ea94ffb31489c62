import { invalid } from '../../errors.ts'
import type { Origin } from './answers.ts'
import type { Starter } from './starters.ts'

/** What the command line says of where the description comes from; both at once are refused (exit 2). */
export interface GivenOrigin {
  readonly spec?: string | undefined
  readonly starter?: Starter | undefined
}

/** Where the description comes from, if that is said. */
export function originOf({ spec, starter }: GivenOrigin): Origin | undefined {
  if (spec !== undefined && starter !== undefined) throw invalid([TWO_ORIGINS])
  if (spec !== undefined) return { spec }
  return starter && { starter }
}

const TWO_ORIGINS = {
  code: 'ASH4003',
  message: '`--spec` and `--starter` both name a description',
  hint: 'leave one of the two out',
}
