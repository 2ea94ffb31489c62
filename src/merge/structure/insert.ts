import { ts } from 'ts-morph'
import { type Insertion, places } from './places.ts'
import { leadInNext } from './sections.ts'
import type { Side } from './side.ts'
import type { Splice } from './splice.ts'
import { bodyOf, leadOf, trailOf, type Unit, type UnitList } from './unit.ts'

/** The changes of the user's text that bring the new units in. */
export function insertions(insertion: Insertion): Splice[] {
  const byAnchor = new Map<Unit | undefined, Unit[]>()
  for (const { unit, after } of places(insertion)) byAnchor.set(after, [...(byAnchor.get(after) ?? []), unit])
  return [...byAnchor].flatMap(([after, units]) =>
    after === undefined ? atStart(insertion, units) : behind(insertion, after, units),
  )
}

function behind(insertion: Insertion, after: Unit, units: readonly Unit[]): Splice[] {
  const { separator, kind } = insertion.lists.yours
  if (kind === 'links') {
    const links = lineEnded(trailOf(insertion.sides.yours, after), joined(insertion, units, '', ''))
    return [{ start: after.stop, end: after.stop, text: links }]
  }
  if (separator === '') {
    const text = joined(insertion, units, '', '')
    const trail = trailOf(insertion.sides.yours, after)
    if (/^\s*\n/.test(text)) return [{ start: after.stop, end: after.stop, text }]
    if (isLong(insertion)) return [{ start: after.stop, end: after.stop, text: `\n${text}` }]
    const before = insertion.sides.yours.text.slice(after.bodyStart, after.separatorEnd)
    const missing = /[;,}]$/.test(before) ? [] : [{ start: after.end, end: after.end, text: ';' }]
    const isInside = insertion.lists.yours.units.at(-1) !== after
    const closed = isInside && !/[;,}]$/.test(text) ? `${text};` : text
    return [...missing, { start: after.stop, end: after.stop, text: lineEnded(trail, closed) }]
  }
  const hasSeparator = after.separatorEnd > after.end
  const text = joined(insertion, units, separator, endsBare(insertion, after) ? '' : separator)
  const missing = hasSeparator ? [] : [{ start: after.end, end: after.end, text: separator }]
  return [
    ...missing,
    { start: after.stop, end: after.stop, text: lineEnded(trailOf(insertion.sides.yours, after), text) },
  ]
}

/** Whether a list has no separator at its end, and nothing of it stays behind this unit. */
function endsBare({ lists, gone }: Insertion, after: Unit): boolean {
  const { units } = lists.yours
  const last = units.at(-1)
  const isLast = units.slice(units.indexOf(after) + 1).every((unit) => gone.has(unit))
  return isLast && last !== undefined && last.separatorEnd === last.end
}

/** Whether the user's list has more than one line. */
function isLong({ sides, lists }: Insertion): boolean {
  const { kind, start, end } = lists.yours
  return kind === ts.SyntaxKind.SourceFile || sides.yours.text.slice(start, end).includes('\n')
}

/** Behind a comment of one line nothing may stand on the same line. */
function lineEnded(before: string, text: string): string {
  return before.includes('//') && !/^[ \t]*\n/.test(text) ? `\n${text}` : text
}

