import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { packageRoot } from '../../src/package.ts'
import { SERVICE_FILES } from '../../src/plan/catalog.ts'
import { PROBLEMS } from '../../src/plan/problems.ts'

/** A module of the generated shop, as it runs. */
const generated = (path: string) => import(pathToFileURL(join(packageRoot, 'tests/golden/shop/expected', path)).href)

describe('the cursor', async () => {
  const { cursor, pageOf } = await generated('src/http/cursor.ts')
  const paging = { list: 'things', by: ['a', 'b'] }
  const schema = cursor(paging, z.strictObject({ a: z.string(), b: z.string().transform(Number) }))
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

  test('has version 1, and this form for ever', () => {
    const { rows, nextCursor } = pageOf(
      [
        { a: 'x', b: 1 },
        { a: 'y', b: 2 },
      ],
      1,
      paging,
    )
    expect(rows).toEqual([{ a: 'x', b: 1 }])
    expect(Buffer.from(nextCursor, 'base64url').toString()).toBe('[1,"things:a,b","x","1"]')
    expect(schema.parse(nextCursor)).toEqual({ a: 'x', b: 1 })
  })

  test('is null on the last page', () => {
    expect(pageOf([{ a: 'x', b: 1 }], 1, paging).nextCursor).toBeNull()
    expect(pageOf([], 1, paging).nextCursor).toBeNull()
  })

  test.each([
    ['of another version', encode([2, 'things:a,b', 'x', '1'])],
    ['of another list', encode([1, 'others:a,b', 'x', '1'])],
    ['of another order', encode([1, 'things:b,a', 'x', '1'])],
    ['with too few values', encode([1, 'things:a,b', 'x'])],
    ['with too many values', encode([1, 'things:a,b', 'x', '1', '2'])],
    ['with a value of another type', encode([1, 'things:a,b', { $ne: 1 }, '1'])],
    ['that is no JSON', Buffer.from('{').toString('base64url')],
    ['that is no list', encode({ length: 4 })],
    ['that is empty', ''],
  ])('%s is refused', (_, text) => {
    expect(schema.safeParse(text).success).toBe(false)
  })
})

describe('the problem catalogue', () => {
  test('is the same in the service and in its documentation; codes are added, never renamed', async () => {
    const { problems } = await generated('src/http/problem.ts')
    const inService = Object.entries<object>(problems).map(([code, rest]) => ({ code, ...rest }))
    // Those of signing in with providers are in services that have some.
    const ofProviders = ['sign-in-failed', 'sign-in-denied', 'account-exists', 'last-sign-in']
    expect(inService).toEqual(PROBLEMS.filter(({ code }) => !ofProviders.includes(code)))
    expect(PROBLEMS.map(({ code, status }) => `${status} ${code}`)).toEqual([
      '400 invalid-input',
      '400 malformed-body',
      '400 value-not-storable',
      '400 sign-in-failed',
      '401 unauthenticated',
      '401 invalid-token',
      '401 wrong-credentials',
      '403 wrong-password',
      '403 sign-in-denied',
      '403 forbidden',
      '404 not-found',
      '404 no-such-route',
      '405 method-not-allowed',
      '409 already-exists',
      '409 account-exists',
      '409 last-sign-in',
      '409 idempotency-key-in-use',
      '409 move-not-possible',
      '409 still-referenced',
      '409 write-conflict',
      '412 precondition-failed',
      '413 payload-too-large',
      '415 unsupported-media-type',
      '422 reference-not-found',
      '422 constraint-violated',
      '422 idempotency-key-reused',
      '428 precondition-required',
      '429 too-many-requests',
      '500 internal-error',
      '501 not-implemented',
      '502 upstream-refused',
      '502 upstream-not-understood',
      '503 unavailable',
      '503 upstream-unavailable',
      '504 timeout',
    ])
  })

  test('has the same form for every problem', async () => {
    const { Problem } = await generated('src/http/problem.ts')
    expect(new Problem('not-found', { detail: 'There is no such order.' }).toJSON()).toEqual({
      type: '/problems/not-found',
      title: 'There is no such resource',
      status: 404,
      code: 'not-found',
      detail: 'There is no such order.',
      errors: undefined,
    })
  })
})

describe('SQLSTATE to problem', () => {
  const fault = (code: string, more: object = {}) => Object.assign(new Error('secret detail'), { code, ...more })

  test.each([
    ['23505', 'POST', 'already-exists'],
    ['23503', 'POST', 'reference-not-found'],
    ['23503', 'DELETE', 'still-referenced'],
    ['23502', 'POST', 'constraint-violated'],
    ['23514', 'PATCH', 'constraint-violated'],
    ['22001', 'POST', 'value-not-storable'],
    ['22P05', 'POST', 'value-not-storable'],
    ['40001', 'PATCH', 'write-conflict'],
    ['57014', 'GET', 'timeout'],
    ['53300', 'GET', 'unavailable'],
    ['08006', 'GET', 'unavailable'],
    ['ECONNREFUSED', 'GET', 'unavailable'],
  ])('%s on %s is %s', async (sqlstate, method, code) => {
    const { problemOfDatabase } = await generated('src/db/sqlstate.ts')
    const problem = problemOfDatabase(fault(sqlstate), method)
    expect(problem.code).toBe(code)
    expect(JSON.stringify(problem)).not.toContain('secret')
  })

  test('names the field by the constraint, as either driver tells it', async () => {
    const { problemOfDatabase } = await generated('src/db/sqlstate.ts')
    for (const told of [{ constraint: 'products_sku_key' }, { constraint_name: 'products_sku_key' }]) {
      expect(problemOfDatabase(fault('23505', told), 'POST').toJSON().errors).toMatchObject([
        { in: 'body', pointer: '/sku' },
      ])
    }
  })

  test.each(['42P01', '42601', 'XX000'])('%s is a bug, so 500', async (sqlstate) => {
    const { problemOfDatabase } = await generated('src/db/sqlstate.ts')
    expect(problemOfDatabase(fault(sqlstate), 'GET')).toBeUndefined()
  })
})

test('app.ts is a file like every other: merged, never exempt', () => {
  const row = SERVICE_FILES.find(({ template }) => template === 'src/app.ts')
  expect(row).toBeDefined()
  expect(row?.owner ?? 'merged').toBe('merged')
})
