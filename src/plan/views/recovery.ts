import type { Service } from '../../model/model.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'
import { hasApiKeys, hasProviders } from './actor.ts'

/** `src/auth/recovery.ts` */
export function recoveryView(service: Service) {
  const [oidc, apiKeys] = [hasProviders(service), hasApiKeys(service)]
  const ended = ['the sessions', ...(oidc ? ['the identities at providers'] : []), ...(apiKeys ? ['the keys'] : [])]
  const [last = '', ...others] = ended.toReversed()
  return {
    view: { oidc, apiKeys, ended: others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}` },
    imports: [
      type('Executor', PATHS.executor),
      value('setPassword', PATHS.accounts),
      type('UserId', PATHS.accounts),
      value('endSessions', PATHS.sessions),
      ...(oidc ? [value('removeIdentities', PATHS.identities)] : []),
      ...(apiKeys ? [value('removeKeys', PATHS.apiKeys)] : []),
    ],
  }
}
