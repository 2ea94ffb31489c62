import { align } from '../structure/align.ts'
import { listsIn, parseSide, parses } from '../structure/lists.ts'
import { tokensOf } from '../structure/tokens.ts'
import { bodyOf, leadOf, type Side, trailOf, type Unit } from '../structure/unit.ts'
import { lazily, type Part, type Parts } from './part.ts'

/** TypeScript or JSON by structure; `undefined` when it is none. */
export function codeParts(path: string, text: string): Parts | undefined {
  const side = parseSide(path, text)
  if (!parses(side)) return undefined
  const [list] = listsIn(side, path.endsWith('.json') ? jsonValue(side) : side.source)
  const units = new Map<Part, Unit>()
  const partOf = (unit: Unit): Part => {
    const { key, start, stop, bodyStart, end } = unit
    const lists = lazily(() => listsIn(side, unit.node).map((inner) => inner.units.map(partOf)))
    const part = { key: typed(key), start, stop, bodyStart, bodyStop: end, lists }
    units.set(part, unit)
    return part
  }
  const first = path.endsWith('.json') ? [] : firstLines(list?.start ?? 0)
  const own: CodeParts = {
    text,
    side,
    unitOf: (part) => units.get(part),
    roots: [...first, ...(list?.units.map(partOf) ?? [])],
    align: (parts, other, others) => aligned(own, parts, { other, others }),
    saying: (part) => saying(side, units.get(part), part),
  }
  return own
}

/** Tokens, which the key is made of, without the spaces that nobody types. */
function typed(key: string): string {
  return key.replaceAll(/ ?([.()]) ?/g, '$1').replaceAll(/ ?([,:]) ?/g, '$1 ')
}

interface CodeParts extends Parts {
  readonly side: Side
  unitOf(part: Part): Unit | undefined
}

function jsonValue({ source }: Side) {
  const [statement] = source.statements
  return statement && 'expression' in statement ? (statement.expression as typeof statement) : source
}

/** The header of a file belongs to none of its statements. */
function firstLines(end: number): Part[] {
  if (end === 0) return []
  return [{ key: FIRST_LINES, start: 0, stop: end, bodyStart: 0, bodyStop: end, lists: () => [] }]
}

const FIRST_LINES = 'the first lines'

function aligned(
  own: CodeParts,
  parts: readonly Part[],
  { other, others }: { readonly other: Parts; readonly others: readonly Part[] },
): ReadonlyMap<Part, Part> {
  if (!isCode(other)) return new Map()
  const pairs = new Map<Part, Part>()
  const [header, twin] = [parts, others].map((list) => list.find(({ key }) => key === FIRST_LINES))
  if (header !== undefined && twin !== undefined) pairs.set(header, twin)
  const byUnit = new Map(others.map((part) => [other.unitOf(part), part]))
  const found = align([own.side, unitsOf(own, parts)], [other.side, unitsOf(other, others)])
  for (const part of parts) {
    const unit = own.unitOf(part)
    const same = unit && byUnit.get(found.get(unit))
    if (unit !== undefined && same !== undefined) pairs.set(part, same)
  }
  return pairs
}

function unitsOf(parts: CodeParts, list: readonly Part[]): Unit[] {
  return list.flatMap((part) => parts.unitOf(part) ?? [])
}

function isCode(parts: Parts): parts is CodeParts {
  return 'side' in parts
}

function saying(side: Side, unit: Unit | undefined, { start, stop }: Part): string {
  const texts =
    unit === undefined ? [side.text.slice(start, stop)] : [leadOf(side, unit), bodyOf(side, unit), trailOf(side, unit)]
  return texts.flatMap(tokensOf).join('\0')
}
