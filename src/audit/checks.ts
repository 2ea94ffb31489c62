import { ts } from 'ts-morph'
import { code, isTrusted, meaningOf, type Source, visit, weaknessAt } from './source.ts'
import type { AuditedFile, Weakness } from './weakness.ts'

/** What generated queries ask before they write, or of what they have written. */
const CHECKS = [
  'within',
  'requireParent',
  'refuseUnwritable',
  'refuseForeign',
  'withLiveReferences',
  'unlessReferredTo',
  'seenBy',
  'linking',
  'lookingAt',
] as const

type CheckName = (typeof CHECKS)[number]

/** Generated functions that have lost a check, and statements that hide less than they did. */
export function lostChecks(source: Source, { generated }: AuditedFile): Weakness[] {
  if (generated === undefined || !/\.queries\.ts$/.test(source.path)) return []
  const before = ts.createSourceFile('generated.ts', generated, ts.ScriptTarget.Latest, true)
  const now = functionsOf(source.tree)
  const functions = [...functionsOf(before)].flatMap(([name, was]) => {
    const is = now.get(name)
    return is === undefined || isTrusted(source, is) ? [] : lostIn(source, was, is)
  })
  return [...functions, ...unrestricted(source, before)]
}

function lostIn(source: Source, was: ts.FunctionDeclaration, is: ts.FunctionDeclaration): Weakness[] {
  const name = is.name?.text ?? ''
  const lost = CHECKS.filter((check) => {
    const wanted = callOf(was, check)
    return wanted !== undefined && !keeps(source, is, { check, wanted })
  })
  // It is nothing but a check itself.
  const what = name === 'requireParent' ? ['what it asked'] : lost.map((check) => `a call of \`${check}\``)
  return [...what, ...otherScopes(was, is)].map((one) =>
    weaknessAt(source, is, {
      kind: 'lost-check',
      message: `\`${name}\` was generated with ${one}, which is gone, changed, or may not run`,
      hint: 'put it back, or say above the function why not: // ashlar-allow: …',
    }),
  )
}

/** Statements about linked rows that get another scope than what was asked for both rows. */
function otherScopes(was: ts.FunctionDeclaration, is: ts.FunctionDeclaration): string[] {
  const wanted = callsWith(was, (scope) => scope === 'seen' || scope === 'linkable(grant)')
  const callees = new Set(wanted.map(({ expression }) => expression.getText()))
  const known = new Set(wanted.map(code))
  const others = callsWith(is, () => true).filter(
    (call) => callees.has(call.expression.getText()) && !known.has(code(call)),
  )
  return others.map(({ expression }) => `what \`${expression.getText()}\` is about`)
}

/** The calls in a function whose second argument is such a one. */
function callsWith(declaration: ts.FunctionDeclaration, test: (scope: string) => boolean): ts.CallExpression[] {
  const found: ts.CallExpression[] = []
  visit(declaration, (node) => {
    if (ts.isCallExpression(node) && test(node.arguments[1]?.getText() ?? '')) found.push(node)
  })
  return found
}

function functionsOf(tree: ts.SourceFile): Map<string, ts.FunctionDeclaration> {
  const functions = tree.statements.filter(ts.isFunctionDeclaration)
  return new Map(functions.flatMap((one) => (one.name === undefined ? [] : [[one.name.text, one] as const])))
}

function callOf(declaration: ts.FunctionDeclaration, name: string): ts.CallExpression | undefined {
  let found: ts.CallExpression | undefined
  visit(declaration, (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === name) found ??= node
  })
  return found
}

interface Check {
  readonly check: CheckName
  readonly wanted: ts.CallExpression
}

/** Whether a function calls a check as it was generated, on its way to the end. */
function keeps(source: Source, is: ts.FunctionDeclaration, { check, wanted }: Check): boolean {
  const call = callOf(is, check)
  if (call === undefined || isConditional(call, is)) return false
  if (check === 'requireParent' || check === 'refuseForeign') {
    const write = callOf(is, 'within') ?? callOf(is, 'insertOne')
    const isFirst = write === undefined || call.getStart() < write.getStart()
    return code(call) === code(wanted) && ts.isAwaitExpression(call.parent) && isFirst
  }
  if (meaningOf(source, call.expression) === undefined) return false
  if (check === 'refuseUnwritable' || check === 'lookingAt') return code(call) === code(wanted)
  // What it makes is what the statements are about.
  if (check === 'seenBy' || check === 'linking') return code(call.parent) === code(wanted.parent)
  return check !== 'within' || looksAtTheRow(call, wanted)
}

/** `within()` writes in its own transaction, finds what is written as it did, and refuses what it does not find. */
function looksAtTheRow(call: ts.CallExpression, wanted: ts.CallExpression): boolean {
  const [db, grant, write, find, refuse] = call.arguments
  const [, , , wantedFind] = wanted.arguments
  if (db?.getText() !== 'db' || grant?.getText() !== 'grant') return false
  if (write === undefined || !ts.isArrowFunction(write) || /\bdb\b/.test(write.body.getText())) return false
  if (find === undefined || wantedFind === undefined || code(find) !== code(wantedFind)) return false
  return refuse === undefined || /\bthrow\b|\bnotFound\(/.test(refuse.getText())
}

/** A list asks for its parent only where it found nothing: that `if` was generated. */
function isConditional(node: ts.Node, top: ts.Node): boolean {
  for (let at = node.parent; at !== top; at = at.parent) {
    if (ts.isIfStatement(at)) return at.expression.getText() !== 'rows.length === 0'
    if (ts.isConditionalExpression(at) || ts.isSwitchStatement(at) || ts.isTryStatement(at)) return true
    if (ts.isCallExpression(at) && /\.(?:catch|then)$/.test(at.expression.getText())) return true
    if (ts.isBinaryExpression(at) && /^(?:&&|\|\||\?\?)$/.test(at.operatorToken.getText())) return true
  }
  return false
}

/** Statements that hid what only some may see. */
function unrestricted(source: Source, before: ts.SourceFile): Weakness[] {
  const now = constantsOf(source.tree)
  return [...constantsOf(before)].flatMap(([name, was]) => {
    const is = now.get(name)
    const [hid, readers = ''] = /^restricted\('\w+', (\w+),/.exec(was.getText()) ?? []
    if (hid === undefined || is === undefined || new RegExp(`^restricted\\('\\w+', ${readers},`).test(is.getText()))
      return []
    const message = `\`${name}\` was generated to hide what only some may see`
    return [
      weaknessAt(source, is, { kind: 'lost-check', message, hint: `make it by \`restricted()\`, with \`${readers}\`` }),
    ]
  })
}

function constantsOf(tree: ts.SourceFile): Map<string, ts.Expression> {
  const declared = tree.statements
    .filter(ts.isVariableStatement)
    .flatMap((one) => [...one.declarationList.declarations])
  return new Map(
    declared.flatMap(({ name, initializer }) =>
      initializer === undefined ? [] : [[name.getText(), initializer] as const],
    ),
  )
}