function atStart(insertion: Insertion, units: readonly Unit[]): Splice[] {
  const { sides, lists } = insertion
  const { start, end, separator, units: standing, kind } = lists.yours
  const inside = sides.yours.text.slice(start, end)
  if (standing.length === 0 && inside.trim() === '') {
    const last = lists.next.units.at(-1)
    const tail = sides.next.text.slice(last?.stop ?? lists.next.start, lists.next.end)
    const hasSeparator = last !== undefined && last.separatorEnd > last.end
    return [{ start, end, text: joined(insertion, units, separator, hasSeparator ? separator : '') + tail }]
  }
  const isAll = standing.every((unit) => insertion.gone.has(unit))
  const isBare = isAll && standing.at(-1)?.separatorEnd === standing.at(-1)?.end
  const text = joined(insertion, units, separator, isBare ? '' : separator)
  if (kind !== ts.SyntaxKind.SourceFile) {
    // A comment behind the opening bracket is about all that the brackets hold.
    const at = start + (COMMENT_BEHIND.exec(inside)?.[0].length ?? 0)
    return [{ start: at, end: at, text: at === start ? spacedAtStart(insertion, text) : text }]
  }
  const before = start > 0 && !text.startsWith('\n') ? '\n' : ''
  return [{ start, end: start, text: before + text + (inside.startsWith('\n') ? '' : '\n') }]
}

const COMMENT_BEHIND = /^[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*?\*\/)(?=[ \t]*\n)/

/** On one line the space stands where the user's list has it: behind `{`, not behind `(`. */
function spacedAtStart({ sides, lists }: Insertion, text: string): string {
  const [first] = lists.yours.units
  const isBare = first !== undefined && first.start === first.bodyStart && lists.yours.separator !== ''
  const { start, end } = lists.yours
  if (!isBare || sides.yours.text.slice(start, end).includes('\n') || !text.startsWith(' ')) return text
  return text.endsWith(lists.yours.separator) ? `${text.slice(1)} ` : text.slice(1)
}

/** Units as text, each with its separator; the last one with `last`. */
function joined(insertion: Insertion, units: readonly Unit[], separator: string, last: string): string {
  return units.map((unit, at) => textOf(insertion, unit, at === units.length - 1 ? last : separator)).join('')
}

function textOf(insertion: Insertion, unit: Unit, separator: string): string {
  const { next } = insertion.sides
  const own = separator === '' ? next.text.slice(unit.end, unit.separatorEnd).replace(',', '') : separator
  const body = insertion.fresh.get(unit) ?? bodyOf(next, unit)
  return leadFor(insertion, unit) + typeKeyword(insertion, unit) + body + own + trailOf(next, unit)
}

/** A comment that ended the list, and that the user has written something behind, is not written a second time. */
function withoutTail({ sides, lists }: Pick<Insertion, 'sides' | 'lists'>, lead: string): string {
  const [before, now] = [tailOf(sides.base, lists.base), tailOf(sides.yours, lists.yours)]
  if (before === '' || now === before || lead.trim() !== before) return lead
  const isThere = sides.yours.text.slice(lists.yours.start, lists.yours.end).includes(before)
  return isThere ? lead.replace(before, '').replace(/\n\s*\n/, '\n') : lead
}

/** Comments behind the last unit of a list. */
function tailOf({ text }: Side, { units, start, end }: UnitList): string {
  return text.slice(units.at(-1)?.stop ?? start, end).trim()
}

/** White space as the user's list has it: on one line, or one unit a line. */
function leadFor({ sides, lists }: Insertion, unit: Unit): string {
  const lead = withoutTail({ sides, lists }, leadInNext(sides, lists, unit))
  const { start, end, units, separator } = lists.yours
  const [first] = units
  if (lead.trim() !== '' || separator === '' || first === undefined) return lead
  const inside = sides.yours.text.slice(start, end)
  if (!inside.includes('\n')) return ' '
  const [indent = ''] = /\n[ \t]*$/.exec(leadOf(sides.yours, first)) ?? []
  return lead.includes('\n') || indent === '' ? lead : indent
}

/** A type from a statement that imports only types goes as a type into one that does not. */
function typeKeyword({ lists }: Insertion, { node }: Unit): string {
  const [standing] = lists.yours.units
  if (!isOfTypes(node) || standing === undefined || isOfTypes(standing.node)) return ''
  return ts.isImportSpecifier(standing.node) ? 'type ' : ''
}

function isOfTypes(node: ts.Node): boolean {
  return ts.isImportSpecifier(node) && node.parent.parent.isTypeOnly
}
