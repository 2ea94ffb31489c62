import { invalid } from '../errors.ts'
import { FieldReader } from './fields.ts'
import { descriptionGrammar } from './grammar.ts'
import { problemsOf } from './issues.ts'
import { locatorOf } from './locate.ts'
import { findRefusals, refusalProblem } from './refused.ts'
import type { Source } from './source.ts'
import { placesOf, sortedByPlace } from './source.ts'
import type { Description } from './spec.ts'
import { specOf } from './spec-of.ts'
import { plainValue } from './tree.ts'
import { readTree } from './yaml-document.ts'

/**
 * Reads a description. Throws every problem that can be seen without knowing what the description means, each with
 * its place, in the order of the text.
 *
 * @example
 * parseDescription({ file: 'ashlar.yaml', text }).spec.name // 'shop'
 */
export function parseDescription(source: Source): Description {
  const root = readTree(source)
  const placeAt = placesOf(source)
  const locator = locatorOf(source, root)
  const refusals = findRefusals(root, source.text)
  const leftOut = new Set(refusals.flatMap(({ node }) => node ?? []))
  const structure = descriptionGrammar.safeParse(plainValue(root, leftOut))
  const reader = new FieldReader(source, locator, leftOut)
  const fields = reader.read(root)
  const problems = [
    ...refusals.map(({ name, at }) => refusalProblem(name, placeAt(at))),
    ...problemsOf(structure.error?.issues ?? [], root, locator),
    ...reader.problems,
  ]
  if (problems.length > 0 || !structure.success) throw invalid(sortedByPlace(problems))
  return { file: source.file, spec: specOf(structure.data, fields), ...locator }
}
