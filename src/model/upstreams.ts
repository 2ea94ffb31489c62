import type { CallSpec, SpecPath, UpstreamSpec } from '../spec/spec.ts'
import { checkLiteral } from './literals.ts'
import { buildMembers } from './members.ts'
import type { Call, Member, Upstream } from './model.ts'
import type { Report } from './report.ts'
import type { World } from './world.ts'

/** What a breaker does that is not told otherwise. */
const BREAKER = { errorRate: 0.5, minCalls: 20, resetAfter: 5_000 }

/** The services that this one calls, each part checked. */
export function buildUpstreams({ spec, report }: World): Upstream[] {
  return Object.entries(spec.upstreams ?? {}).map(([name, upstream]) => buildUpstream(name, upstream, report))
}

function buildUpstream(name: string, upstream: UpstreamSpec, report: Report): Upstream {
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
    breaker: upstream.breaker && { ...BREAKER, ...upstream.breaker },
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
  if (call.fallback !== undefined) checkFallback(built, { at: [...at, 'fallback'], report })
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
  const wrong = mismatch(response, fallback)
  if (wrong === undefined) return
  const hint = 'give every required member of `response` a value, and no others'
  report.add({ code: 'ASH2093', message: `the fallback is no answer of this call: ${wrong}`, hint, at })
}

/** What is wrong with a value for an object; `at` is the way to it, with a point behind. */
function mismatch(members: readonly Member[], value: unknown, at = ''): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `${at === '' ? 'it' : `\`${at.slice(0, -1)}\``} is not a map`
  }
  const given = new Map<string, unknown>(Object.entries(value))
  const extra = [...given.keys()].find((name) => !members.some((member) => member.name === name))
  if (extra !== undefined) return `\`response\` has no \`${at}${extra}\``
  for (const member of members) {
    const name = `${at}${member.name}`
    const wrong = given.has(member.name) ? valueMismatch(member, given.get(member.name), name) : absence(member, name)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function absence({ optional, default: fallback }: Member, name: string): string | undefined {
  return optional || fallback !== undefined ? undefined : `\`${name}\` is missing`
}

function valueMismatch(member: Member, value: unknown, name: string): string | undefined {
  if (value === null && member.optional) return undefined
  const items = member.array ? value : [value]
  if (!Array.isArray(items)) return `\`${name}\` is not a list`
  for (const item of items) {
    const wrong =
      member.shape === undefined ? literalMismatch(member, item, name) : mismatch(member.shape, item, `${name}.`)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function literalMismatch({ type }: Member, value: unknown, name: string): string | undefined {
  const checked = checkLiteral(type, value)
  return 'wrong' in checked ? `\`${name}\` ${checked.wrong}` : undefined
}
