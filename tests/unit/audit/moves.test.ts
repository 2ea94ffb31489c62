import { expect, test } from 'vitest'
import { audited } from './service.ts'

const ROUTES = 'src/resources/orders/orders.routes.ts'
const QUERIES = 'src/resources/orders/orders.queries.ts'

/** What the audit says of a route of one's own that moves an order. */
function saidOf(guard: string, grant = 'c.var.grant'): string[] {
  const route = `  routes.post('/:id/cancel', ${guard}validate('param', OrderKey), async (c) => {
    const row = await orders.moveStatus(db, ${grant}, c.req.valid('param'), 'cancelled')
    return c.json({ data: row ?? notFound('order') })
  })

`
  const edit = { file: ROUTES, find: '  return routes\n', replace: `${route}  return routes\n` }
  return audited([edit], {}, 'shop').map(({ kind }) => kind)
}

test('a route that moves rows has the guard of update', () => {
  expect(saidOf('may.update, ')).toEqual([])
  expect(saidOf('may.get, ')).toEqual(['foreign-grant'])
  expect(saidOf('')).toEqual(['unguarded-route', 'forged-grant'])
  expect(saidOf('may.update, ', '{} as never')).toEqual(['forged-grant'])
})

test('a move is about the rows of the grant', () => {
  const edit = { file: QUERIES, find: 'and(mayMoveStatus, rows)', replace: 'mayMoveStatus' }
  expect(audited([edit], {}, 'shop').map(({ kind }) => kind)).toEqual(['unscoped-statement'])
})

test('only routes of actions look a row up with their own grants', () => {
  const lookUp = (guard: string) => {
    const route = `  routes.get('/:id/raw', ${guard}, validate('param', OrderKey), async (c) => {
    const [row = notFound('order')] = await orders.byKey(db, c.var.grant).execute(c.req.valid('param'))
    return c.json({ data: row })
  })

`
    const edit = { file: ROUTES, find: '  return routes\n', replace: `${route}  return routes\n` }
    return audited([edit], {}, 'shop').map(({ kind }) => kind)
  }
  expect(lookUp('may.place')).toEqual([])
  expect(lookUp('may.list')).toEqual(['foreign-grant'])
})
