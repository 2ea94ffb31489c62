// Hono, Zod and Drizzle by hand, as their documentation shows them; nothing else is on.
import { serve } from '@hono/node-server'
import { zValidator } from '@hono/zod-validator'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { Hono } from 'hono'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { columns, NewProduct, ProductKey, ProductQuery, products } from './products.js'

const db = drizzle(postgres(process.env.DATABASE_URL, { max: 10 }))
const app = new Hono()

app.get('/api/products', zValidator('query', ProductQuery), async (c) => {
  const { limit, after } = c.req.valid('query')
  const rows = await db
    .select(columns)
    .from(products)
    .where(and(isNull(products.deletedAt), after ? gt(products.id, after) : undefined))
    .orderBy(asc(products.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  return c.json({ data: page, page: { nextCursor: rows.length > limit ? page.at(-1).id : null } })
})

app.get('/api/products/:id', zValidator('param', ProductKey), async (c) => {
  const { id } = c.req.valid('param')
  const [row] = await db
    .select(columns)
    .from(products)
    .where(and(eq(products.id, id), isNull(products.deletedAt)))
  return row === undefined ? c.json({ message: 'Not Found' }, 404) : c.json({ data: row })
})

app.post('/api/products', zValidator('json', NewProduct), async (c) => {
  const product = c.req.valid('json')
  const [row] = await db
    .insert(products)
    .values({ id: uuidv7(), ...product })
    .returning(columns)
  return c.json({ data: row }, 201)
})

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT) })
