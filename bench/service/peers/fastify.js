// Fastify and Drizzle, with JSON Schema for what comes in and what goes out.
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import Fastify from 'fastify'
import postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { columns, products } from './products.js'

const db = drizzle(postgres(process.env.DATABASE_URL, { max: 10 }))
const app = Fastify()

const uuid = { type: 'string', format: 'uuid' }
const text = { type: 'string', maxLength: 65_535, nullable: true }
const given = {
  sku: { type: 'string', minLength: 3, maxLength: 40 },
  title: { type: 'string', minLength: 1, maxLength: 200 },
  description: text,
  price: { type: 'string', pattern: '^\\d{1,8}(\\.\\d{1,2})?$' },
  currency: { type: 'string', enum: ['EUR', 'USD', 'GBP'] },
  stock: { type: 'integer', minimum: 0 },
  tags: { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 30 } },
  attributes: { type: 'object', additionalProperties: true },
  published: { type: 'boolean' },
  supplierNote: text,
  categoryId: { ...uuid, nullable: true },
}
const newProduct = { type: 'object', properties: given, required: ['sku', 'title', 'price'] }
const time = { type: 'string', format: 'date-time' }
const product = {
  type: 'object',
  properties: { id: uuid, ...given, version: { type: 'integer' }, createdAt: time, updatedAt: time },
}
const one = { type: 'object', properties: { data: product } }
const page = {
  type: 'object',
  properties: {
    data: { type: 'array', items: product },
    page: { type: 'object', properties: { nextCursor: { type: 'string', nullable: true } } },
  },
}
const key = { type: 'object', properties: { id: uuid } }
const query = {
  type: 'object',
  properties: { limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 }, after: uuid },
}

app.get('/api/products', { schema: { querystring: query, response: { 200: page } } }, async (request) => {
  const { limit, after } = request.query
  const rows = await db
    .select(columns)
    .from(products)
    .where(and(isNull(products.deletedAt), after ? gt(products.id, after) : undefined))
    .orderBy(asc(products.id))
    .limit(limit + 1)
  const data = rows.slice(0, limit)
  return { data, page: { nextCursor: rows.length > limit ? data.at(-1).id : null } }
})

app.get('/api/products/:id', { schema: { params: key, response: { 200: one } } }, async (request, reply) => {
  const [row] = await db
    .select(columns)
    .from(products)
    .where(and(eq(products.id, request.params.id), isNull(products.deletedAt)))
  return row === undefined ? reply.code(404).send({ message: 'Not Found' }) : { data: row }
})

app.post('/api/products', { schema: { body: newProduct, response: { 201: one } } }, async (request, reply) => {
  const [row] = await db
    .insert(products)
    .values({ id: uuidv7(), ...request.body })
    .returning(columns)
  return reply.code(201).send({ data: row })
})

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
