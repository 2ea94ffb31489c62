import type { Problem } from '../errors.ts'
import type { Description } from '../spec/spec.ts'

/** Keys of a description that need a process of their own. */
const OF_A_SERVICE = ['config', 'deploy'] as const

/** What a description asks for that an API inside of an application does not have. */
export function embeddedProblems({ spec, locateKey }: Description): Problem[] {
  return OF_A_SERVICE.filter((key) => spec[key] !== undefined).map((key) => ({
    code: 'ASH1091',
    message: `\`${key}\` is for a whole service: here the application that the API is a part of has the process`,
    where: locateKey([key]),
    hint: 'take it out',
  }))
}
