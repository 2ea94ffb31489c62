import type { ts as TypeScript } from 'ts-morph'
import { invalid } from '../../errors.ts'
import type { SpecPath } from '../../spec/spec.ts'
import { type Found, findPart } from '../find-part.ts'

/** The text of a description in TypeScript, and the name of its file. */
export interface SpecCode {
  readonly file: string
  readonly code: string
}

/** A description in TypeScript that is to be changed: its text and its tree. */
export interface SpecFile {
  readonly ts: typeof TypeScript
  readonly file: TypeScript.SourceFile
  readonly name: string
}

/** A change of a text: what stands from `start` to `end` becomes `text`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Reads a description to change it. The compiler is loaded for this. */
export async function readSpecFile(name: string, code: string): Promise<SpecFile> {
  const { ts } = await import('ts-morph')
  return { ts, file: ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true), name }
}

/** The text with changes that do not overlap. */
export function spliced({ file }: SpecFile, splices: readonly Splice[]): string {
  return splices
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (text, { start, end, text: replacement }) => text.slice(0, start) + replacement + text.slice(end),
      file.text,
    )
}

/** A part that is written out in the file; one that is computed, or comes from elsewhere, is refused (exit 2). */
export function writtenPart({ ts, file, name }: SpecFile, path: SpecPath): Found {
  const found = findPart(ts, file, path)
  if (found.complete) return found
  const message = `\`${path.join('.')}\` is not written out in \`${name}\`, so ashlar cannot change it there`
  throw invalid([{ code: 'ASH4006', message, hint: 'change it by hand, then run `ashlar generate`' }])
}

/** The object literal of a part; one that is made in another way is refused (exit 2). */
export function literalOf(spec: SpecFile, path: SpecPath): TypeScript.ObjectLiteralExpression {
  const { ts } = spec
  const { node } = writtenPart(spec, path)
  const [first] = ts.isCallExpression(node) ? node.arguments : [node]
  if (first !== undefined && ts.isObjectLiteralExpression(first)) return first
  const message = `\`${path.join('.')}\` is not written as an object in \`${spec.name}\`, so ashlar cannot change it there`
  throw invalid([{ code: 'ASH4006', message, hint: 'change it by hand, then run `ashlar generate`' }])
}

/** The property of a part, with the file's own name for it. */
export function propertyOf(spec: SpecFile, path: SpecPath): TypeScript.PropertyAssignment {
  const { name } = writtenPart(spec, path)
  if (name !== undefined && spec.ts.isPropertyAssignment(name.parent)) return name.parent
  const message = `\`${path.join('.')}\` is not written as \`name: …\` in \`${spec.name}\`, so ashlar cannot change it there`
  throw invalid([{ code: 'ASH4006', message, hint: 'change it by hand, then run `ashlar generate`' }])
}
