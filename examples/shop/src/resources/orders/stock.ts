import { and, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/executor.ts'
import { Problem } from '../../http/problem.ts'
import { orderLines } from '../order-lines/order-lines.table.ts'
import { products } from '../products/products.table.ts'

/**
 * Takes what an order has off the stock: all of it or nothing.
 *
 * @throws Problem `constraint-violated` where the order has no lines, or of something there is not enough
 */
export async function takeStock(tx: Tx, orderId: string): Promise<void> {
  const lines = await linesOf(tx, orderId)
  if (lines.length === 0) throw refusal('An order without lines cannot be placed.')
  if (new Set(lines.map(({ currency }) => currency)).size > 1) throw refusal('An order has prices of one currency.')
  for (const { productId, quantity, sku } of lines) {
    // Checked by the statement that takes it: of two who want the last piece the second one waits, and finds none.
    const isEnough = and(eq(products.id, productId), isNull(products.deletedAt), gte(products.stock, quantity))
    const taken = await tx
      .update(products)
      .set({ stock: sql`${products.stock} - ${quantity}`, ...touched })
      .where(isEnough)
      .returning({ id: products.id })
    if (taken.length === 0) throw refusal(`There are not ${quantity} of ${sku} left.`)
  }
}

/** Puts it back. */
export async function giveBackStock(tx: Tx, orderId: string): Promise<void> {
  for (const { productId, quantity } of await linesOf(tx, orderId)) {
    await tx
      .update(products)
      .set({ stock: sql`${products.stock} + ${quantity}`, ...touched })
      .where(eq(products.id, productId))
  }
}

/** As every change of a product does: whoever has read it before is told that it has changed. */
const touched = { version: sql`${products.version} + 1`, updatedAt: sql`now()` }

/** In the order of their products, as everywhere: nobody waits for somebody who waits for them. */
function linesOf(tx: Tx, orderId: string) {
  return tx
    .select({
      productId: orderLines.productId,
      quantity: orderLines.quantity,
      sku: products.sku,
      currency: products.currency,
    })
    .from(orderLines)
    .innerJoin(products, eq(products.id, orderLines.productId))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(orderLines.productId)
}

function refusal(detail: string): Problem {
  return new Problem('constraint-violated', { detail })
}
