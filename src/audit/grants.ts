import { ts } from 'ts-morph'
import { HINT, madeUp } from './forgeries.ts'
import { type Guard, type Route, routesOf } from './routes.ts'
import { isTrusted, meaningOf, type Source, visit, weaknessAt } from './source.ts'
import type { Weakness } from './weakness.ts'

/** Which grant a query demands, by its name. */
const OPERATIONS: Readonly<Record<string, string>> = { remove: 'delete' }

/** Queries that are called with a grant which no guard has made for them, and grants that are made up. */
export function weakGrants(source: Source, policies: ReadonlySet<string>, takers: Takers): Weakness[] {
  const routes = routesOf(source, policies)
  const found: Weakness[] = []
  visit(source.tree, (node) => {
    if (!ts.isSourceFile(node) && isTrusted(source, node)) return
    if (ts.isCallExpression(node)) found.push(...wrongGrant(source, node, { policies, routes, takers }))
    found.push(...madeUp(source, node))
    if (ts.isIdentifier(node) && isQueryAside(source, node)) {
      found.push(
        weaknessAt(source, node, {
          kind: 'forged-grant',
          message: `which grant \`${node.text}\` is called with cannot be followed`,
          hint: 'call its queries where they are imported, by their names',
        }),
      )
    }
  })
  return found
}

/** Functions that take a grant, by `path#name`: where it stands, and for which operation it is. */
export type Takers = ReadonlyMap<string, { readonly at: number; readonly operation: string | undefined }>

interface Known {
  readonly policies: ReadonlySet<string>
  readonly routes: readonly Route[]
  readonly takers: Takers
}

function wrongGrant(source: Source, call: ts.CallExpression, { policies, routes, takers }: Known): Weakness[] {
  const query = queryOf(source, call.expression, { policies, takers }) ?? takerOf(source, call.expression, takers)
  if (query === undefined) return []
  const grant = call.arguments[query.at]
  if (grant !== undefined && (isParameterOfGrant(grant) || isMemberOfGrants(grant))) return []
  const route = routeAround(call, routes)
  if (route?.guard !== undefined && grant !== undefined && isContextGrant(grant, call, route)) {
    if (query.policy === undefined || fits(route.guard, query)) return []
    const { operation } = route.guard
    const message = `\`${query.name}\` gets the grant of \`may.${operation}\`, which is for something else`
    return [weaknessAt(source, call, { kind: 'foreign-grant', route: route.name, message, hint: HINT })]
  }
  const message = `\`${query.name}\` gets a grant that no guard has made for it`
  return [weaknessAt(source, call, { kind: 'forged-grant', route: route?.name, message, hint: HINT })]
}

interface Query {
  readonly name: string
  /** Where the grant stands among the arguments. */
  readonly at: number
  readonly operation: string | undefined
  /** Undefined: whichever its own type says, which the compiler checks. */
  readonly policy: string | undefined
}

const STANDARD: ReadonlySet<string> = new Set(['list', 'get', 'create', 'update', 'remove', 'restore'])

/** Files whose functions write, and read, rows of a resource under grants of its policy. */
const OF_A_RESOURCE = /\.(?:queries|bulk|create-with)\.ts$/

function queryOf(
  source: Source,
  callee: ts.Expression,
  { policies, takers }: Pick<Known, 'policies' | 'takers'>,
): Query | undefined {
  const isMember = ts.isPropertyAccessExpression(callee)
  const meaning = meaningOf(source, isMember ? callee.expression : callee)
  if (meaning === undefined || !OF_A_RESOURCE.test(meaning.from)) return undefined
  const name = isMember ? callee.name.text : meaning.name
  const own = takers.get(`${meaning.from}#${name}`)
  const isQuery = meaning.from.endsWith('.queries.ts')
  if (own === undefined && !isQuery) return undefined
  const at = own?.at ?? 1
  const policy = meaning.from.replace(OF_A_RESOURCE, '.policy.ts')
  // The queries of linked rows are for one or the other of two resources: the types say which.
  const isKnown = STANDARD.has(name) || own?.operation !== undefined || isQuery
  if (!policies.has(policy) || !isKnown) return { name, at, operation: own?.operation, policy: undefined }
  return { name, at, operation: STANDARD.has(name) ? (OPERATIONS[name] ?? name) : own?.operation, policy }
}

/** A function of the project that takes a grant. */
function takerOf(source: Source, callee: ts.Expression, takers: Takers): Query | undefined {
  const isMember = ts.isPropertyAccessExpression(callee)
  const meaning = meaningOf(source, isMember ? callee.expression : callee)
  const own = ts.isIdentifier(callee) ? `${source.path}#${callee.text}` : ''
  const imported = meaning === undefined ? '' : `${meaning.from}#${isMember ? callee.name.text : meaning.name}`
  const taker = takers.get(imported) ?? takers.get(own)
  return taker && { name: callee.getText(), at: taker.at, operation: taker.operation, policy: undefined }
}

function fits(guard: Guard, { name, operation, policy }: Query): boolean {
  if (guard.policy !== policy) return false
  return guard.operation === operation || (OF_ACTIONS.has(name) && !OF_ROWS.has(guard.operation))
}

/** What the routes of actions look up with the grants of those. */
const OF_ACTIONS: ReadonlySet<string> = new Set(['byKey', 'requireParent'])

/** The operations that are not actions. */
const OF_ROWS: ReadonlySet<string> = new Set(['list', 'get', 'create', 'update', 'delete', 'restore'])

