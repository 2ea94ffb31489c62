import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runMigrations } from '../golden/minimal/expected/src/db/migrator.ts'
import { DATABASES } from '../unit/migrate/databases.ts'
import { projectIn } from './planner.ts'

interface Fields {
  readonly order?: string
  readonly customer?: string
  readonly price?: string
}

/** A customer with orders, which have lines of products. */
function described({ order = '', customer = '', price = 'decimal(10, 2)' }: Fields): string {
  return `ashlar: 1
name: totals
defaults: { timestamps: false }
resources:
  customer: { key: name, fields: { name: string(..9)${customer} } }
  product: { key: code, fields: { code: string(..9), price: "decimal(10, 2)" } }
  order: { key: number, fields: { number: int, customer: ref customer${order} } }
  line:
    key: number
    softDelete: true
    fields: { number: int, order: ref order, product: ref product, quantity: int, price: "${price}" }
`
}

const TOTAL = ', total: "decimal(12, 2) sum(lines.quantity * lines.price)"'
const SPENT = ', spent: "decimal(12, 2) sum(orders.total)", orderCount: int count(orders)'
const ROWS = [
  `insert into customers (name) values ('a'), ('b')`,
  `insert into products values ('p', 3), ('q', 5)`,
  `insert into orders (number, customer_id) values (1, 'a'), (2, 'a'), (3, 'b')`,
  `insert into lines (number, order_id, product_id, quantity, price, deleted_at) values
     (1, 1, 'p', 2, 1.50, null), (2, 1, 'q', 1, 4, null), (3, 2, 'p', 1, 7, null), (4, 2, 'p', 9, 9, now())`,
]
const totals = 'select number, total from orders order by 1'

describe.each(DATABASES)('on %s', (_, open) => {
  async function migrated(first: Fields) {
    const { run } = await open()
    const folder = mkdtempSync(join(tmpdir(), 'ashlar-kept-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const project = projectIn(folder, ['lines.price', 'orders.total'])
    const to = async (fields: Fields) => {
      expect(await project.generate(described(fields))).toEqual([])
      await runMigrations(run as never, project.migrations)
    }
    await to(first)
    return { run, to, statements: project.statements }
  }

  test('a sum of sums and a count that are new hold what the rows say that are there', async () => {
    const { run, to, statements } = await migrated({})
    for (const insert of ROWS) await run(insert)
    await to({ order: TOTAL, customer: SPENT })
    expect(await run(totals)).toEqual([
      { number: 1, total: '7.00' },
      { number: 2, total: '7.00' },
      { number: 3, total: '0.00' },
    ])
    expect(await run('select spent, order_count from customers order by name')).toEqual([
      { spent: '14.00', order_count: 2 },
      { spent: '0.00', order_count: 1 },
    ])
    const before = statements().length
    await to({ order: TOTAL, customer: SPENT })
    expect(statements()).toHaveLength(before)
  })

  test('other factors make another sum, and an ordinary field keeps its values when it was one', async () => {
    const { run, to } = await migrated({ order: TOTAL })
    for (const insert of ROWS) await run(insert)
    await run('update orders set total = 1')
    const pieces = ', total: "decimal(12, 2) sum(lines.quantity)"'
    await to({ order: pieces })
    const summed = [
      { number: 1, total: '3.00' },
      { number: 2, total: '1.00' },
      { number: 3, total: '0.00' },
    ]
    expect(await run(totals)).toEqual(summed)
    await to({ order: ', total: "decimal(12, 2)"' })
    expect(await run(totals)).toEqual(summed)
    await run('update orders set total = 5')
    await to({ order: pieces })
    expect(await run(totals)).toEqual(summed)
  })

  test('a copy that is new is taken from what the rows refer to now; what became one keeps what it has', async () => {
    const { run, to } = await migrated({ price: 'decimal(10, 2)?' })
    for (const insert of ROWS) await run(insert)
    await run('update lines set price = null where number = 2')
    const prices = 'select price from lines order by number'
    await to({ price: 'decimal(10, 2) copy(product.price)' })
    expect(await run(prices)).toEqual(['1.50', '5.00', '7.00', '9.00'].map((price) => ({ price })))
    await to({ price: 'decimal(10, 2) column(other) copy(product.price)' })
    expect(await run('select other from lines order by number')).toEqual(
      ['3.00', '5.00', '3.00', '3.00'].map((other) => ({ other })),
    )
  })
})
