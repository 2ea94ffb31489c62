import { expect, test } from 'vitest'
import { audited, type Edit } from './service.ts'

const WITH = 'src/resources/orders/orders.create-with.ts'
const ROUTES = 'src/resources/products/products.routes.ts'

function found(...edits: readonly Edit[]): readonly string[] {
  return audited(edits, {}, 'shop').map(({ kind, path, message }) => `${kind} ${path}: ${message}`)
}

test('what is made with an order is made by a grant of its own', () => {
  const args = 'createOrderLines(tx, grants.lines, '
  expect(found({ file: WITH, find: args, replace: 'createOrderLines(tx, { scope: grant.scope } as never, ' })).toEqual([
    `forged-grant ${WITH}: \`createMany\` gets a grant that no guard has made for it`,
  ])
  const forged =
    'const grants = { lines: {} } as unknown as Grants\n  const { lines: givenLines = [], ...input } = body'
  expect(found({ file: WITH, find: 'const { lines: givenLines = [], ...input } = body', replace: forged })).toEqual([
    `forged-grant ${WITH}: something is said to be a grant: only a guard makes grants`,
  ])
})

test('what is done in bulk is guarded as what is done once', () => {
  const edit = { file: ROUTES, find: "routes.post('/bulk', may.create, ", replace: "routes.post('/bulk', " }
  expect(found(edit)).toEqual([
    `unguarded-route ${ROUTES}: no policy guards this route`,
    `forged-grant ${ROUTES}: \`createMany\` gets a grant that no guard has made for it`,
  ])
})
