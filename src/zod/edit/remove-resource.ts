import { propertyOf, readSpecFile, type SpecCode, spliced } from './spec-file.ts'

/** The text of a description in TypeScript without a resource and the comments right above it. */
export async function removeZodResource({ file, code }: SpecCode, name: string): Promise<string> {
  const spec = await readSpecFile(file, code)
  const property = propertyOf(spec, ['resources', name])
  const start = startOf(code, property.getStart())
  const comma = /^[ \t]*,/.exec(code.slice(property.end))?.[0] ?? ''
  const rest = /^[ \t]*(?:\/\/[^\n]*)?\r?\n/.exec(code.slice(property.end + comma.length))?.[0] ?? ''
  const isWholeLine = code.charAt(start - 1) === '\n'
  return spliced(spec, [{ start, end: property.end + comma.length + (isWholeLine ? rest.length : 0), text: '' }])
}

/** Where its lines begin; a line of comment right above is its own. */
function startOf(text: string, offset: number): number {
  const line = text.lastIndexOf('\n', offset - 1) + 1
  if (text.slice(line, offset).trim() !== '') return offset
  let start = line
  for (;;) {
    const above = text.lastIndexOf('\n', start - 2) + 1
    if (start === 0 || !/^[ \t]*(?:\/\/|\/\*.*\*\/\s*$|\*|\/\*)/.test(text.slice(above, start))) return start
    start = above
  }
}
