import { ts } from 'ts-morph'
import type { Three } from '../three.ts'
import { exportsOf, type Neighbours } from './exports.ts'
import { goesOn } from './goes-on.ts'
import { nameMistaken } from './meanings.ts'
import { readTooEarly } from './order.ts'
import { redeclared } from './redeclared.ts'
import { parses, type Side } from './side.ts'
import { tokensOf } from './tokens.ts'

/** Why a merged text is no result, as far as its own text tells; `undefined` when it is one. */
export function flawOf(merged: Side, sides: Three<Side>): string | undefined {
  if (!parses(merged)) return 'merged, it would have a syntax error'
  // Some JSON has comments, such as that of the compiler.
  if (merged.source.fileName.endsWith('.json') && isJson(sides.yours.text))
    return isJson(merged.text) ? undefined : 'merged, it would be no JSON'
  if (swallows(merged, sides)) return 'merged, a comment would reach into code'
  if (OPENS.test(sides.yours.text) || OPENS.test(sides.next.text))
    if (goesOn(merged, [sides.yours, sides.next])) return 'merged, a statement would go on with the one before it'
  const twice = onlyMerged(redeclared, merged, [sides.yours])
  if (twice !== undefined) return `merged, it would declare \`${twice}\` twice`
  const mistaken = nameMistaken(merged, sides)
  if (mistaken !== undefined) return `merged, \`${mistaken}\` would be another one than where it was written`
  const early = onlyMerged(readTooEarly, merged, [sides.yours, sides.next])
  return early && `merged, it would use \`${early}\` before the line that declares it`
}

/** At the start of a line, or behind a semicolon: what would go on with what is before it. */
const OPENS = /(?:^|;)[ \t]*;?[ \t]*[([`+\-/](?![/*])/m

/** Why a merged text does not go with the files around it; `undefined` when it does. */
export function misfitOf(
  merged: Side,
  { base, next }: Pick<Three<Side>, 'base' | 'next'>,
  { importers, has }: Neighbours,
  kept: ReadonlySet<string>,
): string | undefined {
  const [exported, generated] = [exportsOf(merged), exportsOf(next)]
  if (exported === undefined || generated === undefined) return undefined
  const lost = [...importers].find(([name]) => generated.has(name) && !exported.has(name))
  if (lost !== undefined) return `merged, it would not export \`${lost[0]}\`, which ${lost[1]} imports`
  // What was generated and is not known any more went with an earlier run.
  const generatedOnce = new Set(modulesOf(base))
  const missing = keptImports(merged, kept).find(
    ({ module, name }) => !(has(module, name) ?? !generatedOnce.has(module)),
  )
  return missing && `you use \`${missing.name}\`, which '${missing.module}' no longer has`
}

/** What a text imports from. */
function modulesOf({ source }: Side): string[] {
  return source.statements.flatMap((statement) =>
    ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)
      ? [statement.moduleSpecifier.text]
      : [],
  )
}

/** A name that something is wrong with in the merged text, and in none of the others. */
function onlyMerged(wrongIn: (side: Side) => ReadonlySet<string>, merged: Side, others: readonly Side[]) {
  const names = [...wrongIn(merged)]
  return names.length === 0 ? undefined : names.find((name) => !others.some((side) => wrongIn(side).has(name)))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whether a comment of one line says what none of the three texts says: then code has got into it. */
function swallows({ text }: Side, { yours, base, next }: Three<Side>): boolean {
  return tokensOf(text)
    .filter(({ kind }) => kind === ts.SyntaxKind.SingleLineCommentTrivia)
    .some((token) => ![yours, next, base].some((side) => side.text.includes(token.text.trimEnd())))
}

/** The imports that are there because their names are used, though they are no longer generated. */
function keptImports(
  { source }: Side,
  kept: ReadonlySet<string>,
): { readonly module: string; readonly name: string }[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return []
    const { namedBindings } = statement.importClause ?? {}
    if (namedBindings === undefined || !ts.isNamedImports(namedBindings)) return []
    const module = statement.moduleSpecifier.text
    return namedBindings.elements
      .filter(({ name }) => kept.has(name.text))
      .map(({ propertyName, name }) => ({ module, name: (propertyName ?? name).text }))
  })
}
