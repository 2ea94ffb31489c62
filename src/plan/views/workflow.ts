import type { Member, Service } from '../../model/model.ts'
import { environmentSample } from '../kinds/environment-sample.ts'
import { INSTALLATIONS } from '../package-managers.ts'
import { ACTIONS, IMAGES } from '../pins.ts'
import type { Settings } from './service.ts'
import { upstreamVariables } from './upstreams.ts'

/** `.github/workflows/ci.yml` */
export function workflowView(service: Service, { setup }: Settings) {
  const own = service.config.filter(isNeeded).map((member) => [member.name, environmentSample(member)] as const)
  return {
    view: {
      ...ACTIONS,
      postgres: IMAGES.postgres,
      redisImage: IMAGES.redis,
      redisAddress: 'redis://127.0.0.1:6379',
      database: 'postgres://postgres:postgres@127.0.0.1:5432/postgres',
      install: INSTALLATIONS[setup.manager ?? 'npm'].install,
      tool: setup.dependency !== undefined,
      needed: [...own, ...providerSamples(service), ...upstreamSamples(service)].map(([name, sample]) => ({
        name,
        sample: JSON.stringify(sample),
      })),
    },
    imports: [],
  }
}

function isNeeded({ optional, default: given }: Member): boolean {
  return !optional && given === undefined
}

/** Services that nobody calls. */
function upstreamSamples(service: Service): (readonly [name: string, sample: string])[] {
  const { addresses, tokens } = upstreamVariables(service)
  return [
    ...addresses.map((name) => [name, 'https://upstream.example'] as const),
    ...tokens.map((name) => [name, 'a-token'] as const),
  ]
}

/** Providers that nobody asks: the service starts without them, but not without knowing where they are. */
function providerSamples({ auth }: Service): (readonly [name: string, sample: string])[] {
  const samples = (auth?.oidc ?? []).flatMap(({ issuer, clientId, clientSecret }) => [
    [issuer, 'https://issuer.example'] as const,
    [clientId, 'the-service'] as const,
    [clientSecret, 'what the provider knows it by'] as const,
  ])
  return samples.length === 0 ? [] : [...samples, ['OIDC_RETURN_URLS', 'https://pages.example/welcome']]
}
