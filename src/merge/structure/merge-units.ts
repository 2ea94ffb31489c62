import { ts } from 'ts-morph'
import { mergeLines } from '../merge-lines.ts'
import { align } from './align.ts'
import { hazards } from './hazards.ts'
import { insertions, type Placed, places } from './insert.ts'
import { listsIn, ownEnd } from './lists.ts'
import { sameTokens } from './tokens.ts'
import { bodyOf, leadOf, type Side, type Splice, type Three, trailOf, type Unit, type UnitList } from './unit.ts'

/** What a merge has found so far: changes of the user's text, what cannot be merged, and what the user should hear. */
export interface Findings {
  readonly splices: Splice[]
  readonly conflicts: string[]
  readonly notes: string[]
}

/** One merge: the three texts, and what is found in them. */
export interface Merge extends Findings {
  readonly sides: Three<Side>
}

type Range = Pick<UnitList, 'start' | 'end'>

/** Merges a part of the three texts that changed on both sides: list by list what it holds, the rest by lines. */
export function mergeNodes(merge: Merge, nodes: Three<ts.Node>, name: string): void {
  const { sides } = merge
  const ranges = mapThree(nodes, (node, side) => ({
    start: node.getStart(sides[side].source),
    end: ownEnd(sides[side], node),
  }))
  if (mergeWhole(merge, ranges)) return
  const lists = mapThree(nodes, (node, side) => listsIn(sides[side], node))
  if (!haveOneShape(lists)) {
    mergeByLines(merge, ranges, name)
    return
  }
  const gaps = mapThree(lists, (all, side) => gapsAround(all, ranges[side]))
  if (lists.yours.some((_, at) => isCalledOtherwise(merge, pick(gaps, at), pick(lists, at)))) {
    mergeByLines(merge, ranges, name)
    return
  }
  for (const [at] of gaps.yours.entries()) {
    mergePart(merge, pick(gaps, at), name)
  }
  for (const [at] of lists.yours.entries()) mergeLists(merge, pick(lists, at), name)
}

