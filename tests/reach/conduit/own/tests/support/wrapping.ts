/** What stands around the body of a request, by where it is sent to. */
const MEMBERS: readonly (readonly [RegExp, string])[] = [
  [/^\w+ \/api\/articles(\/[^/]+)?$/, 'article'],
  [/^\w+ \/api\/articles\/[^/]+\/comments$/, 'comment'],
]

/** A body as Conduit's clients send it. */
export function wrapped(method: string, path: string, body: unknown): unknown {
  const [, member] = MEMBERS.find(([address]) => address.test(`${method} ${path}`)) ?? []
  return member === undefined ? body : { [member]: body }
}

/** What an answer is about, as if there were one way to wrap it. */
export function unwrapped(headers: Headers, text: string) {
  const body = JSON.parse(text || '{}')
  if (Array.isArray(body.errors)) return { ...body, errors: body.errors.map(withoutMember) }
  const name = ['article', 'comment', 'articles', 'comments'].find((one) => one in body)
  if (name === undefined) return body
  const [, nextCursor = null] = /[?&]cursor=([^&>]+)/.exec(headers.get('Link') ?? '') ?? []
  const total = 'articlesCount' in body ? { total: { count: body.articlesCount, exact: true } } : {}
  return { data: body[name], page: { nextCursor, ...total } }
}

function withoutMember(error: { readonly pointer: string }) {
  return { ...error, pointer: error.pointer.replace(/^\/(?:article|comment)\//, '/') }
}
