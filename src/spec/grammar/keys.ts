import type { SpecPath } from '../spec.ts'
import { accessKeys } from './access.ts'
import { actionObject, callObject } from './action.ts'
import { authGrammar, oidcGrammar, rolesGrammar } from './auth.ts'
import { apiGrammar, defaultsGrammar, descriptionGrammar, pageSizeGrammar } from './description.ts'
import { fieldObject } from './field.ts'
import { indexObject, queryGrammar, resourceGrammar } from './resource.ts'
import { breakerGrammar, upstreamGrammar } from './upstream.ts'

/** The maps of a description whose keys the language names; `*` is a name of the user's, or a position. */
export const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(descriptionGrammar.shape),
  api: Object.keys(apiGrammar.shape),
  'api.pageSize': Object.keys(pageSizeGrammar.shape),
  auth: Object.keys(authGrammar.shape),
  'auth.roles': Object.keys(rolesGrammar.shape),
  'auth.oidc.*': Object.keys(oidcGrammar.shape),
  defaults: Object.keys(defaultsGrammar.shape),
  'defaults.access': accessKeys,
  'config.*': Object.keys(fieldObject.shape),
  'resources.*': Object.keys(resourceGrammar.shape),
  'resources.*.fields.*': Object.keys(fieldObject.shape),
  'resources.*.indexes.*': Object.keys(indexObject.shape),
  'resources.*.query': Object.keys(queryGrammar.shape),
  'resources.*.access': accessKeys,
  'resources.*.actions.*': Object.keys(actionObject.shape),
  'upstreams.*': Object.keys(upstreamGrammar.shape),
  'upstreams.*.breaker': Object.keys(breakerGrammar.shape),
  'upstreams.*.calls.*': Object.keys(callObject.shape),
}

/** The keys that the map at a path may have. */
export function keysAt(path: SpecPath): readonly string[] {
  const named = Object.entries(KEYS).find(([pattern]) => matches(pattern === '' ? [] : pattern.split('.'), path))
  // Everything else that has keys of the language is a field in a shape, a request or an answer.
  return named?.[1] ?? Object.keys(fieldObject.shape)
}

function matches(pattern: readonly string[], path: SpecPath): boolean {
  return pattern.length === path.length && pattern.every((part, at) => part === '*' || part === path[at])
}
