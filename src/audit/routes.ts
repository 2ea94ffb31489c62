import { ts } from 'ts-morph'
import { isGeneratedCall, isTrusted, meaningOf, type Source, visit, weaknessAt } from './source.ts'
import type { Weakness } from './weakness.ts'

const METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'options', 'all', 'on'])

/** What may be done with an application beside serving a route. */
const OTHERS: ReadonlySet<string> = new Set([
  'use',
  'route',
  'notFound',
  'onError',
  'fetch',
  'request',
  'basePath',
  'routes',
])

/** The guard of a route: which policy made it, for which operation. */
export interface Guard {
  readonly policy: string
  readonly operation: string
}

/** A route that somebody serves. */
export interface Route {
  readonly call: ts.CallExpression
  readonly name: string
  readonly guard: Guard | undefined
}

const GUARD_HINT = 'put `may.…` of a policy before its handler, or say above it why not: // ashlar-allow: …'

/** The routes of a file. */
export function routesOf(source: Source, policies: ReadonlySet<string>): Route[] {
  const apps = applicationsIn(source)
  const routes: Route[] = []
  visit(source.tree, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return
    const { name, expression } = node.expression
    if (!METHODS.has(name.text) || !isApplication(expression, apps, source)) return
    const guard = guardBefore(source, node, policies)
    routes.push({ call: node, name: routeName(name.text, node), guard })
  })
  return routes
}

/** Routes without a guard, or whose input goes through no schema, and applications that are handed where nobody sees what is served. */
export function weakRoutes(source: Source, policies: ReadonlySet<string>): Weakness[] {
  const routes = routesOf(source, policies).filter(({ call }) => !isOpenByDesign(source, call))
  return [
    ...routes.flatMap((route) => weaknessesOf(source, route)),
    ...hiddenRoutes(source),
    ...otherServers(source),
    ...answeringMiddleware(source),
  ]
}

/** Routes that are generated for everybody, such as `/health` and signing in: they never had a guard. */
function isOpenByDesign(source: Source, call: ts.CallExpression): boolean {
  return !/\bmay\./.test(call.getText()) && isGeneratedCall(source, call)
}

function weaknessesOf(source: Source, { call, name, guard }: Route): Weakness[] {
  const unguarded = weaknessAt(source, call, {
    kind: 'unguarded-route',
    route: name,
    message: 'no policy guards this route',
    hint: GUARD_HINT,
  })
  const lacking = guard === undefined ? [] : unvalidated(source, call, name)
  return [
    ...(guard === undefined ? [unguarded] : []),
    ...lacking.map((part) =>
      weaknessAt(source, call, {
        kind: 'unvalidated-route',
        route: name,
        message: `nothing checks the ${part} of this route`,
        hint: `put \`validate('${TARGETS[part] ?? part}', …)\` before its handler, and take what it hands on`,
      }),
    ),
  ]
}

