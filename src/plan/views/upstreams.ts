import type { Service, Upstream } from '../../model/model.ts'
import type { ImportSymbol } from '../../render/imports.ts'
import { type, value } from '../code.ts'
import { PATHS } from '../paths.ts'

/** Whether the service calls others. */
export function hasUpstreams({ upstreams }: Service): boolean {
  return upstreams.length > 0
}

/** Where the client of an upstream stands. */
export function clientPath({ names }: Upstream): string {
  return `src/upstreams/${names.file}.ts`
}

/** Where it is said what the one answers that stands in for it. */
export function fakePath({ names }: Upstream): string {
  return `tests/support/fakes/${names.file}.ts`
}

/** `src/upstreams/index.ts` */
export function upstreamsView({ upstreams }: Service) {
  return {
    view: { upstreams: upstreams.map(({ name, names }) => ({ name, type: names.type })) },
    imports: [type('Logger', 'pino'), type('Config', PATHS.config), ...upstreams.flatMap(clientImports)],
  }
}

function clientImports(upstream: Upstream): ImportSymbol[] {
  const { type: client } = upstream.names
  return [value(`create${client}`, clientPath(upstream)), type(client, clientPath(upstream))]
}

/** The variables that hold addresses and tokens, each once. */
export function upstreamVariables({ upstreams }: Service): { addresses: readonly string[]; tokens: readonly string[] } {
  const addresses = new Set(upstreams.map(({ url }) => url))
  const tokens = new Set(upstreams.flatMap(({ token }) => (token === undefined ? [] : [token])))
  return { addresses: [...addresses], tokens: [...tokens].filter((name) => !addresses.has(name)) }
}
