import { ts } from 'ts-morph'
import type { Three } from '../three.ts'
import { isReduced } from './code.ts'
import { importedIn } from './declared-names.ts'
import { listsIn } from './lists.ts'
import type { Merge } from './merge.ts'
import type { Side } from './side.ts'
import type { Splice } from './splice.ts'
import { isComment, tokensOf } from './tokens.ts'
import { bodyOf, type Unit } from './unit.ts'

/**
 * What stays of an import that is no longer generated: the names that the user added to it, and those that are still
 * used. `none` when it goes as a whole, `unclear` when the user wrote something else into it.
 */
export function keptSpecifiers(
  { sides, needed }: Merge,
  { yours, base }: Pick<Three<Unit>, 'yours' | 'base'>,
): 'none' | 'unclear' | readonly Splice[] {
  const [own, old] = [yours.node, base.node]
  if (!ts.isImportDeclaration(own) || !ts.isImportDeclaration(old)) return 'unclear'
  const [whole, before] = [wholeOf(sides.yours, yours), wholeOf(sides.base, base)]
  const known = new Set(importedIn(old))
  const names = importedIn(own)
  const kept = names.filter((name) => needed.has(name) || !known.has(name))
  if (kept.length === 0) return isReduced(whole, before) ? 'none' : 'unclear'
  if (kept.length === names.length) return []
  if (tokensOf(whole).some(({ kind }) => isComment(kind))) return 'unclear'
  return [{ start: yours.bodyStart, end: yours.end, text: importOf(sides.yours, own, new Set(kept)) }]
}

function wholeOf({ text }: Side, { start, stop }: Unit): string {
  return text.slice(start, stop)
}

/** An import of some of the names that a statement imports. */
export function importOf(side: Side, node: ts.ImportDeclaration, names: ReadonlySet<string>): string {
  const { importClause } = node
  const { name, namedBindings } = importClause ?? {}
  const own = name !== undefined && names.has(name.text) ? [name.text] : []
  const [list] = listsIn(side, node)
  const specifiers = list?.units.filter(({ key }) => names.has(key)).map((unit) => bodyOf(side, unit)) ?? []
  const isWhole = namedBindings !== undefined && ts.isNamespaceImport(namedBindings)
  const space = isWhole && names.has(namedBindings.name.text) ? [namedBindings.getText(side.source)] : []
  const inBraces = specifiers.length === 0 ? space : [`{ ${specifiers.join(', ')} }`]
  const type = importClause?.isTypeOnly === true ? 'type ' : ''
  const rest = side.text.slice(node.moduleSpecifier.getStart(side.source), node.end)
  return `import ${type}${[...own, ...inBraces].join(', ')} from ${rest}`
}
