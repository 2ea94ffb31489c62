import { zodResource } from '../../spec/print/zod.ts'
import type { Spec } from '../../spec/spec.ts'
import { missingImports } from './imports.ts'
import { literalOf, readSpecFile, type SpecCode, type Splice, spliced } from './spec-file.ts'

/**
 * The text of a description in TypeScript with one of the resources of a spec behind the others; all else stays as it is.
 *
 * @example
 * await addZodResource({ file: 'ashlar.spec.ts', code }, spec, 'review')
 */
export async function addZodResource({ file, code }: SpecCode, description: Spec, name: string): Promise<string> {
  const spec = await readSpecFile(file, code)
  const literal = literalOf(spec, ['resources'])
  const last = literal.properties.at(-1)
  const indent = last === undefined ? '' : indentAt(code, last.getStart())
  const { text, names } = zodResource(description, name)
  const lines = text.split('\n').map((line, at) => (at === 0 ? line : `${indent}${line}`))
  const eol = code.includes('\r\n') ? '\r\n' : '\n'
  const comma = literal.properties.hasTrailingComma ? '' : ','
  const end = last?.end ?? literal.getStart() + 1
  // A comma that is there stands behind the last one already.
  const at = literal.properties.hasTrailingComma ? literal.properties.end : end
  const insertion: Splice = {
    start: at,
    end: at,
    text: `${comma}${eol}${indent}${lines.join(eol)}${comma === '' ? ',' : ''}`,
  }
  return spliced(spec, [insertion, ...missingImports(spec, names)])
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return /^\s*/.exec(line)?.[0] ?? ''
}
