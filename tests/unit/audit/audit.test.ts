import { describe, expect, test } from 'vitest'
import { auditService } from '../../../src/audit/audit.ts'
import { audited, generatedFiles } from './service.ts'

const ROUTES = 'src/resources/posts/posts.routes.ts'
const QUERIES = 'src/resources/posts/posts.queries.ts'
const GET = "  routes.get('/:id', may.get, validate('param', PostKey), async (c) => {"

/** What the audit says of one edit: kinds with their routes. */
function said(file: string, find: string, replace: string, files: Readonly<Record<string, string>> = {}): string[] {
  return audited([{ file, find, replace }], files).map(
    ({ kind, route }) => `${kind}${route === undefined ? '' : ` ${route}`}`,
  )
}

test('a service as it was generated has nothing', () => {
  expect(audited([])).toEqual([])
})

test.each([
  ['with the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
  ['with a mark of its encoding', (text: string) => `\uFEFF${text}`],
  ['in another format', (text: string) => text.replaceAll(/^( +)/gm, '$1$1')],
])('a service as it was generated, %s, has nothing', (_, format) => {
  const files = generatedFiles('members').map((file) => ({ ...file, text: format(file.text) }))
  expect(auditService(files)).toEqual([])
})

test('a type of the queries is no query', () => {
  const own = "import { byAuthor, type Cursor } from '../posts/posts.queries.ts'\n"
  const of = (text: string) => audited([], { 'src/resources/posts/feed.ts': own + text }).map(({ kind }) => kind)
  expect(of('export const start: Cursor = byAuthor as never as Cursor\n')).toEqual(['forged-grant'])
  expect(of('export type Page = { at: Cursor }\n')).toEqual([])
  expect(of('export const open = byAuthor<unknown>\n')).toEqual(['forged-grant'])
})

describe('found', () => {
  test.each([
    ['a route without its guard', 'may.get, ', '', ['unguarded-route GET /:id', 'forged-grant GET /:id']],
    ['the guard of another operation', 'may.get, ', 'may.list, ', ['foreign-grant GET /:id']],
    [
      'without its validation',
      "validate('param', PostKey), async (c) => {\n    const row = await posts.get(db, c.var.grant, c.req.valid('param'))",
      "async (c) => {\n    const row = await posts.get(db, c.var.grant, { id: c.req.param('id') })",
      ['unvalidated-route GET /:id'],
    ],
  ])('%s', (_, find, replace, wanted) => {
    const target = find.startsWith('may') ? GET : find
    expect(
      said(
        ROUTES,
        target,
        target.replace(find, () => replace),
      ),
    ).toEqual(wanted)
  })

  test('a second route to a query, without a guard', () => {
    const second =
      "  routes.get('/all', async (c) => c.json(await posts.list(db, {} as never, { limit: 9, cursor: undefined })))\n\n"
    expect(said(ROUTES, GET, `${second}${GET}`)).toEqual(['unguarded-route GET /all', 'forged-grant GET /all'])
  })

  test('a function with the name of the guard', () => {
    const inner = '  const may = { get: async (_c: unknown, next: () => Promise<void>) => next() }\n'
    expect(said(ROUTES, GET, `${inner}${GET}`)).toContain('unguarded-route GET /:id')
  })

  test('a condition that is among others of an or()', () => {
    const found = said(QUERIES, '.where(and(afterKey, rows))', '.where(or(afterKey, rows))')
    expect(found).toContain('unscoped-statement')
  })

  test('a check that is gone', () => {
    const file = 'src/resources/comments/comments.queries.ts'
    const found = said(
      file,
      '  await requireParent(db, grant, parent)\n  return within(',
      '  if (db === undefined) await requireParent(db, grant, parent)\n  return within(',
    )
    expect(found).toEqual(['lost-check'])
  })

  test('middleware that is gone', () => {
    expect(said('src/app.ts', '  mountAuth(app, auth, db)\n', '')).toEqual(['lost-middleware'])
  })
})

test.each([
  [
    'src/app.ts',
    "import { mountAuth } from './auth/auth.routes.ts'",
    "import { mountAuth } from './auth/open.ts'",
    'lost-middleware',
  ],
  [
    'src/http/grant.ts',
    "import { type Scope, scopes } from '../auth/scope.ts'",
    "import { type Scope, scopes } from '../open.ts'",
    'changed-core',
  ],
])('in %s the same words over another import', (file, find, replace, kind) => {
  expect(said(file, find, replace)).toContain(kind)
})

test('what is meant is listed with its reason', () => {
  const second = "  // ashlar-allow: the health of a load balancer\n  routes.get('/up', (c) => c.text('up'))\n\n"
  const [weakness] = audited([{ file: ROUTES, find: GET, replace: `${second}${GET}` }])
  expect(weakness).toMatchObject({
    kind: 'unguarded-route',
    route: 'GET /up',
    waiver: 'the health of a load balancer',
    path: ROUTES,
  })
})
