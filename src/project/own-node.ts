/** The Node that a project is given on a machine whose own is too old for it. */
export const PINNED_NODE = '^24.11.0'

/**
 * Whether this Node runs a generated service: its TypeScript files run as they are from 22.18 on.
 *
 * @example
 * runsServices('20.19.0') // false
 */
export function runsServices(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}
