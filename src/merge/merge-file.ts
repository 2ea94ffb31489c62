import { parseDocument } from 'yaml'
import { mergeLines } from './merge-lines.ts'
import { mergeStructure } from './merge-structure.ts'
import { leaveAlone, type MergeInput, type MergeResult, type MergeText } from './merge-text.ts'

/** Merges a file as its language asks: TypeScript and JSON by structure, all else by lines. */
export const mergeFile: MergeText = (input) => {
  // What ashlar never wrote has nothing in common with what it would write.
  if (input.base === '') return leaveAlone(input)
  return /\.(?:[mc]?[jt]s|json)$/.test(input.path) ? mergeStructure(input) : mergeText(input)
}

function mergeText(input: MergeInput): MergeResult {
  const text = mergeLines(input)
  if (text === undefined) return { conflict: 'you and what is generated changed the same lines' }
  const isYaml = /\.ya?ml$/.test(input.path)
  if (isYaml && parseDocument(text).errors.length > 0) return { conflict: 'merged, it would be no YAML' }
  return { text, notes: [] }
}

/** The same, remembering what was asked: deciding may ask for one file several times. */
export function remembered(merge: MergeText): MergeText {
  const known = new Map<string, { readonly input: MergeInput; readonly result: MergeResult }>()
  return (input) => {
    const last = known.get(input.path)
    if (last !== undefined && last.input.yours === input.yours && last.input.next === input.next) return last.result
    const result = merge(input)
    known.set(input.path, { input, result })
    return result
  }
}
