import type { Complaint } from './source.ts'

/** How large a description may be; what is larger is no description of a service that people maintain. */
export const LIMITS = {
  resources: 500,
  fields: 200,
  members: 100,
  values: 200,
  indexes: 50,
  actions: 50,
  upstreams: 50,
  pageSize: 1000,
  /** How many keys a map may have before anybody looks at them: twice as many as a description has resources. */
  keys: 1000,
} as const

/** What is said of a list that is too long, in either form of a field. */
export function tooMany(name: string, most: number): Complaint {
  return { code: 'ASH1024', message: `\`${name}\` must have at most ${most} items`, hint: 'take some away' }
}