/** What of its input no schema is asked for. */
function unvalidated(source: Source, call: ts.CallExpression, name: string): string[] {
  const targets = call.arguments.flatMap((one) => {
    if (!ts.isCallExpression(one) || meaningOf(source, one.expression)?.from !== 'src/http/validate.ts') return []
    const [target, schema] = one.arguments
    const takesAll =
      schema === undefined ||
      /\bz\.(?:any|unknown|looseObject)\(|\.(?:passthrough|loose|catchall)\(/.test(schema.getText())
    return target !== undefined && ts.isStringLiteral(target) && !takesAll ? [target.text] : []
  })
  const reads = (property: string) => readsRequest(call, property)
  const handedOn = [...call.getText().matchAll(/\.req\.valid\(['"](\w+)['"]\)/g)].map(([, target = '']) => target)
  const isRaw = ['json', 'parseBody', 'text', 'formData', 'arrayBuffer', 'raw'].some(reads)
  const unseen = new Set([
    ...(/\/:/.test(name) && reads('param') && !targets.includes('param') ? ['param'] : []),
    ...(isRaw ? ['json'] : []),
    ...handedOn.filter((target) => !targets.includes(target)),
  ])
  return [...unseen].map((target) => PARTS[target] ?? target)
}

const TARGETS: Readonly<Record<string, string>> = { body: 'json', path: 'param', query: 'query' }

const PARTS: Readonly<Record<string, string>> = { json: 'body', param: 'path', query: 'query' }

/** Whether a handler takes something of the request as it came: `c.req.param('id')`, `c.req.json()`. */
function readsRequest(call: ts.CallExpression, property: string): boolean {
  let found = false
  visit(call, (node) => {
    if (!ts.isPropertyAccessExpression(node) || node.name.text !== property) return
    if (ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'req') found = true
  })
  return found
}

/** The last guard before a handler may answer: each puts its own grant in the place of the one before. */
function guardBefore(source: Source, call: ts.CallExpression, policies: ReadonlySet<string>): Guard | undefined {
  const handler = call.arguments.findIndex((one) => ts.isArrowFunction(one) || ts.isFunctionExpression(one))
  const before = call.arguments.slice(0, handler < 0 ? -1 : handler)
  return before.map((one) => guardOf(source, one, policies)).findLast((one) => one !== undefined)
}

/** `may.update` that comes from a policy, as an argument by itself: inside of a function it might never run. */
function guardOf(source: Source, argument: ts.Expression, policies: ReadonlySet<string>): Guard | undefined {
  if (!ts.isPropertyAccessExpression(argument)) return undefined
  const meaning = meaningOf(source, argument.expression)
  if (meaning?.name !== 'may' || !policies.has(meaning.from)) return undefined
  return { policy: meaning.from, operation: argument.name.text }
}

function routeName(method: string, { arguments: [first, second] }: ts.CallExpression): string {
  const path = method === 'on' ? second : first
  const verb = method === 'on' && first !== undefined ? textOf(first) : method.toUpperCase()
  return `${verb} ${path === undefined ? '' : textOf(path)}`
}

function textOf(node: ts.Expression): string {
  return ts.isStringLiteralLike(node) ? node.text : node.getText()
}

/** The variables and parameters of a file that are an application. */
function applicationsIn(source: Source): ReadonlySet<string> {
  const names = new Set<string>()
  visit(source.tree, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      const isTyped = node.type !== undefined && isHonoType(node.type)
      if (isTyped || (node.initializer !== undefined && isApplication(node.initializer, names, source)))
        names.add(node.name.text)
    }
    if (ts.isParameter(node) && ts.isIdentifier(node.name) && node.type !== undefined && isHonoType(node.type)) {
      names.add(node.name.text)
    }
  })
  return names
}

function isHonoType(type: ts.TypeNode): boolean {
  return /^(?:Hono|OpenAPIHono|HonoBase)\b/.test(type.getText())
}

function isApplication(node: ts.Expression, names: ReadonlySet<string>, source: Source): boolean {
  if (ts.isIdentifier(node)) return names.has(node.text)
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) {
    return isApplication(node.expression, names, source)
  }
  if (ts.isNewExpression(node)) return meaningOf(source, node.expression)?.from.startsWith('hono') ?? false
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
  const { name, expression } = node.expression
  return (METHODS.has(name.text) || OTHERS.has(name.text)) && isApplication(expression, names, source)
}

/** Uses of an application that could serve what no route of the source says: `app['get'](…)`, `const { get } = app`. */
function hiddenRoutes(source: Source): Weakness[] {
  const apps = applicationsIn(source)
  const found: Weakness[] = []
  visit(source.tree, (node) => {
    if (!ts.isIdentifier(node) || !apps.has(node.text) || isPlainUse(node) || isTrusted(source, node)) return
    if (ts.isCallExpression(node.parent) && isGeneratedCall(source, node.parent)) return
    found.push(
      weaknessAt(source, node, {
        kind: 'hidden-route',
        message: `what becomes of \`${node.text}\` here cannot be followed: it may serve routes that nobody guards`,
        hint: 'call its methods by name, or say above it why not: // ashlar-allow: …',
      }),
    )
  })
  return found
}

const SERVERS: ReadonlySet<string> = new Set(['node:http', 'node:https', 'node:http2', 'node:net', '@hono/node-server'])

/** A server that answers by something else than the application. */
function otherServers(source: Source): Weakness[] {
  const found: Weakness[] = []
  visit(source.tree, (node) => {
    if (!ts.isCallExpression(node)) return
    const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node.expression
    const meaning = meaningOf(source, callee)
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : meaning?.name
    if (
      meaning === undefined ||
      !SERVERS.has(meaning.from) ||
      !/^(?:serve|createServer|createAdaptorServer)$/.test(name ?? '')
    )
      return
    if (isGeneratedCall(source, node) || /\bfetch: app\.fetch\b/.test(node.arguments[0]?.getText() ?? '')) return
    const message = 'this server answers by itself: what it serves goes past every policy'
    found.push(
      weaknessAt(source, node, {
        kind: 'hidden-route',
        message,
        hint: 'hand it `fetch: app.fetch`, or say above it why not: // ashlar-allow: …',
      }),
    )
  })
  return found
}

/** A call of a method that is known, a declaration, a return, or an argument of `route()`. */
function isPlainUse(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.name === node
  if (ts.isReturnStatement(parent)) return true
  if (ts.isPropertyAccessExpression(parent)) {
    if (parent.name === node) return true
    const isKnown = METHODS.has(parent.name.text) || OTHERS.has(parent.name.text)
    return (
      isKnown &&
      (ts.isCallExpression(parent.parent) ? parent.parent.expression === parent : parent.name.text === 'fetch')
    )
  }
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) return false
  if (!ts.isCallExpression(parent)) return ts.isTypeNode(parent) || ts.isExportSpecifier(parent)
  return ts.isPropertyAccessExpression(parent.expression) && parent.expression.name.text === 'route'
}

/** Middleware that never goes on serves what it answers, whatever the route. */
function answeringMiddleware(source: Source): Weakness[] {
  const apps = applicationsIn(source)
  const found: Weakness[] = []
  visit(source.tree, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return
    if (node.expression.name.text !== 'use' || !isApplication(node.expression.expression, apps, source)) return
    if (isGeneratedCall(source, node)) return
    const ends = node.arguments.some((one) => (ts.isArrowFunction(one) || ts.isFunctionExpression(one)) && !goesOn(one))
    if (!ends) return
    const message = 'this middleware answers by itself: it serves what it stands before, and no policy guards it'
    found.push(
      weaknessAt(source, node, { kind: 'unguarded-route', route: routeName('use', node), message, hint: GUARD_HINT }),
    )
  })
  return found
}

/** Whether a middleware ends its work only by going on, or by throwing. */
function goesOn(middleware: ts.ArrowFunction | ts.FunctionExpression): boolean {
  const next = middleware.parameters[1]?.name
  if (next === undefined || !ts.isIdentifier(next)) return false
  let calls = false
  let answers = false
  visit(middleware.body, (node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === next.text)
      calls = true
    if (ts.isReturnStatement(node) && node.expression !== undefined && !/\bnext\(\)/.test(node.expression.getText()))
      answers = true
  })
  return calls && !answers
}
