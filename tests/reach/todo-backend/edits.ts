import type { Edit } from '../project.ts'

const ROUTES = 'src/resources/todos/todos.routes.ts'
const QUERIES = 'src/resources/todos/todos.queries.ts'
const TEST = 'src/resources/todos/todos.test.ts'

/** What somebody types to make the generated service the API of Todo-Backend. */
export const EDITS: readonly Edit[] = [
  // A bare array has no place for a cursor: the next page is in a header.
  {
    path: ROUTES,
    from: '    return c.json({ data: rows, page })\n',
    to: `    if (page.nextCursor !== null) c.header('Link', \`<?cursor=\${page.nextCursor}>; rel="next"\`)
    return c.json(rows)
`,
  },
  { path: ROUTES, from: 'c.json({ data: row }, 201', to: 'c.json(row, 201' },
  { path: ROUTES, from: "c.json({ data: row ?? notFound('todo') })", to: "c.json(row ?? notFound('todo'))" },
  {
    path: ROUTES,
    from: "  routes.get('/:id'",
    to: `  routes.delete('/', may.delete, async (c) => {
    await todos.removeAll(db, c.var.grant)
    return c.body(null, 204)
  })

  routes.get('/:id'`,
  },
  {
    path: QUERIES,
    from: "import type { Grant } from '../../http/grant.ts'\n",
    to: "import type { Grant } from '../../http/grant.ts'\nimport { PUBLIC_URL } from '../../http/public-url.ts'\n",
  },
  {
    path: QUERIES,
    from: '  rank: todos.rank,\n}',
    to: `  rank: todos.rank,
  url: sql<string>\`\${\`\${PUBLIC_URL}/todos/\`}::text || \${todos.id}\`.as('url'),
}`,
  },
  {
    path: QUERIES,
    from: '/** Deletes the todo with this key; ',
    to: `/** Deletes every todo. */
export async function removeAll(db: Executor, _grant: Grant<'todo', 'delete'>): Promise<void> {
  await db.delete(todos)
}

/** Deletes the todo with this key; `,
  },
  {
    path: 'src/resources/todos/todos.schema.ts',
    from: '  rank: z.int().nullable(),\n})',
    to: '  rank: z.int().nullable(),\n  url: z.url(),\n})',
  },
  // The tests: answers of todos are read as if they were wrapped, by all that is generated, now and later.
  {
    path: 'tests/support/app.ts',
    from: "body: JSON.parse(text || '{}') }",
    to: 'body: bodyOf(response, text) }',
  },
  {
    path: 'tests/support/app.ts',
    from: '/** A row as an answer carries it',
    to: `/** Todos are answered bare, and their next page is in a header: the tests read them as if they were wrapped. */
function bodyOf({ headers }: Response, text: string) {
  const body = JSON.parse(text || '{}')
  if ('data' in body || 'code' in body) return body
  const [, nextCursor = null] = /cursor=([^>]+)>; rel="next"/.exec(headers.get('Link') ?? '') ?? []
  return { data: body, page: { nextCursor } }
}

/** A row as an answer carries it`,
  },
  {
    path: TEST,
    from: "  it('pages through every todo",
    to: `  it('deletes them all', async () => {
    await t.make.todo()
    expect((await t.delete(COLLECTION)).status).toBe(204)
    expect((await t.get<Row[]>(COLLECTION)).body.data).toEqual([])
  })

  it('pages through every todo`,
  },
  {
    path: 'tests/curl/todos.sh',
    from: `expect 200 '"data":['\ncall GET '/todos?limit=1'\nexpect 200 '"nextCursor":'`,
    to: `expect 200 '"url":'\ncall GET '/todos?limit=1'\nexpect 200 '[{'`,
  },
  { path: 'tests/curl/todos.sh', from: `expect 200 '"data":{'`, to: `expect 200 '"url":'` },
  {
    path: 'tests/curl/todos.sh',
    from: `expect 405 '"code":"method-not-allowed"'\n`,
    to: `expect 405 '"code":"method-not-allowed"'\n\ncall DELETE '/todos'\nexpect 204\ncall GET '/todos'\nexpect 200 '[]'\n`,
  },
]

/** What is to do once lists count: a bare array has no place for a total either. */
export const COUNTED: readonly Edit[] = [
  {
    path: ROUTES,
    from: '    return c.json(rows)\n',
    to: "    if (page.total !== undefined) c.header('X-Total-Count', String(page.total.count))\n    return c.json(rows)\n",
  },
  {
    path: 'tests/support/app.ts',
    from: '  return { data: body, page: { nextCursor } }\n',
    to: `  const total = { count: Number(headers.get('X-Total-Count')), exact: true }
  return { data: body, page: { nextCursor, total } }
`,
  },
  { path: 'tests/curl/todos.sh', from: `expect 200 '"data":['`, to: "expect 200 '['" },
]
