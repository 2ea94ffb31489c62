import { ts } from 'ts-morph'
import { code, meaningOf, type Source, weaknessAt } from './source.ts'
import type { AuditedFile, Weakness } from './weakness.ts'

/** What was generated for the rows of one tenant, and is about those of others now. */
export function lostTenancy(source: Source, { generated }: AuditedFile): Weakness[] {
  if (generated === undefined) return []
  const before = constantsOf(ts.createSourceFile('generated.ts', generated, ts.ScriptTarget.Latest, true))
  const now = constantsOf(source.tree)
  if (/\.policy\.ts$/.test(source.path)) return lostInPolicy(source, before, now)
  return /\.queries\.ts$/.test(source.path) ? lostReferences(source, before, now) : []
}

type Constants = ReadonlyMap<string, ts.Expression>

function constantsOf(tree: ts.SourceFile): Constants {
  const declared = tree.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
  return new Map(
    declared.flatMap(({ name, initializer }) =>
      initializer === undefined ? [] : [[name.getText(), initializer] as const],
    ),
  )
}

/** `policy('project', tenant, …)`, and what its `tenant` is. */
function lostInPolicy(source: Source, before: Constants, now: Constants): Weakness[] {
  const tenancy = before.get('tenant')
  const may = now.get('may')
  if (tenancy === undefined || may === undefined || tenancyOf(before.get('may')) !== 'tenant') return []
  const is = now.get('tenant')
  const means = is !== undefined && ts.isCallExpression(is) ? meaningOf(source, is.expression)?.from : undefined
  const isKept = is !== undefined && code(is) === code(tenancy) && means === 'src/auth/rules.ts'
  if (isKept && tenancyOf(may) === 'tenant') return []
  const message = `this policy was generated for the rows of one tenant, \`${tenancy.getText()}\`, and is for others now`
  const hint = 'put it back, or say above it why not: // ashlar-allow: …'
  return [weaknessAt(source, may, { kind: 'lost-check', message, hint })]
}

function tenancyOf(may: ts.Expression | undefined): string | undefined {
  return may !== undefined && ts.isCallExpression(may) ? may.arguments[1]?.getText() : undefined
}

/** References that have to lead to rows of the same tenant. */
function lostReferences(source: Source, before: Constants, now: Constants): Weakness[] {
  const [was, is] = [before.get('ownReferences'), now.get('ownReferences')]
  if (was === undefined || !ts.isArrayLiteralExpression(was)) return []
  const kept = new Set(is !== undefined && ts.isArrayLiteralExpression(is) ? is.elements.map(code) : [])
  if (was.elements.every((element) => kept.has(code(element)))) return []
  const message = '`ownReferences` was generated with a reference that may lead to rows of another tenant now'
  const hint = 'put it back, or say above it why not: // ashlar-allow: …'
  return [weaknessAt(source, is ?? source.tree, { kind: 'lost-check', message, hint })]
}
