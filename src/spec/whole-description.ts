import { invalid } from '../errors.ts'
import { parseDescription } from './parse.ts'
import type { Source } from './source.ts'
import type { Description } from './spec.ts'

/** A description in which everything can be read; one with problems is refused with all of them (exit 2). */
export function wholeDescription(source: Source): Description {
  const description = parseDescription(source)
  if (description.problems.length > 0) throw invalid(description.problems)
  return description
}
