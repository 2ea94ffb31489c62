import { relations } from 'drizzle-orm'
import { customers } from '../resources/customers/customers.table.ts'
import { orders } from '../resources/orders/orders.table.ts'
import { products } from '../resources/products/products.table.ts'

export const customersRelations = relations(customers, ({ one, many }) => ({
  orders: many(orders, { relationName: 'order.customerId' }),
}))

export const ordersRelations = relations(orders, ({ one, many }) => ({
  customer: one(customers, { relationName: 'order.payerId', fields: [orders.customerId] }),
}))

export const productsRelations = relations(products, ({ one, many }) => ({
  orders: many(orders, { relationName: 'order.productId' }),
}))

/** What the dashboard asks for. */
export const own = [customersRelations, productsRelations]
