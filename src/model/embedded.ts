import type { Problem } from '../errors.ts'
import type { Description, SpecPath } from '../spec/spec.ts'

/** Keys of a description that need a process of their own, and what has it here. */
const OF_A_SERVICE = {
  auth: 'here the application that the API is a part of knows who is signed in, and ashlar cannot ask it yet',
  config: 'here the application that the API is a part of has the process',
  deploy: 'here the application that the API is a part of has the process',
  upstreams: 'here the application that the API is a part of has the configuration and the log',
  rateLimit: 'here the application that the API is a part of knows where requests come from',
} as const

/** What a description asks for that an API inside of an application does not have. */
export function embeddedProblems({ spec, locateKey }: Description): Problem[] {
  const top = (['auth', 'config', 'deploy', 'upstreams'] as const).filter((key) => spec[key] !== undefined)
  const limited = [
    ...(isAsked(spec.defaults.rateLimit) ? [['defaults', 'rateLimit']] : []),
    ...Object.entries(spec.resources).flatMap(([name, { rateLimit, actions = {} }]) => [
      ...(isAsked(rateLimit) ? [['resources', name, 'rateLimit']] : []),
      ...Object.entries(actions).flatMap(([action, own]) =>
        isAsked(own.rateLimit) ? [['resources', name, 'actions', action, 'rateLimit']] : [],
      ),
    ]),
  ]
  const parts: readonly (readonly [keyof typeof OF_A_SERVICE, SpecPath])[] = [
    ...top.map((key) => [key, [key]] as const),
    ...limited.map((path) => ['rateLimit', path] as const),
  ]
  return parts.map(([key, path]) => ({
    code: 'ASH1091',
    message: `\`${key}\` is for a whole service: ${OF_A_SERVICE[key]}`,
    where: locateKey(path),
    hint: 'take it out',
  }))
}

function isAsked(rate: object | false | undefined): boolean {
  return rate !== undefined && rate !== false
}
