import { expect, test } from 'vitest'
import { audited, type Edit } from './service.ts'

const FILE = 'src/http/idempotency.ts'
const ROUTES = 'src/resources/orders/orders.routes.ts'

function found(...edits: readonly Edit[]): readonly string[] {
  return audited(edits, {}, 'shop').map(({ kind, path, message }) => `${kind} ${path}: ${message}`)
}

test('a create that may be sent again is guarded as any other', () => {
  expect(found()).toEqual([])
  expect(found({ file: ROUTES, find: "routes.post('/', may.create, ", replace: "routes.post('/', " })).toEqual([
    `unguarded-route ${ROUTES}: no policy guards this route`,
    `forged-grant ${ROUTES}: \`createWith\` gets a grant that no guard has made for it`,
  ])
  expect(
    found({ file: ROUTES, find: "routes.post('/', may.create, ", replace: "routes.post('/', may.list, " }),
  ).toEqual([`foreign-grant ${ROUTES}: \`createWith\` gets the grant of \`may.list\`, which is for something else`])
})

test.each([
  ['the key of one is that of all', 'actor && String(actor.id), ', ''],
  ['another role gets the same answer', 'actor?.role, ', ''],
])('%s', (_, find, replace) => {
  expect(found({ file: FILE, find, replace })).toEqual([
    `changed-core ${FILE}: \`readKey\` is not as it was generated: every guard and every query relies on it`,
  ])
})
