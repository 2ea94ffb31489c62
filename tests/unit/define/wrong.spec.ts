import { z } from 'zod'
import { defineSpec, field, many, ref, resource, secret } from '../../../src/define/index.ts'

// Each line under a mark is an error for the compiler; the test fails when it is none.

const note = resource({ fields: z.object({ title: z.string() }) })

// @ts-expect-error a reference to nothing
defineSpec({ ashlar: 1, name: 'a', resources: { note, tag: resource({ fields: z.object({ of: ref('nothing') }) }) } })

defineSpec({
  ashlar: 1,
  name: 'a',
  // @ts-expect-error the same through wrappers and for many
  resources: { tag: resource({ fields: z.object({ of: many('nothing'), to: ref('tag').optional() }) }) },
})

// @ts-expect-error a wrong key at the top
defineSpec({ ashlar: 1, name: 'a', resources: { note }, resorces: {} })

// @ts-expect-error a wrong key of the API
defineSpec({ ashlar: 1, name: 'a', api: { basPath: '/api' }, resources: { note } })

// @ts-expect-error somebody who is not there signs in
defineSpec({ ashlar: 1, name: 'a', auth: { user: 'customer', identifier: 'email' }, resources: { note } })

// @ts-expect-error a wrong key of a resource
resource({ fields: z.object({ title: z.string() }), softdelete: true })

// @ts-expect-error a wrong operation
resource({ fields: z.object({ title: z.string() }), operations: ['lst'] })

// @ts-expect-error a key that is no field
resource({ fields: z.object({ title: z.string() }), key: 'sku' })

// @ts-expect-error an index on what is no field
resource({ fields: z.object({ title: z.string() }), indexes: [['lower(titel)']] })

// @ts-expect-error an order by what is no field
resource({ fields: z.object({ title: z.string() }), query: { sort: ['titel'] } })

// @ts-expect-error a filter on what is no field
resource({ fields: z.object({ title: z.string() }), query: { filter: ['titel'] } })

// @ts-expect-error a rule for what is no operation
resource({ fields: z.object({ title: z.string() }), access: { raed: 'public' } })

// @ts-expect-error an owner that is no field
resource({ fields: z.object({ title: z.string() }), owner: 'author' })

// @ts-expect-error a wrong modifier
field(z.email(), { uniqe: true })

// @ts-expect-error a wrong option of a reference
ref('note', { ondelete: 'cascade' })

// @ts-expect-error another version of the language
defineSpec({ ashlar: 2, name: 'a', resources: { note } })

// And what is right is none.
export default defineSpec({
  ashlar: 1,
  name: 'right',
  auth: { user: 'author', identifier: 'email', roles: { field: 'role' } },
  resources: {
    note,
    author: resource({
      fields: z.object({
        email: field(z.email(), { unique: true }),
        password: secret(),
        role: field(z.enum(['author', 'admin']).default('author'), { write: ['admin'] }),
      }),
    }),
    post: resource({
      fields: z.object({
        author: ref('author', { set: 'actor' }),
        notes: many('note'),
        live: z.boolean().default(false),
      }),
      query: { filter: ['author', 'author.email', 'createdAt'], sort: ['createdAt', 'live'] },
      owner: 'author',
      indexes: [['author', 'createdAt'], ['lower(live)', 'live'], { fields: ['lower(live)'], unique: true }],
      access: {
        list: ['public where live', 'owner'],
        get: 'owner',
        create: 'signedIn',
        update: 'owner',
        delete: 'admin',
      },
      actions: { publish: { post: '/{id}/publish', request: z.object({ at: z.iso.datetime() }), response: 'post' } },
    }),
  },
})
