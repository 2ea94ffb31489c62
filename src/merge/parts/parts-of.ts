import { codeParts } from './code-parts.ts'
import { lineParts } from './line-parts.ts'
import type { Parts } from './part.ts'
import { yamlParts } from './yaml-parts.ts'

/** Makes parts of a text, the same of the same one; all versions of a file that are compared are made by one of these. */
export type MakeParts = (text: string) => Parts

/** As a file is merged: TypeScript and JSON by structure, YAML by key, all else by lines. */
export function partsMaker(path: string, texts: readonly string[]): MakeParts {
  const maker = makerFor(path)
  // What somebody is in the middle of writing has lines all the same.
  if (maker === undefined || texts.some((text) => maker(text) === undefined)) return remembered(lineParts)
  return remembered((text) => maker(text) ?? lineParts(text))
}

function remembered(make: MakeParts): MakeParts {
  const known = new Map<string, Parts>()
  return (text) => {
    const parts = known.get(text) ?? make(text)
    known.set(text, parts)
    return parts
  }
}

function makerFor(path: string): ((text: string) => Parts | undefined) | undefined {
  if (/\.(?:[mc]?[jt]s|json)$/.test(path)) return (text) => codeParts(path, text)
  return /\.ya?ml$/.test(path) ? yamlParts : undefined
}