/** Whether one side calls something else, while the other one changed what is handed to it. */
function isCalledOtherwise({ sides }: Merge, before: Three<Range>, lists: Three<UnitList>): boolean {
  if (lists.base.kind === ts.SyntaxKind.Parameter) return false
  const textsOf = (ranges: Three<Range>) =>
    mapThree(ranges, ({ start, end }, side) => sides[side].text.slice(start, end))
  const [callee, handed] = [textsOf(before), textsOf(lists)]
  if (!/\(\s*[{[]?$/.test(callee.base.trimEnd()) || sameTokens(callee.yours, callee.next)) return false
  const differs = (texts: Three<string>, side: 'yours' | 'next') => !sameTokens(texts[side], texts.base)
  return (differs(callee, 'yours') && differs(handed, 'next')) || (differs(callee, 'next') && differs(handed, 'yours'))
}

/** Merges a part that has no units: as a whole, or by lines. */
export function mergePart(merge: Merge, ranges: Three<Range>, name: string): void {
  if (!mergeWhole(merge, ranges)) mergeByLines(merge, ranges, name)
}

/** Where not both sides changed a part, that of the one that did is taken; whether this was so. */
function mergeWhole({ sides, splices }: Merge, ranges: Three<Range>): boolean {
  const { yours, base, next } = mapThree(ranges, ({ start, end }, side) => sides[side].text.slice(start, end))
  if (yours === next || sameTokens(base, next)) return true
  if (sameTokens(yours, base)) {
    splices.push({ ...ranges.yours, text: next })
    return true
  }
  return sameTokens(yours, next)
}

function mergeByLines({ sides, splices, conflicts }: Merge, ranges: Three<Range>, name: string): void {
  const texts = mapThree(ranges, ({ start, end }, side) => sides[side].text.slice(start, end))
  const text = mergeLines(texts)
  if (text !== undefined) splices.push({ ...ranges.yours, text })
  else conflicts.push(`both changed \`${name}\``)
}

/** Merges three lists unit by unit. */
export function mergeLists(merge: Merge, lists: Three<UnitList>, name: string): void {
  const { sides, conflicts, splices } = merge
  const inYours = align([sides.base, lists.base.units], [sides.yours, lists.yours.units])
  const inNext = align([sides.base, lists.base.units], [sides.next, lists.next.units])
  const gone = new Set<Unit>()
  const standing = new Map<Unit, Unit>()
  const removed = new Set<Unit>()
  const yoursAdded = without(lists.yours.units, inYours)
  const nextAdded = without(lists.next.units, inNext)
  for (const base of lists.base.units) {
    const yours = inYours.get(base)
    const next = inNext.get(base)
    if (yours !== undefined && next !== undefined) {
      standing.set(next, yours)
      mergeUnit(merge, { yours, base, next }, name)
    } else if (yours !== undefined) {
      if (isUntouched(merge, yours, base)) gone.add(yours)
      else conflicts.push(`you edited \`${called(name, yours)}\`, which is no longer generated`)
    } else if (next !== undefined) {
      removed.add(next)
      if (!sameTokens(bodyOf(sides.base, base), bodyOf(sides.next, next)))
        removedByYou(merge, { base, next }, { lists, inYours, name })
    } else if (isReplaced(base, [yoursAdded, nextAdded])) conflicts.push(`both wrote \`${called(name, base)}\` anew`)
  }
  const alone = new Set(yoursAdded)
  const fresh = nextAdded.filter((next) => {
    const yours = [...alone].find(({ key, named: hasName }) => hasName && key === next.key)
    const twin = yours ?? [...alone].find((unit) => sameTokens(bodyOf(sides.yours, unit), bodyOf(sides.next, next)))
    if (twin === undefined) return true
    alone.delete(twin)
    standing.set(next, twin)
    mergeTwins(merge, { yours: twin, next }, called(name, next))
    return false
  })
  const insertion = { sides, lists, fresh, standing, gone }
  for (const { unit, reason } of hazards({ ...insertion, added: yoursAdded, removed }))
    conflicts.push(`\`${called(name, unit)}\` has no place: ${reason}`)
  splices.push(...removals(lists.yours, gone, places(insertion)), ...insertions(insertion))
  mergeTail(merge, lists)
}

/** Units that go, and the comma before them where the list has none behind its last unit. */
function removals({ units, separator }: UnitList, gone: ReadonlySet<Unit>, placed: readonly Placed[]): Splice[] {
  const own = Array.from(gone, ({ start, stop }) => ({ start, end: stop, text: '' }))
  const [last, left] = [units.at(-1), units.findLast((unit) => !gone.has(unit))]
  if (separator === '' || last === undefined || left === undefined) return own
  const isFollowed = placed.some(({ after }) => after === left)
  const isBare = gone.has(last) && last.separatorEnd === last.end && !isFollowed
  return isBare ? [...own, { start: left.separatorEnd - separator.length, end: left.separatorEnd, text: '' }] : own
}

/** Comments behind the last unit. */
function mergeTail({ sides, splices, conflicts }: Merge, lists: Three<UnitList>): void {
  if (lists.yours.units.length === 0) return
  const ranges = mapThree(lists, ({ units, start, end }) => ({ start: units.at(-1)?.stop ?? start, end }))
  const { yours, base, next } = mapThree(ranges, ({ start, end }, side) => sides[side].text.slice(start, end))
  if (base.trim() === next.trim() || yours.trim() === next.trim()) return
  if (yours === base) splices.push({ ...ranges.yours, text: next })
  else conflicts.push('both changed the comments at the end')
}

/** Whether what has no name was written anew by both, so that it would be there twice. */
function isReplaced({ named, node }: Unit, sides: readonly (readonly Unit[])[]): boolean {
  return !named && sides.every((added) => added.some((unit) => !unit.named && unit.node.kind === node.kind))
}

function mergeUnit(merge: Merge, units: Three<Unit>, name: string): void {
  const own = called(name, units.yours)
  mergeComment(merge, units, { of: leadOf, range: ({ start, bodyStart }) => ({ start, end: bodyStart }) }, own)
  mergeNodes(
    merge,
    mapThree(units, ({ node }) => node),
    own,
  )
  mergeComment(
    merge,
    units,
    { of: trailOf, range: ({ separatorEnd, stop }) => ({ start: separatorEnd, end: stop }) },
    own,
  )
}

interface CommentPart {
  readonly of: (side: Side, unit: Unit) => string
  readonly range: (unit: Unit) => Range
}

/** White space around comments stays as the user has it. */
function mergeComment(merge: Merge, units: Three<Unit>, { of, range }: CommentPart, name: string): void {
  const { yours, base, next } = mapThree(units, (unit, side) => of(merge.sides[side], unit))
  if (base.trim() === next.trim() || yours.trim() === next.trim()) return
  if (yours.trim() !== base.trim()) mergeByLines(merge, mapThree(units, range), `the comment of ${name}`)
  else {
    const [before = ''] = /^\s*/.exec(yours) ?? []
    merge.splices.push({ ...range(units.yours), text: before + next.trimStart() })
  }
}

/** Both added the same: nothing to do, or their inner lists become one. */
function mergeTwins(merge: Merge, { yours, next }: Pick<Three<Unit>, 'yours' | 'next'>, name: string): void {
  const { sides, conflicts } = merge
  if (sameTokens(bodyOf(sides.yours, yours), bodyOf(sides.next, next))) return
  const lists = { yours: listsIn(sides.yours, yours.node), next: listsIn(sides.next, next.node) }
  const gaps = {
    yours: gapsAround(lists.yours, { start: yours.bodyStart, end: yours.end }),
    next: gapsAround(lists.next, { start: next.bodyStart, end: next.end }),
  }
  const alike = gaps.yours.every(({ start, end }, at) => {
    const other = gaps.next[at]
    return (
      other !== undefined &&
      sameTokens(sides.yours.text.slice(start, end), sides.next.text.slice(other.start, other.end))
    )
  })
  if (lists.yours.length === 0 || lists.yours.length !== lists.next.length || !alike) {
    conflicts.push(`both added \`${name}\`, each in its own way`)
    return
  }
  for (const [at, own] of lists.yours.entries()) {
    const other = lists.next[at]
    if (other !== undefined) mergeLists(merge, { yours: own, base: { ...other, units: [] }, next: other }, name)
  }
}

interface Around {
  readonly lists: Three<UnitList>
  readonly inYours: ReadonlyMap<Unit, Unit>
  readonly name: string
}

/** What the user took out stays out, unless it only got another name, or what is new of it is an import. */
function removedByYou(
  { sides, conflicts, notes, splices }: Merge,
  { base, next }: Pick<Three<Unit>, 'base' | 'next'>,
  { lists, inYours, name }: Around,
): void {
  const taken = new Set(inYours.values())
  const renamed = lists.yours.units.find(
    (unit) =>
      !taken.has(unit) &&
      unit.named &&
      unit.node.kind === base.node.kind &&
      sameTokens(bodyOf(sides.yours, unit).replaceAll(unit.key, base.key), bodyOf(sides.base, base)),
  )
  if (renamed !== undefined) {
    conflicts.push(`you renamed \`${called(name, base)}\` to \`${renamed.key}\`, and what is generated of it changed`)
  } else if (ts.isImportDeclaration(base.node)) {
    const added = newSpecifiers(sides, base.node, next.node)
    const { start } = lists.yours
    if (added === undefined)
      notes.push(`\`${called(name, base)}\` stays deleted, although what is generated of it changed`)
    else splices.push({ start, end: start, text: start === 0 ? `${added}\n` : `\n${added}` })
  } else notes.push(`\`${called(name, base)}\` stays deleted, although what is generated of it changed`)
}

/** The import of what the user's own statement, which is gone, never had. */
function newSpecifiers(sides: Three<Side>, base: ts.ImportDeclaration, next: ts.Node): string | undefined {
  const before = new Set(listsIn(sides.base, base).flatMap(({ units }) => units.map(({ key }) => key)))
  const [list] = listsIn(sides.next, next)
  const added = list?.units.filter(({ key }) => !before.has(key)) ?? []
  if (list === undefined || added.length === 0) return undefined
  const { text, source } = sides.next
  const names = added.map((unit) => bodyOf(sides.next, unit)).join(', ')
  return `${text.slice(next.getStart(source), list.start)} ${names} ${text.slice(list.end, next.end)}`
}

function isUntouched({ sides }: Merge, yours: Unit, base: Unit): boolean {
  return (
    sameTokens(bodyOf(sides.yours, yours), bodyOf(sides.base, base)) &&
    leadOf(sides.yours, yours).trim() === leadOf(sides.base, base).trim() &&
    commentsBehind(sides.yours, yours) === commentsBehind(sides.base, base)
  )
}

/** Comments before and behind the separator of a unit. */
function commentsBehind({ text }: Side, { end, stop }: Unit): string {
  return text.slice(end, stop).replace(/[,;]/, '').trim()
}

function haveOneShape({ yours, base, next }: Three<readonly UnitList[]>): boolean {
  if (yours.length === 0 || yours.length !== base.length || next.length !== base.length) return false
  return base.every(({ kind }, at) => yours[at]?.kind === kind && next[at]?.kind === kind)
}

/** What stands in a range before, between and behind the lists. */
function gapsAround(lists: readonly UnitList[], { start, end }: Range): Range[] {
  return Array.from({ length: lists.length + 1 }, (_, at) => ({
    start: at === 0 ? start : (lists[at - 1]?.end ?? start),
    end: lists[at]?.start ?? end,
  }))
}

function without(units: readonly Unit[], pairs: ReadonlyMap<Unit, Unit>): Unit[] {
  const paired = new Set(pairs.values())
  return units.filter((unit) => !paired.has(unit))
}

function called(around: string, { key }: Pick<Unit, 'key'>): string {
  // Tokens, which the key is made of, without the spaces that nobody types.
  const typed = key.replaceAll(/ ?([.(),]) ?/g, '$1')
  const own = typed.length > 60 ? `${typed.slice(0, 57)}...` : typed
  return around === '' ? own : `${around}, ${own}`
}

function mapThree<Part, Result>(
  { yours, base, next }: Three<Part>,
  change: (part: Part, side: keyof Three<unknown>) => Result,
): Three<Result> {
  return { yours: change(yours, 'yours'), base: change(base, 'base'), next: change(next, 'next') }
}

function pick<Part>({ yours, base, next }: Three<readonly Part[]>, at: number): Three<Part> {
  return { yours: yours[at] as Part, base: base[at] as Part, next: next[at] as Part }
}
