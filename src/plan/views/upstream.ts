import type { Call, Service, Upstream } from '../../model/model.ts'
import { docComment } from '../../render/comment.ts'
import { literal } from '../../render/literal.ts'
import { importsOf, type, value } from '../code.ts'
import { wireCode } from '../kinds/wire.ts'
import { PATHS } from '../paths.ts'
import { valueText } from '../value-text.ts'

/** What holds where the description says nothing of it. */
const TIMEOUT_MS = 2_000
const RETRIES = 2

/** `src/upstreams/payments.ts` */
export function upstreamView(upstream: Upstream, _service: Service) {
  const { name, names, description, breaker, calls } = upstream
  const { errorRate, minCalls, resetAfter: resetAfterMs } = breaker
  return {
    view: {
      type: names.type,
      name: literal(name),
      callsName: names.calls,
      doc: docComment(description === '' ? `The calls of \`${name}\`.` : description),
      breaker: `{ errorRate: ${errorRate}, minCalls: ${numeral(minCalls)}, resetAfterMs: ${numeral(resetAfterMs)} }`,
      calls: calls.map((call) => callView(call, upstream)),
    },
    imports: [
      value('z', 'zod'),
      value('createCaller', PATHS.call),
      type('CallerDependencies', PATHS.call),
      ...(calls.some(({ idempotencyKey }) => idempotencyKey) ? [type('KeyedCallOptions', PATHS.call)] : []),
      ...(calls.some(({ idempotencyKey }) => !idempotencyKey) ? [type('CallOptions', PATHS.call)] : []),
      ...(calls.some(({ response }) => response.length === 0) ? [value('nothing', PATHS.callAnswer)] : []),
      ...upstreamCodeImports(upstream),
    ],
  }
}

/** What the schemas of its calls import. */
export function upstreamCodeImports({ calls }: Upstream) {
  return importsOf(calls.flatMap(({ request, response }) => [wireCode(request), wireCode(response)]))
}

/** Whether doing it twice is as good as doing it once. */
function isRepeatable({ method, idempotencyKey }: Call): boolean {
  return idempotencyKey || method === 'get' || method === 'put' || method === 'delete'
}

function callView(call: Call, { name: upstream, timeout, retries, names }: Upstream) {
  const { name, method, path, request, response, fallback } = call
  const [requestName, answerName] = [`${pascal(name)}Request`, `${pascal(name)}Answer`]
  const options = call.idempotencyKey ? 'options: KeyedCallOptions' : 'options?: CallOptions'
  const taken = request.length > 0 ? [`input: z.input<typeof ${requestName}>`, options] : [options]
  const answer = response.length > 0 ? `z.output<typeof ${answerName}>` : 'void'
  return {
    name,
    requestName,
    answerName,
    label: literal(`${upstream}.${name}`),
    method: literal(method.toUpperCase()),
    path: literal(path),
    request: request.length > 0 && wireCode(request).text,
    answer: response.length > 0 && wireCode(response).text,
    timeoutMs: numeral(call.timeout ?? timeout ?? TIMEOUT_MS),
    retries: isRepeatable(call) ? (call.retries ?? retries ?? RETRIES) : 0,
    fallback:
      fallback !== undefined && valueText(fallback, { indent: 4, before: 'fallback: () => ('.length + 4, after: 2 }),
    signature: signatureText(name, taken, answer),
    performed:
      request.length > 0
        ? `${name}: (input, options) => call(${names.calls}.${name}, input, options)`
        : `${name}: (options) => call(${names.calls}.${name}, {}, options)`,
  }
}

function signatureText(name: string, taken: readonly string[], answer: string): string {
  const line = `${name}(${taken.join(', ')}): Promise<${answer}>`
  if (line.length + 2 <= 120) return line
  return `${name}(\n${taken.map((each) => `    ${each},\n`).join('')}  ): Promise<${answer}>`
}

/** As formatters and people have it: `60_000`. */
function numeral(value: number): string {
  return value < 1_000 ? String(value) : String(value).replaceAll(/\B(?=(\d{3})+$)/g, '_')
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
