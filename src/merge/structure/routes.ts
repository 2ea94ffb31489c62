import { ts } from 'ts-morph'
import type { Unit } from './unit.ts'

/** The methods of a router that take a path and what answers it. */
export const ROUTE_METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'on', 'use'])

/** `routes.get('/', …, () => …)`, `it('…', () => …)`: what it does is done later, and needs no neighbour. */
export function isRegistered(unit: Pick<Unit, 'node'>): boolean {
  const last = callIn(unit)?.arguments.at(-1)
  const isLater = last !== undefined && (ts.isArrowFunction(last) || ts.isFunctionExpression(last))
  return isLater && textIn(unit) !== undefined
}

/** Whether a route has a parameter in its path. */
export function asksForAny(route: Pick<Unit, 'node'>): boolean {
  return methodIn(route) !== undefined && textIn(route)?.includes(':') === true
}

/** Whether a router asks one route before another one for every request of the other: `/:id` before `/search`. */
export function isShadowed(route: Pick<Unit, 'node'>, before: Pick<Unit, 'node'>): boolean {
  const [method, first] = [methodIn(route), methodIn(before)]
  const [path, pattern] = [textIn(route), textIn(before)]
  if (method === undefined || path === undefined || pattern === undefined || pattern === path) return false
  if (first !== method && first !== 'all') return false
  const [segments, parts] = [path.split('/'), pattern.split('/')]
  return (
    segments.length === parts.length &&
    parts.every((part, at) => part === segments[at] || (part.startsWith(':') && !segments[at]?.startsWith(':')))
  )
}

function callIn({ node }: Pick<Unit, 'node'>): ts.CallExpression | undefined {
  return ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) ? node.expression : undefined
}

/** The text that a call begins with. */
function textIn(unit: Pick<Unit, 'node'>): string | undefined {
  const first = callIn(unit)?.arguments[0]
  return first !== undefined && ts.isStringLiteralLike(first) ? first.text : undefined
}

function methodIn(unit: Pick<Unit, 'node'>): string | undefined {
  const called = callIn(unit)?.expression
  const name = called !== undefined && ts.isPropertyAccessExpression(called) ? called.name.text : undefined
  return name !== undefined && ROUTE_METHODS.has(name) ? name : undefined
}
