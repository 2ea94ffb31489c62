import { isMap, parseDocument, type YAMLError } from 'yaml'
import type { Problem } from '../../errors.ts'
import { invalid } from '../../errors.ts'
import type { Complaint, Source, SpannedComplaint } from '../source.ts'
import { placesOf, sortedByPlace } from '../source.ts'
import type { MapNode, Tree } from '../tree.ts'
import { excessIn, MAX_DEPTH } from './depth.ts'
import { TAB, yamlComplaint } from './errors.ts'
import { checkText } from './text-guard.ts'
import { treeOf } from './tree-reader.ts'

/**
 * Reads the YAML of a description: 1.2, one document, unique string keys, no tags, anchors, aliases or merge keys.
 * Throws every problem of the text; a text with one is not looked at further, for what it says is in doubt.
 */
export function readTree(source: Source): MapNode {
  const unreadable = checkText(source)
  if (unreadable.length > 0) throw invalid(unreadable)
  const excess = excessIn(source.text)
  if (excess !== undefined)
    throw refuse(source, [{ ...EXCESS[excess.what], span: { start: excess.offset, end: excess.offset } }])
  const { tree, complaints } = compose(source)
  if (complaints.length > 0) throw refuse(source, complaints)
  if (tree?.kind !== 'map') throw refuse(source, [{ ...NOT_A_MAP, span: tree?.span ?? { start: 0, end: 0 } }])
  return tree
}

const EXCESS: Readonly<Record<'depth' | 'keys', Complaint>> = {
  depth: {
    code: 'ASH1003',
    message: `the description nests deeper than ${MAX_DEPTH} levels`,
    hint: 'a description needs fewer than 12',
  },
  keys: {
    code: 'ASH1024',
    message: 'there are more than 1,000 entries here',
    hint: 'a description has 500 resources at most, and a resource 200 fields',
  },
}

const NOT_A_MAP: Complaint = {
  code: 'ASH1009',
  message: 'the description is empty, or not a map of keys',
  hint: 'begin with `ashlar: 1`, `name: my-api` and `resources:`',
}

const DIRECTIVE: Complaint = {
  code: 'ASH1004',
  message: 'a description has no `%` lines',
  hint: 'take them out; YAML 1.2 is understood without',
}

function compose(source: Source): { tree: Tree | undefined; complaints: readonly SpannedComplaint[] } {
  const document = parseDocument(source.text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    stringKeys: true,
    strict: true,
    prettyErrors: false,
    // `silent` would also silence the error about a second document.
    logLevel: 'error',
  })
  const found = [...document.errors, ...document.warnings].filter(isFirstThere)
  const complaints = found.map((error): SpannedComplaint => {
    const { offset = error.pos[0], ...complaint } = yamlComplaint(error, source.text)
    return { ...complaint, span: { start: offset, end: offset } }
  })
  if (document.directives?.yaml.explicit) complaints.push({ ...DIRECTIVE, span: { start: 0, end: 0 } })
  if (document.contents === null || complaints.length > 0) return { tree: undefined, complaints }
  if (!isMap(document.contents)) {
    const [start, end] = document.contents.range
    return { tree: { kind: 'list', flow: true, items: [], span: { start, end } }, complaints }
  }
  return treeOf(document.contents, source)
}

/** The parser complains about one part in several ways; the first is the one that helps. */
function isFirstThere({ pos }: YAMLError, index: number, all: readonly YAMLError[]): boolean {
  return all.findIndex((other) => other.pos[0] === pos[0]) === index
}

function refuse(source: Source, complaints: readonly SpannedComplaint[]): Error {
  const placeAt = placesOf(source)
  const problems = complaints.map(({ span, ...complaint }): Problem => ({ ...complaint, where: placeAt(span.start) }))
  // One slip makes the YAML parser stumble several times on a line, and one habit on many; the first is what helps.
  const told = new Set<unknown>()
  const firsts = sortedByPlace(problems).filter(({ message, where }) => {
    const again = told.has(where?.line) || (message === TAB && told.has(TAB))
    told.add(where?.line).add(message)
    return !again
  })
  return invalid(firsts)
}
