import { ts } from 'ts-morph'
import { isTrusted, meaningOf, type Source, visit, weaknessAt } from './source.ts'
import type { Weakness } from './weakness.ts'

const STARTS: ReadonlySet<string> = new Set(['select', 'selectDistinct', 'update', 'delete', 'execute', '$count'])

/** Statements of guarded queries that are about rows beyond those of the grant. */
export function weakStatements(source: Source): Weakness[] {
  if (/^src\/resources\/.*\.routes\.ts$/.test(source.path)) return inHandlers(source)
  if (!/\.(?:queries|includes)\.ts$/.test(source.path)) return []
  const found: Weakness[] = []
  visit(source.tree, (node) => {
    if (!ts.isCallExpression(node) || isTrusted(source, node)) return
    if (isUnboundCall(source, node)) found.push(unbound(source, node))
    if (!ts.isPropertyAccessExpression(node.expression)) return
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

/** Whether it is made where the rows of the grant are known, and its conditions have them. */
function isScoped(source: Source, start: ts.CallExpression): boolean {
  const within = builderAround(source, start) ?? partAround(source, start)
  const conditions = conditionsOf(start)
  return within !== undefined && conditions.length > 0 && conditions.every((one) => isAmong(one, within))
}

/** The builder of a `scoped()` statement. */
function builderAround(source: Source, node: ts.Node): Builder | undefined {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isArrowFunction(at) || !ts.isCallExpression(at.parent)) continue
    const maker = meaningOf(source, at.parent.expression)
    const isMaker = maker?.from === 'src/auth/scope.ts' || maker?.from === 'src/auth/restricted.ts'
    const rows = at.parameters[1]?.name.getText()
    if (!isMaker || rows === undefined) continue
    const builder = { source, builder: at, rows }
    return isReplaced(builder) ? undefined : builder
  }
  return undefined
}

/** A function that makes a part of statements, under a condition that it is given. */
function partAround(source: Source, node: ts.Node): Builder | undefined {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionDeclaration(at)) continue
    const rows = at.parameters[conditionAt(at)]?.name.getText()
    if (rows === undefined) continue
    const builder = { source, builder: at, rows }
    return isReplaced(builder) ? undefined : builder
  }
  return undefined
}

/** Where the condition stands among the parameters; -1 where there is none. */
function conditionAt({ parameters }: ts.FunctionDeclaration): number {
  return parameters.findIndex(({ type }) => type !== undefined && /^SQL(?: \| undefined)?$/.test(type.getText()))
}

/** Whether such a function gets a condition without the rows of the grant. */
function isUnboundCall(source: Source, { expression, arguments: given }: ts.CallExpression): boolean {
  if (!ts.isIdentifier(expression)) return false
  const part = source.tree.statements.find(
    (one): one is ts.FunctionDeclaration => ts.isFunctionDeclaration(one) && one.name?.text === expression.text,
  )
  const at = part === undefined ? -1 : conditionAt(part)
  if (at < 0) return false
  const within = builderAround(source, expression) ?? partAround(source, expression)
  const condition = given[at]
  return within === undefined || condition === undefined || !isAmong(condition, within)
}

function unbound(source: Source, call: ts.CallExpression): Weakness {
  return weaknessAt(source, call, {
    kind: 'unscoped-statement',
    message: `\`${call.expression.getText()}\` is asked about all rows, not about those of the grant`,
    hint: 'hand it `rows`, or an `and()` of it, in a `scoped()` statement, or say above it why not: // ashlar-allow: …',
  })
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
  readonly builder: ts.ArrowFunction | ts.FunctionDeclaration
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

function constantIn({ body }: Builder['builder'], name: string): ts.Expression | undefined {
  let found: ts.Expression | undefined
  if (body === undefined) return undefined
  visit(body, (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== name) return
    if (node.parent.flags & ts.NodeFlags.Const) found = node.initializer
  })
  return found
}

/** Whether the name stands for something else somewhere in the builder. */
function isReplaced({ builder, rows }: Builder): boolean {
  let found = false
  if (builder.body === undefined) return false
  visit(builder.body, (node) => {
    if (ts.isBinaryExpression(node) && node.left.getText() === rows && ASSIGNMENTS.has(node.operatorToken.getText()))
      found = true
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && node.name.getText() === rows) found = true
  })
  return found
}

const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '||=', '&&=', '??='])
