import type { Service } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { value } from '../code.ts'
import { arrayText } from '../layout.ts'
import { upstreamVariables } from './upstreams.ts'

/** Where the fakes of a project listen while it is developed. */
const FAKES_PORT = 4010

/** `src/calls/environment.ts` */
export function upstreamEnvironmentView(service: Service) {
  const { addresses, tokens } = upstreamVariables(service)
  const list = (name: string, values: readonly string[]) =>
    arrayText(values.map(literal), { before: `const ${name} = `.length })
  return {
    view: {
      upstreams: service.upstreams.map(({ name, url, token = false }) => ({ name, url, token })),
      variables: [
        ...addresses.map((name) => ({ name, token: false })),
        ...tokens.map((name) => ({ name, token: true })),
      ],
      addresses: list('ADDRESSES', addresses),
      tokens: tokens.length > 0 && list('TOKENS', tokens),
      // As it stands in a numeral of TypeScript.
      fakesPort: '4_010',
    },
    imports: [value('z', 'zod')],
  }
}

/** What `.env.example` says of them. */
export function upstreamExamples({ upstreams }: Service) {
  return upstreams.map(({ name, url, token }) => ({
    url,
    token: token ?? false,
    fake: `http://127.0.0.1:${FAKES_PORT}/${name}`,
    tokenFile: `/run/secrets/${token?.toLowerCase()}`,
  }))
}
