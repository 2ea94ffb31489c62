import type { AccessRule, Spec } from '../spec/spec.ts'

/** Whom a rule admits whatever their role is, and so perhaps to their own account. */
const WHATEVER_ROLE: ReadonlySet<string> = new Set(['public', 'signedIn', 'self', 'owner', 'parent'])

/**
 * The field that people sign in with, where its holder may change it. Whoever has their token for a moment could make the
 * account their own by it, so that takes the password, and no update does it. Undefined where only some roles may.
 */
export function provenField({ auth, defaults, resources }: Spec): string | undefined {
  if (auth === undefined) return undefined
  const user = resources[auth.user]
  if (user === undefined || user.fields[auth.identifier]?.write !== undefined) return undefined
  const hasPassword = Object.values(user.fields).some(({ type }) => type.kind === 'secret')
  return hasPassword && updatersOf(user.access ?? defaults.access).some(({ who }) => WHATEVER_ROLE.has(who))
    ? auth.identifier
    : undefined
}

function updatersOf(access: Spec['defaults']['access']): readonly AccessRule[] {
  if (access === undefined) return []
  return 'all' in access ? access.all : (access.each.update ?? [])
}
