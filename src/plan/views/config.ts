import { hasLimits, usesRedis } from '../../model/limits.ts'
import type { Member, Service } from '../../model/model.ts'
import { commentText, docComment } from '../../render/comment.ts'
import { environmentValue } from '../../render/environment.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, type, value } from '../code.ts'
import { environmentCode } from '../kinds/environment.ts'
import { arrayText } from '../layout.ts'
import { PATHS } from '../paths.ts'
import { hasProviders, sendsMail } from './actor.ts'
import { TRACING_CONFIG_IMPORTS } from './traces.ts'
import { upstreamExamples } from './upstream-environment.ts'
import { hasUpstreams, upstreamVariables } from './upstreams.ts'

/** Secrets that are addresses with a password in them. */
const ADDRESSES: ReadonlySet<string> = new Set(['DATABASE_URL', 'DATABASE_REPLICA_URLS', 'REDIS_URL', 'SMTP_URL'])

/** `src/config.ts` */
export function configView(service: Service) {
  const { auth, config, name } = service
  const codes = config.map(environmentCode)
  const kinds = new Set<string>(config.map(({ type, secret }) => (secret ? 'secret' : type.kind)))
  const secrets = [
    'DATABASE_URL',
    'DATABASE_REPLICA_URLS',
    ...(usesRedis(service) ? ['REDIS_URL'] : []),
    ...(auth === undefined ? [] : ['AUTH_SECRET', 'AUTH_SECRET_PREVIOUS']),
    ...(sendsMail(service) ? ['SMTP_URL'] : []),
    ...(auth?.oidc ?? []).map(({ clientSecret }) => clientSecret),
    ...upstreamVariables(service).tokens,
    'OTEL_EXPORTER_OTLP_HEADERS',
    ...config.filter(({ secret }) => secret).map(({ name }) => name),
  ]
  return {
    view: {
      own: config.map(({ description }, position) => ({
        description: description === '' ? '' : docComment(description),
        schema: codes[position]?.text,
      })),
      mails: sendsMail(service),
      defaultSender: literal(`${name} <no-reply@localhost>`),
      uses: { number: kinds.has('real') || kinds.has('double'), flag: kinds.has('boolean') },
      secrets: arrayText(secrets.map(literal), { before: 'const SECRETS = '.length }),
      secretAddresses: arrayText(secrets.filter((name) => ADDRESSES.has(name)).map(literal), {
        before: 'const ADDRESSES: readonly string[] = '.length,
      }),
    },
    imports: [
      value('unescape as percentDecoded', 'node:querystring'),
      value('z', 'zod'),
      value('readSecretFiles', PATHS.secretFiles),
      ...(hasProviders(service) ? OIDC_IMPORTS : []),
      ...(hasUpstreams(service) ? UPSTREAM_IMPORTS : []),
      ...(auth === undefined ? [] : ['networks', 'signingSecret'].map((name) => value(name, PATHS.authEnvironment))),
      ...(auth === undefined && hasLimits(service) ? [value('networks', PATHS.networks)] : []),
      ...TRACING_CONFIG_IMPORTS,
      ...importsOf(codes),
    ],
  }
}

const OIDC_IMPORTS = [
  type('OidcConfig', PATHS.oidcEnvironment),
  ...['OidcEnvironment', 'oidcConfig', 'oidcProblems'].map((name) => value(name, PATHS.oidcEnvironment)),
]

const UPSTREAM_IMPORTS = [
  type('UpstreamsConfig', PATHS.callEnvironment),
  ...['UpstreamsEnvironment', 'upstreamProblems', 'upstreamsConfig'].map((name) => value(name, PATHS.callEnvironment)),
]

/** `.env.example` */
export function envExampleView(service: Service) {
  const view = {
    mails: sendsMail(service),
    providers: (service.auth?.oidc ?? []).map((provider) => ({
      ...provider,
      secretFile: `/run/secrets/${provider.clientSecret.toLowerCase()}`,
    })),
    authPath: `${service.basePath}/auth`,
    called: upstreamExamples(service),
    own: service.config.map(exampleOf),
  }
  return { view, imports: [] }
}

/** What has to be given stands there to be filled in; the rest says what it is without being given. */
function exampleOf({ name, description, type, secret, optional, default: given }: Member) {
  const kind = secret ? 'secret' : type.kind === 'enum' ? type.values.join(', ') : type.kind
  const usual = given?.kind === 'literal' ? environmentValue(String(given.value)) : undefined
  return {
    comment: commentText(description === '' ? kind : `${description} (${kind})`),
    line: optional || given !== undefined ? `# ${name}=${usual ?? ''}` : `${name}=`,
  }
}
