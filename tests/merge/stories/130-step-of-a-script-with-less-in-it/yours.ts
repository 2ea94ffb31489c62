export async function seed(count: number): Promise<void> {
  const made: Record<string, Row[]> = {}
  await db.transaction(async (tx) => {
    made.order = await fill(count, {
      row: (n) => NewOrder.parse(samples.order(FIRST + n)),
      insert: (rows) => tx.insert(orders).values(rows).returning(),
    })
    made.orderLine = await fill(count, {
      insert: (rows) => tx.insert(orderLines).values(rows).returning(),
    })
    await fill(count - 1, { row: related, insert: (rows) => tx.insert(relatedTo).values(rows).returning() })
  })
}
