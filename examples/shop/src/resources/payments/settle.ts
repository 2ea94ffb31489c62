import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { UpstreamRefusal } from '../../calls/errors.ts'
import type { Tx } from '../../db/executor.ts'
import { refuseMove } from '../../db/moves.ts'
import { notFound, Problem } from '../../http/problem.ts'
import type { Payments } from '../../upstreams/payments.ts'
import { orderLines } from '../order-lines/order-lines.table.ts'
import { orderStatusMoves, orders } from '../orders/orders.table.ts'
import { products } from '../products/products.table.ts'
import type { ServiceUnit } from '../unit.ts'
import { payments } from './payments.table.ts'

// A payment is written down before anybody is charged, and committed: `begun`. Then the charge is asked for, with the key of
// the payment, so that the other service does it once however often it is asked. Then what came of it is written down
// together with the order. Wherever the process ends in between, the payment is found `begun`, and finished.

const columns = {
  id: payments.id,
  orderId: payments.orderId,
  amount: payments.amount,
  currency: payments.currency,
  token: payments.token,
}

/** What is to be charged. */
export type Begun = Pick<typeof payments.$inferSelect, keyof typeof columns>

/**
 * Writes down that an order is about to be paid, or finds that it is: then with the token that was sent first, because what
 * is asked for with one key has to stay the same.
 *
 * @throws Problem `move-not-possible` where the order is not one that is to be paid
 */
export async function beginPayment(tx: Tx, orderId: string, token: string): Promise<Begun> {
  const [order = notFound('order')] = await tx
    .select({ status: orders.status, total: orders.total })
    .from(orders)
    .where(eq(orders.id, orderId))
    .for('update')
  if (order.status !== 'placed') refuseMove(orderStatusMoves, { from: order.status, to: 'paid' })
  const [begun] = await findBegun(tx, orderId)
  if (begun !== undefined) return begun
  const values = { id: uuidv7(), orderId, amount: order.total, currency: await currencyOf(tx, orderId), token }
  await tx.insert(payments).values(values)
  return values
}

/**
 * Keeps an order as it is while somebody is being charged for it.
 *
 * @throws Problem `write-conflict`
 */
export async function refuseWhilePaying(tx: Tx, orderId: string): Promise<void> {
  const begun = await findBegun(tx, orderId)
  if (begun.length > 0) throw new Problem('write-conflict', { detail: 'It is being paid.' })
}

/** All payments that somebody has begun and nobody has finished. */
export function listBegun(tx: Tx): Promise<Begun[]> {
  return tx.select(columns).from(payments).where(eq(payments.state, 'begun')).orderBy(payments.id)
}

interface Means {
  readonly unit: ServiceUnit
  readonly charge: Payments['charge']
}

/** Charges what is begun, and writes down what came of it. It may be done at any time, by several at once, and again. */
export async function settle({ id, ...asked }: Begun, { unit, charge }: Means) {
  const { orderId } = asked
  const charged = await charge(asked, { idempotencyKey: id }).catch(declined)
  return unit(async ({ service, tx }) => {
    // Somebody else may be at it, too: the second one waits here, and finds it done.
    const [payment] = await tx.select({ state: payments.state }).from(payments).where(eq(payments.id, id)).for('update')
    if (payment?.state === 'begun') {
      const state = charged.status === 'accepted' ? 'charged' : 'declined'
      await service.payments.moveState({ id }, state, { chargeId: charged.id })
      if (state === 'charged') await service.orders.moveStatus({ id: orderId }, 'paid')
    }
    const order = await service.orders.get({ id: orderId })
    return order ?? notFound('order')
  })
}

/**
 * What the other service says when it has looked at a charge and does not make it: there is no money, or what we ask for is
 * nothing that it takes, now or later. Other refusals (401, 404, 409) say nothing of the charge, which an earlier attempt may
 * have made: the payment stays begun, and whoever pays again goes on with it.
 */
const DECLINED: ReadonlySet<number> = new Set([400, 402, 422])

function declined(error: unknown): { readonly id: null; readonly status: 'declined' } {
  if (error instanceof UpstreamRefusal && DECLINED.has(error.status)) return { id: null, status: 'declined' }
  throw error
}

function findBegun(tx: Tx, orderId: string): Promise<Begun[]> {
  return tx
    .select(columns)
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.state, 'begun')))
}

/** That of its lines: an order with several is not placed. */
async function currencyOf(tx: Tx, orderId: string): Promise<string> {
  const [line = notFound('order')] = await tx
    .select({ currency: products.currency })
    .from(orderLines)
    .innerJoin(products, eq(products.id, orderLines.productId))
    .where(eq(orderLines.orderId, orderId))
    .limit(1)
  return line.currency
}
