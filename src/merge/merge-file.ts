import { mergeLines } from './merge-lines.ts'
import { mergeStructure } from './merge-structure.ts'
import { leaveAlone, type MergeInput, type MergeResult, type MergeText } from './merge-text.ts'
import { mergeYaml } from './merge-yaml.ts'
import { neighboursIn } from './structure/exports.ts'

/**
 * Merges a file as its language asks: TypeScript and JSON by structure, YAML by key, all else by lines.
 *
 * @param files all texts of the project as they are going to be, as far as they need no merge: what they import of a
 * merged file has to be in it
 */
export function fileMerge(files: ReadonlyMap<string, string | undefined>): MergeText {
  const neighbours = neighboursIn(files)
  return (input) => {
    // What ashlar never wrote has nothing in common with what it would write.
    if (input.base === '') return leaveAlone(input)
    if (/\.(?:[mc]?[jt]s|json)$/.test(input.path)) return mergeStructure(input, neighbours(input.path))
    return /\.ya?ml$/.test(input.path) ? mergeYaml(input) : mergeText(input)
  }
}

function mergeText(input: MergeInput): MergeResult {
  const text = mergeLines(input)
  return text === undefined ? { conflict: 'you and what is generated changed the same lines' } : { text, notes: [] }
}

/** The same, remembering what was asked: deciding may ask for one file several times. */
export function remembered(merge: MergeText): MergeText {
  const known = new Map<string, { readonly input: MergeInput; readonly result: MergeResult }>()
  return (input) => {
    const last = known.get(input.path)
    if (last !== undefined && sameTexts(last.input, input)) return last.result
    const result = merge(input)
    known.set(input.path, { input, result })
    return result
  }
}

function sameTexts(a: MergeInput, b: MergeInput): boolean {
  return a.base === b.base && a.yours === b.yours && a.next === b.next
}
