import { ts } from 'ts-morph'
import { ROUTE_METHODS } from './routes.ts'
import type { Side } from './side.ts'
import type { UnitList } from './unit.ts'
import { nextToken, type Part, unitList } from './unit-list.ts'

/**
 * A call as a chain: what it begins with, then its links. `z.string().min(1)` has `z`, `.string()` and `.min(1)`;
 * `text('a')` begins with itself.
 */
export function linksOf(side: Side, node: ts.CallExpression): UnitList {
  const parts: Part[] = []
  let current: ts.Expression = node
  while (ts.isCallExpression(current) && ts.isPropertyAccessExpression(current.expression)) {
    const { expression, name } = current.expression
    const from = nextLink(side, expression)
    parts.unshift({ ...LINK, key: `.${name.text}`, node: current, bodyStart: from, end: current.end })
    current = expression
  }
  const head = { ...LINK, key: 'its beginning', node: current, end: current.end }
  return unitList(side, { kind: 'links', start: node.getStart(side.source), end: node.end, separator: '' }, [
    head,
    ...parts,
  ])
}

const LINK = { named: true, ordered: true } as const

/** Where `.name` or `?.name` begins behind an expression. */
function nextLink({ text }: Side, { end }: ts.Expression): number {
  for (const kind of [ts.SyntaxKind.DotToken, ts.SyntaxKind.QuestionDotToken, ts.SyntaxKind.ExclamationToken]) {
    const behind = nextToken(text, end, kind)
    if (behind !== undefined) return behind - (kind === ts.SyntaxKind.QuestionDotToken ? 2 : 1)
  }
  throw new Error('a link of a chain begins with a point')
}

/** The arguments of a call, in brackets; none where it has no brackets, such as `new Date`. */
export function argumentsOf(side: Side, node: ts.CallExpression | ts.NewExpression): UnitList[] {
  if (node.arguments === undefined) return []
  const kind = kindOf(node)
  const list = { kind, start: node.arguments.pos, end: node.end - 1, separator: ',' } as const
  // What one says may have been changed: its place is what it is known by.
  const parts = node.arguments.map((one, at) => ({
    key: `argument ${at + 1}`,
    named: false,
    ordered: kind !== 'conditions',
    node: one,
    end: one.end,
  }))
  return [unitList(side, list, parts)]
}

function kindOf(node: ts.CallExpression | ts.NewExpression): 'arguments' | 'handlers' | 'conditions' {
  if (isRoute(node)) return 'handlers'
  return ts.isIdentifier(node.expression) && CONNECTIVES.has(node.expression.text) ? 'conditions' : 'arguments'
}

/** What Drizzle makes one condition of several with, in whatever order. */
const CONNECTIVES: ReadonlySet<string> = new Set(['and', 'or'])

/** `routes.get('/', …)` */
function isRoute({ expression, arguments: handed }: ts.CallExpression | ts.NewExpression): boolean {
  const first = handed?.[0]
  if (!ts.isPropertyAccessExpression(expression)) return false
  return ROUTE_METHODS.has(expression.name.text) && first !== undefined && ts.isStringLiteralLike(first)
}
