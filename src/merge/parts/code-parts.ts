import { align } from '../structure/align.ts'
import { codeOf } from '../structure/code.ts'
import { listsIn, listsOf } from '../structure/lists.ts'
import { parseSide, parses, type Side } from '../structure/side.ts'
import { bodyOf, isByPlace, leadOf, trailOf, type Unit, type UnitList } from '../structure/unit.ts'
import { lazily, type Part, type Parts } from './part.ts'

/** TypeScript or JSON by structure; `undefined` when it is none. */
export function codeParts(path: string, text: string): Parts | undefined {
  const side = parseSide(path, text)
  if (!parses(side)) return undefined
  const [list] = listsIn(side, path.endsWith('.json') ? jsonValue(side) : side.source)
  const units = new Map<Part, ListedUnit>()
  const partsOf = (list: UnitList): Part[] =>
    list.units.map((unit) => {
      const { key, start, stop, bodyStart, end } = unit
      const lists = lazily(() => namedLists(side, list, unit).map(partsOf))
      const part = { key: typed(key), start, stop, bodyStart, bodyStop: end, lists }
      units.set(part, { unit, list })
      return part
    })
  const first = path.endsWith('.json') ? [] : firstLines(list?.start ?? 0)
  const own: CodeParts = {
    text,
    side,
    unitOf: (part) => units.get(part),
    roots: [...first, ...(list === undefined ? [] : partsOf(list))],
    align: (parts, other, others) => aligned(own, parts, { other, others }),
    saying: (part) => saying(side, units.get(part)?.unit, part),
  }
  return own
}

/** The lists in a unit whose units have names: those in arguments of a call belong to whatever calls. */
function namedLists(side: Side, list: UnitList, unit: Unit): UnitList[] {
  return listsOf(side, list, unit).flatMap((inner) =>
    isByPlace(inner) ? inner.units.flatMap((one) => namedLists(side, inner, one)) : [inner],
  )
}

/** Tokens, which the key is made of, without the spaces that nobody types. */
function typed(key: string): string {
  return key.replaceAll(/ ?([.()]) ?/g, '$1').replaceAll(/ ?([,:]) ?/g, '$1 ')
}

interface CodeParts extends Parts {
  readonly side: Side
  unitOf(part: Part): ListedUnit | undefined
}

/** A unit and the list that it stands in. */
interface ListedUnit {
  readonly unit: Unit
  readonly list: UnitList
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
  const [list, otherList] = [listOf(own, parts), listOf(other, others)]
  if (list === undefined || otherList === undefined) return pairs
  const byUnit = new Map(others.map((part) => [other.unitOf(part)?.unit, part]))
  const found = align([own.side, list], [other.side, otherList])
  for (const part of parts) {
    const unit = own.unitOf(part)?.unit
    const same = unit && byUnit.get(found.get(unit))
    if (unit !== undefined && same !== undefined) pairs.set(part, same)
  }
  return pairs
}

/** The list that parts are the units of. */
function listOf(parts: CodeParts, list: readonly Part[]): UnitList | undefined {
  return list.map((part) => parts.unitOf(part)?.list).find((found) => found !== undefined)
}

function isCode(parts: Parts): parts is CodeParts {
  return 'side' in parts
}

function saying(side: Side, unit: Unit | undefined, { start, stop }: Part): string {
  const texts =
    unit === undefined ? [side.text.slice(start, stop)] : [leadOf(side, unit), bodyOf(side, unit), trailOf(side, unit)]
  return texts.flatMap(codeOf).join('\0')
}