function routeAround(call: ts.Node, routes: readonly Route[]): Route | undefined {
  for (let at: ts.Node = call; !ts.isSourceFile(at); at = at.parent) {
    const route = routes.find((one) => one.call === at)
    if (route !== undefined) return route
  }
  return undefined
}

/** `c.var.grant`, where `c` is the context that the handler of the route was given; or a constant that is that. */
function isContextGrant(grant: ts.Expression, call: ts.Node, route: Route): boolean {
  const text = ts.isIdentifier(grant) ? constantAround(grant, route.call) : grant.getText()
  const [, context] = /^(\w+)\.var\.grant$/.exec(text ?? '') ?? []
  if (context === undefined) return false
  for (let at: ts.Node = call; at !== route.call; at = at.parent) {
    if (!ts.isArrowFunction(at) && !ts.isFunctionExpression(at)) continue
    const [first] = at.parameters
    if (first === undefined || first.name.getText() !== context) continue
    return at.parent === route.call && first.type === undefined
  }
  return false
}

/** What a constant in the handler is: `const grant = c.var.grant`, `const { grant } = c.var`. */
function constantAround(name: ts.Identifier, top: ts.Node): string | undefined {
  const found: string[] = []
  visit(top, (node) => {
    if (!ts.isVariableDeclaration(node) || node.initializer === undefined || !(node.parent.flags & ts.NodeFlags.Const))
      return
    const from = node.initializer.getText()
    if (ts.isIdentifier(node.name) && node.name.text === name.text) found.push(from)
    if (!ts.isObjectBindingPattern(node.name)) return
    const one = node.name.elements.find((element) => element.name.getText() === name.text)
    if (one !== undefined) found.push(`${from}.${(one.propertyName ?? one.name).getText()}`)
  })
  return found.length === 1 ? found[0] : undefined
}

/** A parameter whose type is `Grant<…>`: whoever calls the function has to have one. */
function isParameterOfGrant(grant: ts.Expression): boolean {
  if (!ts.isIdentifier(grant)) return false
  for (let at: ts.Node = grant.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue
    const parameter = at.parameters.find(({ name }) => name.getText() === grant.text)
    if (parameter !== undefined) return isGrantParameter(parameter)
  }
  return false
}

function isGrantParameter({ type, initializer }: ts.ParameterDeclaration): boolean {
  return type !== undefined && initializer === undefined && /^(?:Grant<|Scoped$)/.test(type.getText())
}

/** `grants.lines`, where `grants` is a parameter of a type of this file whose `lines` are a `Grant<…>`. */
function isMemberOfGrants(grant: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(grant) || !ts.isIdentifier(grant.expression)) return false
  const { name, expression } = grant
  for (let at: ts.Node = grant.parent; !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isFunctionLike(at)) continue
    const parameter = at.parameters.find((one) => one.name.getText() === expression.text)
    if (parameter === undefined) continue
    const type = parameter.initializer === undefined ? parameter.type?.getText() : undefined
    return grant.getSourceFile().statements.some((statement) => {
      if (!ts.isInterfaceDeclaration(statement) || statement.name.text !== type) return false
      return statement.members.some(
        (member) =>
          ts.isPropertySignature(member) &&
          member.name.getText() === name.text &&
          /^Grant</.test(member.type?.getText() ?? ''),
      )
    })
  }
  return false
}

/** The functions of a file that take a grant. */
export function grantTakers(source: Source): (readonly [string, { at: number; operation: string | undefined }])[] {
  const takers: (readonly [string, { at: number; operation: string | undefined }])[] = []
  visit(source.tree, (node) => {
    if (!ts.isFunctionLike(node)) return
    const at = node.parameters.findIndex(({ type }) => type !== undefined && /^Grant</.test(type.getText()))
    const name = nameOf(node)
    if (at < 0 || name === undefined) return
    const [, operation] = /^Grant<[^,]+, '(\w+)'>$/.exec(node.parameters[at]?.type?.getText() ?? '') ?? []
    takers.push([`${source.path}#${name}`, { at, operation }])
  })
  return takers
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  if (node.name !== undefined) return node.name.getText()
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : undefined
}

/** What queries share beside themselves. */
const SHARED: ReadonlySet<string> = new Set(['columns', 'readers'])

/** All queries of a resource, anywhere but before the dot of a call. */
function isQueryAside(source: Source, node: ts.Identifier): boolean {
  if (ts.isImportSpecifier(node.parent) || ts.isNamespaceImport(node.parent) || isMemberName(node)) return false
  const meaning = meaningOf(source, node)
  if (meaning === undefined || !/\.queries\.ts$/.test(meaning.from) || SHARED.has(meaning.name)) return false
  const { parent } = node
  // An exported type calls nothing.
  if (ts.isTypeReferenceNode(parent)) return false
  const named = ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent : node
  if (named !== node && ts.isPropertyAccessExpression(named) && SHARED.has(named.name.text)) return false
  return !(ts.isCallExpression(named.parent) && named.parent.expression === named)
}

/** What a member is called, `{ posts: rows }` or `body.posts`: that it has the name of an import says nothing. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isBindingElement(parent)) return parent.propertyName === node
  const isNamed =
    ts.isPropertyAssignment(parent) || ts.isPropertyAccessExpression(parent) || ts.isPropertySignature(parent)
  return isNamed && parent.name === node
}
