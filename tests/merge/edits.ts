import type { ts } from 'ts-morph'
import { listsIn, parseSide, parses } from '../../src/merge/structure/lists.ts'
import type { Side, Unit, UnitList } from '../../src/merge/structure/unit.ts'
import type { Chance } from '../fuzz/random.ts'

/** A text after some edits as people make them, and what of it must never get lost. */
export interface Edited {
  readonly text: string
  /** Words that are nowhere else. */
  readonly marks: readonly string[]
  /** Units that were taken out, as far as they stood in the text but once. */
  readonly removed: readonly string[]
}

/** Makes so many edits in a text that parses; each leaves one that parses. */
export function edited(path: string, original: string, amount: number, chance: Chance): Edited {
  let text = original
  const marks: string[] = []
  const removed: string[] = []
  for (let tries = 0; marks.length < amount && tries < 40; tries += 1) {
    const mark = `mine${chance.below(1_000_000_000)}`
    const after = edit(parseSide(path, text), mark, chance, removed)
    if (after === undefined || after === text || !parses(parseSide(path, after))) continue
    text = after
    marks.push(mark)
  }
  return {
    text,
    marks: marks.filter((mark) => text.includes(mark)),
    removed: removed.filter((part) => original.split(part).length === 2),
  }
}

function edit(side: Side, mark: string, chance: Chance, removed: string[]): string | undefined {
  const list = chance.pick(allLists(side))
  const unit = list.units.length === 0 ? undefined : chance.pick(list.units)
  const kind = chance.pick(['add', 'add', 'comment', 'change', 'change', 'trail', 'remove', 'reformat'] as const)
  if (kind === 'add') return added(side, list, { unit, mark })
  if (unit === undefined) return undefined
  const { text } = side
  const isJson = side.source.fileName.endsWith('.json')
  switch (kind) {
    case 'comment':
      return isJson ? undefined : `${text.slice(0, unit.bodyStart)}/* ${mark} */ ${text.slice(unit.bodyStart)}`
    case 'trail':
      return isJson ? undefined : `${text.slice(0, unit.stop)} // ${mark}\n${text.slice(unit.stop)}`
    case 'remove':
      // A few letters stand in many places.
      if (unit.end - unit.bodyStart > 12) removed.push(text.slice(unit.bodyStart, unit.end))
      return text.slice(0, unit.start) + text.slice(unit.stop)
    case 'reformat':
      return (
        text.slice(0, unit.bodyStart) +
        text.slice(unit.bodyStart, unit.end).replace(/([(,]) ?/, '$1   ') +
        text.slice(unit.end)
      )
    default:
      return changed(text, unit, mark, chance)
  }
}

/** A word or a string of the unit gets another one. */
function changed(text: string, unit: Unit, mark: string, chance: Chance): string | undefined {
  const body = text.slice(unit.bodyStart, unit.end)
  const strings = [...body.matchAll(/'[^'\n]*'|"[^"\n]*"|\b\d+\b/g)]
  if (strings.length === 0) return undefined
  const { index, 0: found } = chance.pick(strings)
  const quote = /^['"]/.test(found) ? found[0] : '"'
  const at = unit.bodyStart + index
  return `${text.slice(0, at)}${quote}${mark}${quote}${text.slice(at + found.length)}`
}

function added(
  side: Side,
  list: UnitList,
  { unit, mark }: { unit: Unit | undefined; mark: string },
): string | undefined {
  const text = NEW[side.source.kind === list.kind ? 'statement' : kindOf(list)]?.(mark)
  if (text === undefined) return undefined
  const at = unit?.stop ?? list.start
  const isMissing = list.separator !== '' && unit !== undefined && unit.separatorEnd === unit.end
  const before =
    side.text.slice(0, isMissing ? unit.end : at) +
    (isMissing ? ',' : '') +
    (isMissing ? side.text.slice(unit.end, at) : '')
  const isLast = unit === list.units.at(-1)
  const after = list.separator !== '' && !(isMissing && isLast) ? ',' : ''
  return `${before}\n${text}${after}${side.text.slice(at)}`
}

const NEW: Readonly<Record<string, ((mark: string) => string) | undefined>> = {
  statement: (mark) => `console.log('${mark}')`,
  object: (mark) => `"${mark}": 1`,
  names: (mark) => mark,
  types: (mark) => `${mark}: string`,
  array: (mark) => `"${mark}"`,
}

function kindOf({ kind, separator }: UnitList): string {
  const names: Readonly<Record<number, string>> = {
    [SYNTAX.Block]: 'statement',
    [SYNTAX.ObjectLiteralExpression]: 'object',
    [SYNTAX.ArrayLiteralExpression]: 'array',
    [SYNTAX.NamedImports]: 'names',
    [SYNTAX.TypeLiteral]: 'types',
    [SYNTAX.InterfaceDeclaration]: 'types',
  }
  return names[kind] ?? (separator === ',' ? 'nothing' : 'nothing')
}

const { SyntaxKind: SYNTAX } = (await import('ts-morph')).ts

/** Every list of a file, the inner ones too. */
function allLists(side: Side): UnitList[] {
  const root: ts.Node = side.source.fileName.endsWith('.json') ? firstValue(side) : side.source
  const found: UnitList[] = []
  const visit = (lists: readonly UnitList[]): void => {
    for (const list of lists) {
      found.push(list)
      for (const { node } of list.units) visit(listsIn(side, node))
    }
  }
  visit(listsIn(side, root))
  return found
}

function firstValue({ source }: Side): ts.Node {
  const [statement] = source.statements
  if (statement === undefined || !('expression' in statement)) throw new Error('no JSON')
  return statement.expression as ts.Node
}
