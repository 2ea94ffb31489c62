import { ts } from 'ts-morph'
import { isTrusted, meaningOf, type Source, visit, weaknessAt } from './source.ts'
import type { Weakness } from './weakness.ts'

const STARTS: ReadonlySet<string> = new Set(['select', 'selectDistinct', 'update', 'delete', 'execute', '$count'])

/** Statements of guarded queries that are about rows beyond those of the grant. */
export function weakStatements(source: Source): Weakness[] {
  if (/^src\/resources\/.*\.routes\.ts$/.test(source.path)) return inHandlers(source)
  if (!/\.queries\.ts$/.test(source.path)) return []
  const found: Weakness[] = []
  visit(source.tree, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || isTrusted(source, node)) return
    const { name, expression } = node.expression
    if (name.text === 'onConflictDoUpdate') found.push(upsert(source, node))
    if (!STARTS.has(name.text) || !isDatabase(expression) || isScoped(source, node)) return
    found.push(
      weaknessAt(source, node, {
        kind: 'unscoped-statement',
        message: `this ${name.text} is about all rows, not about those of the grant`,
        hint: 'make it by `scoped()` and put `rows` into its `where()`, or say above it why not: // ashlar-allow: …',
      }),
    )
  })
  return found
}

/** Where routes are, no statement is bound to the grant: each belongs into the queries. */
function inHandlers(source: Source): Weakness[] {
  const found: Weakness[] = []
  visit(source.tree, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || isTrusted(source, node)) return
    const { name, expression } = node.expression
    const isStatement = (STARTS.has(name.text) || name.text === 'insert') && isDatabase(expression)
    const isRelational = /^(?:findMany|findFirst)$/.test(name.text) && /^(?:db|tx)\.query\b/.test(expression.getText())
    if (!isStatement && !isRelational) return
    const hint = 'make it a `scoped()` statement in the queries, or say above it why not: // ashlar-allow: …'
    const message = 'a statement in a handler takes no grant: it is about the rows of everybody'
    found.push(weaknessAt(source, node, { kind: 'unscoped-statement', message, hint }))
  })
  return found
}

function upsert(source: Source, node: ts.Node): Weakness {
  return weaknessAt(source, node, {
    kind: 'unscoped-statement',
    message: 'this insert changes a row that is there, whoever it belongs to',
    hint: 'change it by a `scoped()` update, or say above it why not: // ashlar-allow: …',
  })
}

/** Connections and transactions go by these names; a call of something else with such a method is no statement. */
function isDatabase(node: ts.Expression): boolean {
  return /^(?:db|tx|live|executor|reading\(\w+\)|this\.db)$/.test(node.getText())
}

/** Whether it stands in the builder of a `scoped()` statement and its conditions have the rows of the grant. */
function isScoped(source: Source, start: ts.CallExpression): boolean {
  for (let at: ts.Node = start; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isArrowFunction(at) || !ts.isCallExpression(at.parent)) continue
    const maker = meaningOf(source, at.parent.expression)
    const isMaker = maker?.from === 'src/auth/scope.ts' || maker?.from === 'src/auth/restricted.ts'
    const rows = at.parameters[1]?.name.getText()
    if (!isMaker || rows === undefined) continue
    const conditions = conditionsOf(start)
    const builder = { source, builder: at, rows }
    return !isReplaced(builder) && conditions.length > 0 && conditions.every((one) => isAmong(one, builder))
  }
  return false
}

/** What stands in the `where()` of a chain that begins with a call: the last one counts, so each has to have them. */
function conditionsOf(start: ts.CallExpression): ts.Expression[] {
  const conditions: ts.Expression[] = []
  let at: ts.Node = start
  while (ts.isPropertyAccessExpression(at.parent) && ts.isCallExpression(at.parent.parent)) {
    const { name, parent } = at.parent
    const [condition] = parent.arguments
    if (name.text === 'where' && condition !== undefined) conditions.push(condition)
    at = parent
  }
  return conditions
}

interface Builder {
  readonly source: Source
  readonly builder: ts.ArrowFunction
  /** What the rows of the grant are called in it. */
  readonly rows: string
}

/** `rows` is the condition, or one of those of an `and()`: in an `or()` it would keep nobody out. */
function isAmong(condition: ts.Expression, within: Builder): boolean {
  if (ts.isIdentifier(condition)) {
    if (condition.text === within.rows) return true
    const constant = constantIn(within.builder, condition.text)
    return constant !== undefined && isAmong(constant, within)
  }
  if (!ts.isCallExpression(condition)) return false
  const meaning = meaningOf(within.source, condition.expression)
  if (meaning?.from !== 'drizzle-orm' || meaning.name !== 'and') return false
  return condition.arguments.some((one) => isAmong(one, within))
}

function constantIn(builder: ts.ArrowFunction, name: string): ts.Expression | undefined {
  let found: ts.Expression | undefined
  visit(builder.body, (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== name) return
    if (node.parent.flags & ts.NodeFlags.Const) found = node.initializer
  })
  return found
}

/** Whether the name stands for something else somewhere in the builder. */
function isReplaced({ builder, rows }: Builder): boolean {
  let found = false
  visit(builder.body, (node) => {
    if (ts.isBinaryExpression(node) && node.left.getText() === rows && ASSIGNMENTS.has(node.operatorToken.getText()))
      found = true
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && node.name.getText() === rows) found = true
  })
  return found
}

const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '||=', '&&=', '??='])
