import { hasLimits, usesRedis } from '../../model/limits.ts'
import type { Member, Service } from '../../model/model.ts'
import { commentText } from '../../render/comment.ts'
import { hasProviders, sendsMail } from './actor.ts'
import { upstreamVariables } from './upstreams.ts'

/** A variable of the environment that nobody else may read. */
export interface SecretVariable {
  readonly name: string
  /** Whether the service starts without it. */
  readonly optional: boolean
  /** Whether the migration does not start without it. */
  readonly migrates: boolean
  /** How the value looks, or where it comes from. */
  readonly about: string
  /** A value as it is typed in a shell. */
  readonly sample: string
}

/** What the Secret holds, by the names that the service reads. */
export function secretVariables(service: Service): readonly SecretVariable[] {
  const { auth, config } = service
  const { tokens } = upstreamVariables(service)
  const own = config.filter(({ secret }) => secret)
  return [
    secret('DATABASE_URL', {
      about: `${DATABASE}; ?sslmode=require where it is not in the cluster`,
      migrates: true,
      sample: `'${DATABASE}'`,
    }),
    secret('DATABASE_REPLICA_URLS', { about: 'copies that are read from, with commas between them', optional: true }),
    ...(usesRedis(service) ? [secret('REDIS_URL', { about: REDIS, sample: `'${REDIS}'` })] : []),
    ...(auth === undefined ? [] : AUTH_SECRETS),
    ...(sendsMail(service)
      ? [secret('SMTP_URL', { about: 'smtps://user:password@mail.example.com', optional: true })]
      : []),
    ...(auth?.oidc ?? []).map(({ name, clientSecret }) =>
      secret(clientSecret, { about: `what \`${name}\` knows the service by` }),
    ),
    secret('OTEL_EXPORTER_OTLP_HEADERS', { about: 'what a collector of traces wants: api-key=…', optional: true }),
    // What signs nobody in reads the whole configuration for a migration too.
    ...tokens.map((name) => secret(name, { about: 'sent as a bearer token', migrates: auth === undefined })),
    ...own.map((member) =>
      secret(member.name, { about: aboutOf(member), optional: !isNeeded(member), migrates: true }),
    ),
  ]
}

const DATABASE = 'postgres://user:password@host:5432/database'
const REDIS = 'redis://:password@host:6379'

interface About extends Partial<Omit<SecretVariable, 'about' | 'name'>> {
  readonly about: string
}

function secret(name: string, { about, optional = false, migrates = false, sample = "'…'" }: About): SecretVariable {
  return { name, about, optional, migrates, sample }
}

const AUTH_SECRETS = [
  secret('AUTH_SECRET', { about: 'openssl rand -base64 48', sample: '"$(openssl rand -base64 48)"' }),
  secret('AUTH_SECRET_PREVIOUS', { about: 'what AUTH_SECRET was before, for a quarter of an hour', optional: true }),
]

/** A variable that anybody may read. */
export interface SettingVariable {
  readonly name: string
  /** As YAML. */
  readonly value: string
  readonly about: string
}

/** What the ConfigMap holds: what has to be said, and what is said most often; an empty value counts as absent. */
export function settingVariables(service: Service): readonly SettingVariable[] {
  const { auth, config } = service
  const needed = config.filter((member) => !member.secret && isNeeded(member))
  return [
    { name: 'LOG_LEVEL', value: 'info', about: 'fatal, error, warn, info, debug, trace or silent' },
    empty('OTEL_EXPORTER_OTLP_ENDPOINT', 'where traces are sent: http://collector:4318'),
    empty('CORS_ORIGINS', 'whose pages may call the service from a browser, with commas between them'),
    ...(auth !== undefined || hasLimits(service) ? [empty('TRUSTED_PROXIES', PROXIES)] : []),
    ...(sendsMail(service) ? MAIL_SETTINGS : []),
    ...(auth?.oidc ?? []).flatMap(({ name, issuer, clientId }) => [
      empty(issuer, `has to be set: the address of \`${name}\``),
      empty(clientId, 'has to be set: what the service is registered as there'),
    ]),
    ...(hasProviders(service) ? PROVIDER_SETTINGS : []),
    ...upstreamVariables(service).addresses.map((name) => empty(name, 'has to be set: where the other service is')),
    ...needed.map((member) => empty(member.name, `has to be set: ${aboutOf(member)}`)),
  ]
}

function empty(name: string, about: string): SettingVariable {
  return { name, value: '""', about }
}

const PROXIES = 'the addresses or networks of the ingress, or all clients share one limit'

const MAIL_SETTINGS = [
  empty('MAIL_FROM', 'from whom mails are: Shop <no-reply@example.com>'),
  empty('PASSWORD_RESET_URL', 'the page on which somebody chooses another password'),
  empty('EMAIL_VERIFICATION_URL', 'the page on which somebody says that an address is theirs'),
]

const PROVIDER_SETTINGS = [
  empty('OIDC_RETURN_URLS', 'has to be set: the pages and apps that people come back to, with commas between them'),
  empty('PUBLIC_URL', 'has to be set: where browsers reach the service'),
]

function isNeeded({ optional, default: given }: Member): boolean {
  return !optional && given === undefined
}

function aboutOf({ description, type, secret }: Member): string {
  const kind = secret ? 'a secret' : type.kind === 'enum' ? type.values.join(', ') : type.kind
  return commentText(description === '' ? kind : `${description} (${kind})`)
}
