// Express 5, Zod and Drizzle.
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import express from 'express'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { ZodError } from 'zod'
import { columns, NewProduct, ProductKey, ProductQuery, products } from './products.js'

const db = drizzle(postgres(process.env.DATABASE_URL, { max: 10 }))
const app = express()
app.use(express.json())

app.get('/api/products', async (request, response) => {
  const { limit, after } = ProductQuery.parse(request.query)
  const rows = await db
    .select(columns)
    .from(products)
    .where(and(isNull(products.deletedAt), after ? gt(products.id, after) : undefined))
    .orderBy(asc(products.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  response.json({ data: page, page: { nextCursor: rows.length > limit ? page.at(-1).id : null } })
})

app.get('/api/products/:id', async (request, response) => {
  const { id } = ProductKey.parse(request.params)
  const [row] = await db
    .select(columns)
    .from(products)
    .where(and(eq(products.id, id), isNull(products.deletedAt)))
  if (row === undefined) response.status(404).json({ message: 'Not Found' })
  else response.json({ data: row })
})

app.post('/api/products', async (request, response) => {
  const product = NewProduct.parse(request.body)
  const [row] = await db
    .insert(products)
    .values({ id: uuidv7(), ...product })
    .returning(columns)
  response.status(201).json({ data: row })
})

app.use((error, _request, response, _next) => {
  if (error instanceof ZodError) response.status(400).json({ errors: error.issues })
  else response.status(500).json({ message: 'Internal Server Error' })
})

app.listen(Number(process.env.PORT), '127.0.0.1')
