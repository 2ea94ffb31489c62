import { ts } from 'ts-morph'
import { codeOf } from './code.ts'
import type { Side } from './side.ts'

/**
 * Whether a statement or a member that one side has by itself goes on with the one before it now, because the semicolon
 * between them went: `a = 1` and `[b].forEach(c)`.
 */
export function goesOn(merged: Side, sides: readonly Side[]): boolean {
  const own = new Set(sides.flatMap((side) => codesIn(side)))
  const open = [...own].filter((code) => /^[([`+\-/]/.test(code))
  if (open.length === 0) return false
  return codesIn(merged).some((code) => !own.has(code) && open.some((end) => code.endsWith(` ${end}`)))
}

/** What the statements and members of a text say. */
function codesIn({ text, source }: Side): string[] {
  const codes: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node) || isMember(node))
      codes.push(codeOf(text.slice(node.getStart(source), node.end).replace(/;$/, '')).join(' '))
    node.forEachChild(visit)
  }
  visit(source)
  return codes
}

function isMember(node: ts.Node): boolean {
  return ts.isPropertyDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isReturnStatement(node)
}
