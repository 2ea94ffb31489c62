import type { Problem } from '../errors.ts'
import type { Description } from '../spec/spec.ts'

/** Keys of a description that need a process of their own, and what has it here. */
const OF_A_SERVICE = {
  auth: 'here the application that the API is a part of knows who is signed in, and ashlar cannot ask it yet',
  config: 'here the application that the API is a part of has the process',
  deploy: 'here the application that the API is a part of has the process',
  upstreams: 'here the application that the API is a part of has the configuration and the log',
} as const

/** What a description asks for that an API inside of an application does not have. */
export function embeddedProblems({ spec, locateKey }: Description): Problem[] {
  return (['auth', 'config', 'deploy', 'upstreams'] as const)
    .filter((key) => spec[key] !== undefined)
    .map((key) => ({
      code: 'ASH1091',
      message: `\`${key}\` is for a whole service: ${OF_A_SERVICE[key]}`,
      where: locateKey([key]),
      hint: 'take it out',
    }))
}
