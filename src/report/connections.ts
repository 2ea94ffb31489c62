import type { ConnectionFlaw } from '../audit/connections.ts'
import type { Finding } from './checked.ts'

/** What is wrong with the number of connections, as `check` finds it. */
export function connectionFindings(flaws: readonly ConnectionFlaw[]): readonly Finding[] {
  return flaws.map(({ path, line, column, message, hint }) => ({
    path,
    state: 'pool',
    repair: `${message}: ${hint}`,
    at: { line, column },
  }))
}
