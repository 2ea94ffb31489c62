import type { ts as TypeScript } from 'ts-morph'
import { AshlarError, type Place, type Problem } from '../errors.ts'
import { type PathAt, pathAt } from '../spec/path-at.ts'
import type { Source } from '../spec/source.ts'
import { placesOf, sortedByPlace } from '../spec/source.ts'
import type { SpecPath } from '../spec/spec.ts'
import { readYaml } from '../spec/yaml/document.ts'
import { type Found, findPart } from './find-part.ts'

/**
 * Gives the problems of a description in TypeScript the places that the user knows: the parser counts in the JSON that
 * the description became, and each place there belongs to a part that stands somewhere in the file. The compiler is
 * loaded for this alone.
 */
export async function placedInTypeScript(error: unknown, source: Source, code: string): Promise<unknown> {
  if (!(error instanceof AshlarError) || !error.problems.some(({ where }) => where?.file === source.file)) return error
  const { ts } = await import('ts-morph')
  const file = ts.createSourceFile(source.file, code, ts.ScriptTarget.Latest, true)
  const problems = error.problems.map((problem) => placed(problem, { source, file, ts }))
  return new AshlarError(error.exitCode, sortedByPlace(problems))
}

/** The places of some parts of a description in TypeScript, or of the nearest parts around them. */
export async function placesInTypeScript(
  { file: name, text }: Source,
  paths: readonly SpecPath[],
): Promise<readonly Place[]> {
  const { ts } = await import('ts-morph')
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const placeAt = placesOf({ file: name, text })
  return paths.map((path) => {
    const { node, name: key } = findPart(ts, file, path)
    return placeAt((key ?? node).getStart())
  })
}

interface Translation {
  readonly source: Source
  readonly file: TypeScript.SourceFile
  readonly ts: typeof TypeScript
}

function placed(problem: Problem, { source, file, ts }: Translation): Problem {
  const { where } = problem
  if (where?.file !== source.file) return problem
  const part = pathAt(readYaml(source).root, offsetOf(source.text, where))
  const start = startOf(findPart(ts, file, part.path), part)
  const { line, column } = placesOf({ file: source.file, text: file.text })(start)
  return { ...problem, where: { file: source.file, line, column } }
}

function startOf({ node, name, complete }: Found, { onKey, within }: PathAt): number {
  if (onKey || !complete) return (name ?? node).getStart()
  const start = node.getStart()
  // Inside of a text without escapes a word stands where it stands.
  const isText = /^['"]/.test(node.getText()) && !node.getText().includes('\\')
  return isText && within > 0 ? start + within : start
}

function offsetOf(text: string, { line, column }: Place): number {
  const lines = text.split('\n').slice(0, line - 1)
  return lines.reduce((offset, each) => offset + each.length + 1, 0) + column - 1
}
