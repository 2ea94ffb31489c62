import type { Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { hasCookies, hasProviders, sendsMail } from './actor.ts'

/** The type of what signing in goes by, laid out as Biome does. */
export function authConfigText(service: Service): string {
  const keys = [
    'authSecretPrevious',
    ...(hasCookies(service) ? ['corsOrigins'] : []),
    ...(sendsMail(service) ? ['emailVerificationUrl'] : []),
    ...(hasProviders(service) ? ['oidc'] : []),
    ...(sendsMail(service) ? ['passwordResetUrl'] : []),
    'trustedProxies',
  ]
  const union = keys.map(literal).join(' | ')
  const [start, secret] = [`export type AuthConfig = Pick<Config, ${union}> & {`, 'readonly authSecret: string']
  if (`${start} ${secret} }`.length <= 120) return `${start} ${secret} }`
  if (start.length <= 120)
    return `${start}
  ${secret}
}`
  return `export type AuthConfig = Pick<
  Config,
  ${union}
> & { ${secret} }`
}
