import { isMap } from 'yaml'
import type { Problem } from '../../errors.ts'
import { invalid } from '../../errors.ts'
import type { Complaint, Source, SpannedComplaint } from '../source.ts'
import { placesOf, sortedByPlace } from '../source.ts'
import type { SpecPath } from '../spec.ts'
import type { MapNode } from '../tree.ts'
import { type Composed, compose, type YamlMistake } from './compose.ts'
import { excessIn, MAX_DEPTH } from './depth.ts'
import { TAB, yamlComplaint } from './errors.ts'
import { bracketComplaint, covered } from './flow-brackets.ts'
import { checkText } from './text-guard.ts'
import { type TreeReading, treeOf } from './tree-reader.ts'

/** A description as YAML, and what is wrong with the text though it can be read. */
export interface YamlReading {
  readonly root: MapNode
  readonly complaints: readonly SpannedComplaint[]
  /** Parts of which nobody knows what they say. */
  readonly unread: readonly SpecPath[]
}

/**
 * Reads the YAML of a description: 1.2, one document, unique string keys, no tags, anchors, aliases or merge keys.
 * Throws every problem of a text that cannot be read.
 */
export function readYaml(source: Source): YamlReading {
  const unreadable = checkText(source)
  if (unreadable.length > 0) throw invalid(unreadable)
  const excess = excessIn(source.text)
  if (excess !== undefined)
    throw refuse(source, [{ ...EXCESS[excess.what], span: { start: excess.offset, end: excess.offset } }])
  const { document, mistakes } = readable(source)
  const slight = firstAtEachPlace(mistakes).map(about(source.text))
  if (document === undefined) throw refuse(source, slight)
  if (document.directives?.yaml.explicit) throw refuse(source, [{ ...DIRECTIVE, span: { start: 0, end: 0 } }])
  if (!isMap(document.contents)) {
    const start = document.contents?.range[0] ?? 0
    throw refuse(source, [{ ...NOT_A_MAP, span: { start, end: start } }])
  }
  const { tree, complaints, unread }: TreeReading = treeOf(document.contents, source)
  if (tree.kind !== 'map') throw new Error('a map was read as something else')
  return { root: tree, complaints: oncePerPlace([...slight, ...complaints]), unread }
}

/** The same for a text in which nothing may be wrong. */
export function readTree(source: Source): MapNode {
  const { root, complaints } = readYaml(source)
  if (complaints.length > 0) throw refuse(source, complaints)
  return root
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

/** Mistakes beside which a text can be read. */
const SLIGHT: ReadonlySet<string> = new Set(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED', 'BAD_ALIAS'])

/** A text composed, with covered brackets where that helps; throws when it cannot be read. */
function readable(source: Source): Composed {
  const { text } = source
  const plain = compose(text)
  const failed = fatalIn(plain)
  if (failed.length === 0) return plain
  const other = covered(text)
  const second = other === undefined ? plain : compose(other)
  const left = fatalIn(second)
  if (left.length === 0) return second
  if (other === undefined || left.length >= failed.length) throw refuse(source, failed.map(about(text)))
  const brackets = failed.filter(({ pos: [start] }) => text.charAt(start) !== other.charAt(start))
  // On a line of its own a covered value is as wrong as it was.
  const hidden = failed.filter(({ code }) => code === 'BLOCK_AS_IMPLICIT_KEY')
  throw refuse(source, [...brackets.map(bracketAt(text)), ...[...hidden, ...left].map(about(text))])
}

function fatalIn({ mistakes }: Composed): readonly YamlMistake[] {
  return firstAtEachPlace(mistakes.filter(({ code }) => !SLIGHT.has(code)))
}

/** The parser complains about one part in several ways; the first is the one that helps. */
function firstAtEachPlace(mistakes: readonly YamlMistake[]): YamlMistake[] {
  const known = new Set<number>()
  return mistakes.filter(({ pos: [start] }) => known.size < known.add(start).size)
}

function about(text: string): (mistake: YamlMistake) => SpannedComplaint {
  return (mistake) => {
    const { offset = mistake.pos[0], ...complaint } = yamlComplaint(mistake, text)
    return { ...complaint, span: { start: offset, end: offset } }
  }
}

/** Brackets at which the parser stumbled, with the key in front of them on their line. */
function bracketAt(text: string): (mistake: YamlMistake) => SpannedComplaint {
  return ({ pos: [at] }) => {
    const [, key, before = ''] = text.slice(Math.max(0, at - 100), at).match(/(\w+):[ \t]*([^,{}:\n]*)$/) ?? []
    const [after = ''] = text.slice(at, at + 100).match(/^[^,}\n]*/) ?? []
    return bracketComplaint(`${before}${after}`.trim(), at - before.length, key)
  }
}

/** A tag is known to the parser, and to the reader of its tree. */
function oncePerPlace(complaints: readonly SpannedComplaint[]): SpannedComplaint[] {
  const known = new Set<number>()
  return complaints.filter(({ span: { start } }) => known.size < known.add(start).size)
}

function refuse(source: Source, complaints: readonly SpannedComplaint[]): Error {
  const placeAt = placesOf(source)
  const problems = oncePerPlace(complaints).map(
    ({ span, ...complaint }): Problem => ({ ...complaint, where: placeAt(span.start) }),
  )
  // One slip makes the YAML parser stumble several times on a line, and one habit on many; the first is what helps.
  const told = new Set<unknown>()
  const firsts = sortedByPlace(problems).filter(({ message, where }) => {
    const again = told.has(where?.line) || (message === TAB && told.has(TAB))
    told.add(where?.line).add(message)
    return !again
  })
  return invalid(firsts)
}
