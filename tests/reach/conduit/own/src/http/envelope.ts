import type { Context } from 'hono'

/** Answers have no place for a cursor: the next page is in a header (RFC 8288), as long as there is one. */
export function linkToNext(c: Context, { nextCursor }: { readonly nextCursor: string | null }): Record<string, string> {
  if (nextCursor === null) return {}
  return { Link: `<?${new URLSearchParams({ ...c.req.query(), cursor: nextCursor })}>; rel="next"` }
}
