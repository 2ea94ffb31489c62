import { toLf } from '../merge/text.ts'
import { lostChecks } from './checks.ts'
import { changedCore, falsePolicies, lostMiddleware } from './core.ts'
import { grantTakers, weakGrants } from './grants.ts'
import { lostLooks } from './looks.ts'
import { looseRelations } from './relations.ts'
import { weakRoutes } from './routes.ts'
import { readSource } from './source.ts'
import { weakStatements } from './statements.ts'
import { lostTenancy } from './tenancy.ts'
import type { AuditedFile, Weakness } from './weakness.ts'

/**
 * What the compiler does not see in a service in which people sign in: routes that no policy guards, grants that no guard has
 * made, statements about the rows of others, checks and middleware that are gone. What is as it was generated is known to be
 * right and costs nothing; everything else has to be of a form that can be followed.
 *
 * @example
 * auditService(files).filter(({ waiver }) => waiver === undefined) // what CI should not let pass
 */
export function auditService(all: readonly AuditedFile[]): readonly Weakness[] {
  // A checkout with CRLF has no edits.
  const files = all.map((file) => ({ ...file, text: toLf(file.text) }))
  const policies = new Set(files.map(({ path }) => path).filter((path) => path.endsWith('.policy.ts')))
  const changed = files.filter(({ text, generated }) => text !== generated)
  const sources = changed.map((file) => ({ file, source: readSource(file) }))
  const taking = files.filter(({ text }) => /: (?:Grant<|Scoped\b)/.test(text)).map(readSource)
  const takers = new Map(taking.flatMap(grantTakers))
  return sources
    .flatMap(({ file, source }) => [
      ...weakRoutes(source, policies),
      ...weakGrants(source, policies, takers),
      ...weakStatements(source),
      ...lostChecks(source, file),
      ...lostLooks(source, file),
      ...looseRelations(source, file),
      ...lostTenancy(source, file),
      ...changedCore(source, file),
      ...lostMiddleware(source, file),
      ...falsePolicies(source),
    ])
    .toSorted(inOrder)
}

function inOrder(one: Weakness, other: Weakness): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1
  return one.line - other.line || one.column - other.column
}
