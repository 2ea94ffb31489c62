import type { Call, Service, Upstream } from '../../model/model.ts'
import { literal } from '../../render/literal.ts'
import { type, value } from '../code.ts'
import { addressSample, wireSample } from '../kinds/wire-sample.ts'
import { PATHS } from '../paths.ts'
import { valueText } from '../value-text.ts'
import { clientPath } from './upstreams.ts'

/** `src/upstreams/payments.test.ts` */
export function upstreamTestView(upstream: Upstream, _service: Service) {
  const { name, names, token, calls } = upstream
  const someFail = calls.some(({ fallback }) => fallback === undefined)
  return {
    view: {
      name: literal(name),
      upstream: name,
      type: names.type,
      calls: calls.map((call) => callView(call, upstream)),
      config: token === undefined ? `fakes.of.${name}` : `{ url: fakes.of.${name}.url, token: 'a-token' }`,
    },
    imports: [
      ...['afterAll', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it'].map((one) => value(one, 'vitest')),
      ...(calls.some(({ response }) => response.length > 0) ? [value('UpstreamConfusion', PATHS.callErrors)] : []),
      ...(someFail ? [value('UpstreamUnavailable', PATHS.callErrors)] : []),
      value('createLogger', PATHS.logger),
      value('startFakes', PATHS.fakes),
      type('Fakes', PATHS.fakes),
      value(`create${names.type}`, clientPath(upstream)),
      type(names.type, clientPath(upstream)),
      ...(calls.some(({ fallback }) => fallback !== undefined) ? [value(names.calls, clientPath(upstream))] : []),
    ],
  }
}

function callView(call: Call, { token, names }: Upstream) {
  const { name, method, request, response, fallback, idempotencyKey } = call
  const sample = method === 'get' || method === 'delete' ? addressSample(request) : wireSample(request)
  const options = idempotencyKey ? ["{ idempotencyKey: 'a key' }"] : []
  const inputType = `Parameters<${names.type}[${literal(name)}]>[0]`
  const args = request.length > 0 ? ['input', ...options] : options
  return {
    member: name,
    inputType,
    callsName: names.calls,
    input: valueText(sample, { indent: 4, before: `const input: ${inputType} = `.length + 4, after: 0 }),
    ask: `client.${name}(${args.join(', ')})`,
    label: literal(name),
    answers: response.length > 0,
    fallback: fallback !== undefined,
    takes: request.length > 0,
    key: idempotencyKey ? "'a key'" : 'undefined',
    authorization: token === undefined ? 'undefined' : "'Bearer a-token'",
  }
}
