/** The fields that a constraint of the database is about. */
export const fieldsOfConstraint: Readonly<Record<string, readonly string[]>> = {
  product_pkey: ['id'],
  product_title_key: ['title'],
  line_pkey: ['orderId', 'productId'],
  // Of the order.
  line_order_id_fkey: ['orderId'],
}
