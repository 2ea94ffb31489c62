import type { Problem } from '../errors.ts'
import type { Description, Protection, SpecPath } from '../spec/spec.ts'

/** Keys of a description that need a process of their own, and what has it here. */
const OF_A_SERVICE = {
  auth: 'here the application that the API is a part of knows who is signed in, and ashlar cannot ask it yet',
  config: 'here the application that the API is a part of has the process',
  deploy: 'here the application that the API is a part of has the process',
  upstreams: 'here the application that the API is a part of has the configuration and the log',
  rateLimit: 'here the application that the API is a part of knows where requests come from',
  cache: 'here the application that the API is a part of writes to the tables too, and nothing would hear of it',
} as const

/** What a description asks for that an API inside of an application does not have. */
export function embeddedProblems({ spec, locateKey }: Description): Problem[] {
  const top = (['auth', 'config', 'deploy', 'upstreams'] as const).filter((key) => spec[key] !== undefined)
  const limited = [
    ...askedOf(spec.defaults, ['defaults']),
    ...Object.entries(spec.resources).flatMap(([name, { actions = {}, ...own }]) => [
      ...askedOf(own, ['resources', name]),
      ...Object.entries(actions).flatMap(([action, one]) => askedOf(one, ['resources', name, 'actions', action])),
    ]),
  ]
  const parts: readonly (readonly [keyof typeof OF_A_SERVICE, SpecPath])[] = [
    ...top.map((key) => [key, [key]] as const),
    ...limited,
  ]
  return parts.map(([key, path]) => ({
    code: 'ASH1091',
    message: `\`${key}\` is for a whole service: ${OF_A_SERVICE[key]}`,
    where: locateKey(path),
    hint: 'take it out',
  }))
}

/** Limits and caches that a part of the description asks for. */
function askedOf(given: Pick<Protection, 'rateLimit' | 'cache'>, at: SpecPath) {
  const asked = (['rateLimit', 'cache'] as const).filter((key) => given[key] !== undefined && given[key] !== false)
  return asked.map((key): readonly [keyof typeof OF_A_SERVICE, SpecPath] => [key, [...at, key]])
}
