import type { CallSpec, SpecPath, UpstreamSpec } from '../spec/spec.ts'
import { buildMembers } from './members.ts'
import { hasUnreadMember, mismatch } from './mismatch.ts'
import type { Call, Upstream } from './model.ts'
import type { Report } from './report.ts'
import { upstreamNames } from './upstream-names.ts'
import type { World } from './world.ts'

/** What a breaker does that is not told otherwise. */
const BREAKER = { errorRate: 0.5, minCalls: 20, resetAfter: 5_000 }

/** The services that this one calls, each part checked. */
export function buildUpstreams({ spec, report }: World): Upstream[] {
  const upstreams = Object.entries(spec.upstreams ?? {})
  const names = upstreamNames(upstreams.map(([name]) => name))
  return upstreams.map(([name, upstream]) => ({ ...buildUpstream(name, upstream, report), names: names(name) }))
}

function buildUpstream(name: string, upstream: UpstreamSpec, report: Report): Omit<Upstream, 'names'> {
  const at = ['upstreams', name]
  if (Object.keys(upstream.calls).length === 0 && !report.isUnread([...at, 'calls'])) {
    const message = `\`${name}\` has no calls`
    report.add({
      code: 'ASH2092',
      message,
      hint: 'add one, for example `charge: { post: /charges }`',
      at: [...at, 'calls'],
    })
  }
  return {
    name,
    description: upstream.description ?? '',
    url: upstream.url,
    token: upstream.token,
    timeout: upstream.timeout,
    retries: upstream.retries,
    breaker: { ...BREAKER, ...upstream.breaker },
    calls: Object.entries(upstream.calls).map(([call, given]) =>
      buildCall(call, given, { at: [...at, 'calls', call], report }),
    ),
  }
}

interface Context {
  readonly at: SpecPath
  readonly report: Report
}

function buildCall(name: string, call: CallSpec, { at, report }: Context): Call {
  const request = { fields: call.request ?? {}, at: [...at, 'request'], where: 'a request' }
  const response = { fields: call.response ?? {}, at: [...at, 'response'], where: 'an answer' }
  const built = {
    name,
    method: call.method,
    path: call.path,
    idempotencyKey: call.idempotencyKey ?? false,
    request: buildMembers(request, report),
    response: buildMembers(response, report),
    fallback: call.fallback,
    timeout: call.timeout,
    retries: call.retries,
  }
  checkPath(built, { at: [...at, call.method], report })
  const isKnown = !hasUnreadMember(built.response, response.at, report)
  if (call.fallback !== undefined && isKnown) checkFallback(built, { at: [...at, 'fallback'], report })
  return built
}

function checkPath({ path, request }: Call, { at, report }: Context): void {
  for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
    const member = request.find((each) => each.name === name)
    if (member !== undefined && !member.optional && !member.array && member.type.kind !== 'json') continue
    const message = `\`${name}\` stands in the path, and no required plain value of the request gives it`
    report.add({ code: 'ASH2092', message, hint: `add \`${name}\` to \`request\``, at, word: name })
  }
}

/** What is answered for an upstream that is down must be an answer that it could have given. */
function checkFallback({ response, fallback }: Call, { at, report }: Context): void {
  const wrong = mismatch({ members: response, called: '`response`' }, fallback)
  if (wrong === undefined) return
  const hint = 'give every required member of `response` a value, and no others'
  report.add({ code: 'ASH2093', message: `the fallback is no answer of this call: ${wrong}`, hint, at })
}
