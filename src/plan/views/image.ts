import { usesRedis } from '../../model/limits.ts'
import type { Auth, Service } from '../../model/model.ts'
import { INSTALLATIONS } from '../package-managers.ts'
import { IMAGES } from '../pins.ts'
import type { Settings } from './service.ts'
import { upstreamVariables } from './upstreams.ts'

/** Nobody has to keep npm's lock file; without it the image gets the newest versions that package.json takes. */
const WITH_OR_WITHOUT_LOCK = `if [ -f package-lock.json ]; then ${INSTALLATIONS.npm.install}; else npm install --ignore-scripts; fi`

/** `Dockerfile`, `.dockerignore` and `compose.yaml` */
export function imageView(service: Service, { setup }: Settings) {
  const { name, auth, config } = service
  const { addresses, tokens } = upstreamVariables(service)
  // A package of a repository with several is built alone, without the lock file at the root: npm installs it.
  const manager = setup.member ? 'npm' : (setup.manager ?? 'npm')
  const { files, install } = INSTALLATIONS[manager]
  return {
    view: {
      ...IMAGES,
      redisImage: IMAGES.redis,
      redis: usesRedis(service),
      // With a `*` it may be missing: a project that has just been made, or one that keeps no lock file.
      manifests: ['package.json', ...files.map((file) => `${file}*`)].join(' '),
      install: manager === 'npm' ? WITH_OR_WITHOUT_LOCK : install,
      files,
      vendored: setup.dependency?.startsWith('file:') ?? false,
      oidcKeys: auth === undefined || auth.oidc.length === 0 ? [] : providerKeys(auth.oidc),
      calledKeys: [...addresses, ...tokens],
      own: config.map((member) => member.name),
      // Names of services are what npm takes; Compose takes no dot.
      composeName: JSON.stringify(name.replaceAll('.', '-')),
    },
    imports: [],
  }
}

/** What the environment has of signing in with providers. */
function providerKeys(providers: Auth['oidc']): string[] {
  const own = providers.flatMap(({ issuer, clientId, clientSecret }) => [issuer, clientId, clientSecret])
  return [...own, 'OIDC_RETURN_URLS', 'PUBLIC_URL']
}
