// What the peers have in common: the table as the shop's migrations have made it, and what a product may be.
import { boolean, integer, jsonb, numeric, pgTable, text, timestamp, uuid, varchar } from 'drizzle-orm/pg-core'
import { z } from 'zod'

export const products = pgTable('products', {
  id: uuid('id').primaryKey(),
  sku: varchar('sku', { length: 40 }).notNull(),
  title: varchar('title', { length: 200 }).notNull(),
  description: text('description'),
  price: numeric('price', { precision: 10, scale: 2 }).notNull(),
  currency: text('currency', { enum: ['EUR', 'USD', 'GBP'] })
    .notNull()
    .default('EUR'),
  stock: integer('stock').notNull().default(0),
  tags: varchar('tags', { length: 30 }).array().notNull().default([]),
  attributes: jsonb('attributes').notNull().default({}),
  published: boolean('published').notNull().default(false),
  supplierNote: text('supplier_note'),
  categoryId: uuid('category_id'),
  version: integer('version').notNull().default(1),
  createdAt: timestamp('created_at', { precision: 3, withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { precision: 3, withTimezone: true }).notNull().defaultNow(),
  deletedAt: timestamp('deleted_at', { precision: 3, withTimezone: true }),
})

/** What answers carry. */
export const columns = {
  id: products.id,
  sku: products.sku,
  title: products.title,
  description: products.description,
  price: products.price,
  currency: products.currency,
  stock: products.stock,
  tags: products.tags,
  attributes: products.attributes,
  published: products.published,
  supplierNote: products.supplierNote,
  categoryId: products.categoryId,
  version: products.version,
  createdAt: products.createdAt,
  updatedAt: products.updatedAt,
}

export const ProductKey = z.object({ id: z.uuid() })

export const ProductQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.uuid().optional(),
})

export const NewProduct = z.object({
  sku: z.string().min(3).max(40),
  title: z.string().min(1).max(200),
  description: z.string().max(65_535).nullish(),
  price: z.string().regex(/^\d{1,8}(\.\d{1,2})?$/),
  currency: z.enum(['EUR', 'USD', 'GBP']).optional(),
  stock: z.int().min(0).optional(),
  tags: z.array(z.string().max(30)).max(100).optional(),
  attributes: z.json().optional(),
  published: z.boolean().optional(),
  supplierNote: z.string().max(65_535).nullish(),
  categoryId: z.uuid().nullish(),
})
