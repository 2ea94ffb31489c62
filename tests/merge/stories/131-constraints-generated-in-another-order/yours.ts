/** The fields that a constraint of the database is about. */
export const fieldsOfConstraint: Readonly<Record<string, readonly string[]>> = {
  line_pkey: ['orderId', 'productId'],
  // Of the order.
  line_order_id_fkey: ['orderId'],
  // The shop window shows it.
  product_pkey: ['id', 'shop'],
  product_title_key: ['title'],
  product_own_check: ['price', 'title'],
}
