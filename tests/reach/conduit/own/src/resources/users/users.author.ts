import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { users } from './users.table.ts'

/** What everybody may see of a user. */
export const Author = z.strictObject({
  username: z.string(),
  bio: z.string().nullable(),
  image: z.string().nullable(),
})

/** The author whom a reference leads to. */
export function authorOf(reference: PgColumn): SQL<z.output<typeof Author>> {
  return sql`(
    select json_build_object('username', u.username, 'bio', u.bio, 'image', u.image)
    from ${users} u where u.id = ${reference}
  )`
}
