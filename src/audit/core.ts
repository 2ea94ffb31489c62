import { ts } from 'ts-morph'
import { code, isTrusted, meaningOf, meansTheSame, type Source, visit, weaknessAt } from './source.ts'
import type { AuditedFile, Weakness } from './weakness.ts'

/** What makes guards, scopes and verdicts: what was generated there is what every route relies on. */
const CORE: ReadonlySet<string> = new Set([
  'src/http/grant.ts',
  'src/http/idempotency.ts',
  'src/http/validate.ts',
  'src/auth/authenticate.ts',
  'src/auth/identities.ts',
  'src/auth/linked.ts',
  'src/auth/looks.ts',
  'src/auth/oidc-flow.ts',
  'src/auth/oidc-provider.ts',
  'src/auth/recovery.ts',
  'src/auth/refusals.ts',
  'src/auth/restricted.ts',
  'src/auth/rules.ts',
  'src/auth/scope.ts',
  'src/auth/tenancy.ts',
  'src/auth/tokens.ts',
  'src/auth/verdicts.ts',
  'src/db/executor.ts',
  'src/db/including.ts',
  'src/db/leads-to.ts',
  'src/db/soft-delete.ts',
])

/** Where the whole application, or all that people sign in by, is put together. */
const ASSEMBLIES: ReadonlySet<string> = new Set(['src/app.ts', 'src/auth/auth.routes.ts', 'src/resources/index.ts'])

/** Declarations of the core that are not as they were generated; what stands beside them is the user's own. */
export function changedCore(source: Source, { generated }: AuditedFile): Weakness[] {
  if (generated === undefined || !CORE.has(source.path)) return []
  // The same words over another import are another thing.
  const now = new Set(source.tree.statements.filter((one) => isTrusted(source, one)).map(code))
  return declarationsOf(generated)
    .filter((statement) => !now.has(code(statement)))
    .map((statement) => {
      const name = nameOf(statement)
      const there = source.tree.statements.find((one) => nameOf(one) === name && !ts.isImportDeclaration(one))
      return weaknessAt(source, there ?? source.tree, {
        kind: 'changed-core',
        message: `\`${name}\` is not as it was generated: every guard and every query relies on it`,
        hint: 'write a rule of your own in a policy instead, or say above it why not: // ashlar-allow: …',
      })
    })
}

/** Middleware and routes that the generated application has, and that are gone, in a branch, or in another order. */
export function lostMiddleware(source: Source, { generated }: AuditedFile): Weakness[] {
  if (generated === undefined || !ASSEMBLIES.has(source.path)) return []
  const wanted = installations(parse(generated))
  const now = installations(source.tree).filter(({ expression }) => meansTheSame(source, expression))
  const places = wanted.map((one) => now.findIndex((other) => code(other) === code(one)))
  return wanted.flatMap((one, at) => {
    const place = places[at] ?? -1
    const isLate = places.slice(at + 1).some((later) => later >= 0 && later < place)
    if (place >= 0 && !isLate) return []
    const what = one.getText().split('\n')[0]
    return [
      weaknessAt(source, (place >= 0 ? now[place] : undefined) ?? source.tree, {
        kind: 'lost-middleware',
        message: `\`${what}\` was generated here, and ${place >= 0 ? 'stands behind what it has to stand before' : 'is gone, or may not run'}`,
        hint: 'put it back where it was, or say above it why not: // ashlar-allow: …',
      }),
    ]
  })
}

/** A policy that is made of something else than `policy()` guards nothing. */
export function falsePolicies(source: Source): Weakness[] {
  if (!/\.policy\.ts$/.test(source.path)) return []
  const found: Weakness[] = []
  visit(source.tree, (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== 'may' || isTrusted(source, node)) return
    const { initializer } = node
    const isMade =
      initializer !== undefined &&
      ts.isCallExpression(initializer) &&
      meaningOf(source, initializer.expression)?.from === 'src/http/grant.ts'
    if (isMade) return
    const message = '`may` is not made by `policy()`: nothing tells what it lets through'
    found.push(
      weaknessAt(source, node, {
        kind: 'unguarded-route',
        message,
        hint: 'make it by `policy()` of src/http/grant.ts',
      }),
    )
  })
  return found
}

function declarationsOf(text: string): ts.Statement[] {
  return parse(text).statements.filter((statement) => !ts.isImportDeclaration(statement))
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('generated.ts', text, ts.ScriptTarget.Latest, true)
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.name.getText() ?? ''
  const isNamed =
    ts.isFunctionDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
  return isNamed ? (statement.name?.getText() ?? '') : (statement.getText().split('\n')[0] ?? '')
}

/** Statements of exported functions that install something: `app.use(…)`, `mountAuth(app, …)`, `app.route(…)`. */
function installations(tree: ts.SourceFile): ts.ExpressionStatement[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement) || statement.body === undefined) return []
    return statement.body.statements.filter(
      (one): one is ts.ExpressionStatement =>
        ts.isExpressionStatement(one) &&
        /^(?:app\.(?:use|route|notFound|onError)|mount\w+|refuse\w+)\(/.test(one.getText()),
    )
  })
}
