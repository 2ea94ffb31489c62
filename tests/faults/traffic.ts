import { randomUUID } from 'node:crypto'
import type { Asked, Kind } from './load.ts'
import type { Person } from './people.ts'
import type { Stand } from './stand.ts'

/** Kinds of requests that the shop gets. */
export interface Traffic {
  /** One product, from the database. */
  readonly read: Kind
  /** One category, which the cache keeps. */
  readonly kept: Kind
  readonly list: Kind
  /** An order with a line: a transaction of several statements. */
  readonly write: Kind
  /** What is paid for by the service that the shop calls. */
  readonly pay: Kind
  /** Payments, as a clerk sees them: nothing else reads that table. */
  readonly payments: Kind
  /** Whether the process lives. */
  readonly health: Kind
  /** A password is checked, which costs time of the processor. */
  readonly login: Kind
}

/** What a shop gets most of the time: much is read, some is written. */
export function mixed({ read, kept, list, write }: Traffic): Kind[] {
  return [read, kept, list, write]
}

/** Traffic for a stand. Each request comes from another address, so that limits count and refuse nobody. */
export function trafficOf({ people, goods }: Stand, orders: readonly Placed[] = []): Traffic {
  let sent = 0
  const any = <Item>(items: readonly Item[]): Item => {
    const item = items[sent % items.length]
    if (item === undefined) throw new Error('there is nothing to choose from')
    return item
  }
  const from = (): Record<string, string> => {
    sent += 1
    return { 'X-Forwarded-For': `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}` }
  }
  const get = (path: () => string): (() => Asked) => {
    return () => ({ method: 'GET', headers: from(), path: path() })
  }
  const as = ({ token }: { readonly token: string }) => ({ ...from(), Authorization: `Bearer ${token}` })
  const toPay = orders.values()
  return {
    read: { name: 'read', share: 4, next: get(() => `/api/products/${any(goods.products)}`) },
    kept: { name: 'kept', share: 3, next: get(() => `/api/categories/${any(goods.categories)}`) },
    list: { name: 'list', share: 1, next: get(() => '/api/products?limit=20') },
    write: {
      name: 'write',
      share: 2,
      next: () => ({
        method: 'POST',
        path: '/api/orders',
        headers: as(any(people.customers)),
        body: { lines: [{ productId: any(goods.products), quantity: 1 }] },
      }),
    },
    pay: {
      name: 'pay',
      share: 2,
      next: () => {
        const { value } = toPay.next()
        if (value === undefined) throw new Error('there are not enough orders to pay')
        const { id, customer } = value
        return { method: 'POST', path: `/api/orders/${id}/pay`, headers: as(customer), body: { token: 'tok' } }
      },
    },
    payments: {
      name: 'payments',
      share: 2,
      next: () => ({ method: 'GET', path: '/api/payments', headers: as(any(people.clerks)) }),
    },
    health: { name: 'health', share: 1, next: get(() => '/health') },
    login: {
      name: 'login',
      share: 1,
      next: () => ({
        method: 'POST',
        path: '/api/auth/login',
        headers: from(),
        body: { email: `nobody-${sent}@shop.example`, password: 'a wrong password' },
      }),
    },
  }
}

/** An order that is to be paid. */
export interface Placed {
  readonly id: string
  readonly customer: Person
}

/** Makes so many orders that are to be paid. */
export async function placeOrders({ sql, people, goods }: Stand, count: number): Promise<Placed[]> {
  const [product = ''] = goods.products
  const orders = Array.from({ length: count }, (_, at): Placed => {
    const customer = people.customers[at % people.customers.length]
    if (customer === undefined) throw new Error('there are no customers')
    return { id: randomUUID(), customer }
  })
  const ids = orders.map(({ id }) => id)
  const customers = orders.map(({ customer }) => customer.id)
  await sql.begin(async (tx) => {
    await tx`insert into orders (id, customer_id, status, placed_at, total)
      select *, 'placed', now(), 12.50 from unnest(${ids}::uuid[], ${customers}::uuid[])`
    await tx`insert into order_lines (order_id, product_id, quantity, unit_price)
      select unnest(${ids}::uuid[]), ${product}, 1, 12.50`
  })
  return orders
}
