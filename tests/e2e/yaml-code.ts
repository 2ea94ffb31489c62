import { isScalar, parseAllDocuments, visit } from 'yaml'
import { shellCode } from './tokens.ts'

/** Keys whose values are run, loaded or pulled, by whoever reads such a file. */
const RUN = new Set(['run', 'command', 'entrypoint', 'args', 'script', 'test', 'uses', 'image', 'build', 'if', 'shell'])

/** Keys, tags and anchors; what is run or loaded; and what a workflow or Compose would put in. */
export function yamlCode(text: string): string {
  const code: string[] = []
  for (const document of parseAllDocuments(text)) {
    if (!('errors' in document)) continue
    if (document.errors[0] !== undefined) throw document.errors[0]
    visit(document, {
      Alias: (_key, { source }) => void code.push(source),
      Pair: (_key, { key, value }) => {
        code.push(isScalar(key) ? String(key.value) : String(key))
        if (isScalar(key) && RUN.has(String(key.value))) code.push(shellCode(textsOf(value).join('\n')))
      },
      Collection: (_key, node) => void code.push(node.tag ?? '', node.anchor ?? ''),
      Scalar: (_key, { value, tag, anchor }) => {
        code.push(tag ?? '', anchor ?? '')
        // `$$` is how Compose writes a dollar.
        if (typeof value === 'string') code.push(...(value.replaceAll('$$', '').match(/\$\{[\s\S]*?\}+|\$\w+/g) ?? []))
      },
    })
  }
  return code.join('\n')
}

function textsOf(node: unknown): string[] {
  const texts: string[] = []
  const value = typeof node === 'object' && node !== null && 'toJSON' in node ? JSON.parse(JSON.stringify(node)) : node
  const collect = (each: unknown): void => {
    if (typeof each === 'string') texts.push(each)
    else if (typeof each === 'object' && each !== null) Object.values(each).forEach(collect)
  }
  collect(value)
  return texts
}
