import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type Caller, generateText, openShop, type Shop } from './shop.ts'

/** Everybody signed in reads tasks; what they belong to is shown to fewer. */
const DESCRIPTION = `ashlar: 1
name: asked
api: { basePath: /api }
auth: { user: customer, identifier: email, roles: { field: role } }
resources:
  customer:
    fields:
      email: email unique
      password: secret
      role: enum(customer, clerk, admin) write(admin) = customer
    access: { list: admin, get: [self, admin], create: public, update: self, delete: admin }
  area:
    fields: { code: slug unique, open: boolean = false }
    access: { list: [signedIn where open, clerk], get: [signedIn where open, clerk], create: clerk }
    operations: [list, get, create]
  plan:
    fields: { budget: int, area: ref area }
    access: { list: [clerk, customer], get: [clerk, customer], create: clerk }
    operations: [list, get, create]
  task:
    fields:
      title: string(1..80)
      plan: ref plan
      maker: ref customer set(actor)
    access: { list: signedIn, get: signedIn, create: signedIn }
    operations: [list, get, create]
    query:
      filter: [title, maker, maker.email, plan.budget, plan.area.code]
      sort: [title]
`

let root: string

beforeAll(async () => {
  root = await generateText(DESCRIPTION, 'access-asked')
})

test('a cursor is good as long as the secret that it was signed with', async () => {
  const load = (path: string) => import(pathToFileURL(join(root, path)).href)
  const { cursorKeys } = await load('src/http/cursor-keys.ts')
  const { pageAsked } = await load('src/http/list-page.ts')
  const { taskPaging } = await load('src/resources/tasks/tasks.schema.ts')
  const id = '01890000-0000-7000-8000-000000000000'
  const askedWith = (keys: unknown, cursor?: string) =>
    pageAsked({ limit: 1, ...(cursor && { cursor }) }, taskPaging, { actor: undefined, cursorKeys: keys })
  const { page } = await askedWith(cursorKeys('old')).answer([{ id }, { id }])
  expect(askedWith(cursorKeys('new', 'old'), page.nextCursor).values).toMatchObject({ '$after.id': id })
  expect(() => askedWith(cursorKeys('new', undefined), page.nextCursor)).toThrow()
})

describe.each([
  ['PGlite', true],
  ['PostgreSQL', hasPostgres],
])('who asks a list for what they do not see, on %s', (name, isThere) => {
  describe.skipIf(!isThere)('is told nothing', () => {
    const database = testDatabase()
    let shop: Shop
    let open: string
    let closed: string

    beforeAll(async () => {
      shop = await openShop(root, name === 'PGlite' ? undefined : database.url)
      const task = async (code: string, isOpen: boolean): Promise<string> => {
        const area = await shop.make.area?.({ code, open: isOpen })
        const plan = await shop.make.plan?.({ areaId: area?.id, budget: isOpen ? 1 : 2 })
        const made = await shop.make.task?.({ planId: plan?.id })
        return String(made?.id)
      }
      open = await task('open', true)
      closed = await task('closed', false)
    })

    afterAll(() => shop.close())

    const asked = async (caller: Caller, query: string) => {
      const { status, body } = await shop.send(caller, { method: 'GET', path: `/tasks?${query}` })
      return status === 200 ? (body.data as { id: string }[]).map(({ id }) => id) : status
    }

    test('by a filter on rows that they may not see any of', async () => {
      expect(await asked('clerk', 'plan.budget=2')).toEqual([closed])
      expect(await asked('customer', 'plan.budget=2')).toEqual([closed])
      expect(await asked('admin', 'plan.budget=2')).toBe(403)
      expect(await asked('nobody', 'plan.budget=2')).toBe(401)
    })

    test('by a filter on rows some of which they see', async () => {
      expect(await asked('clerk', 'plan.area.code=closed')).toEqual([closed])
      expect(await asked('customer', 'plan.area.code=closed')).toEqual([])
      expect(await asked('customer', 'plan.area.code[in]=open,closed')).toEqual([open])
      expect(await asked('customer', 'plan.area.code[startsWith]=c')).toEqual([])
      expect(await asked('admin', 'plan.area.code=open')).toBe(403)
    })

    test('by the address of who made one: only their own', async () => {
      const { body } = await shop.send('admin', { method: 'GET', path: `/customers/${shop.ids.customer}` })
      const query = `maker.email=${encodeURIComponent(String((body.data as Record<string, unknown>).email))}`
      expect(await asked('customer', query)).toEqual([open, closed])
      expect(await asked('admin', query)).toEqual([open, closed])
      expect(await asked('other', query)).toEqual([])
    })

    test('by the cursor of somebody else', async () => {
      const { body } = await shop.send('clerk', { method: 'GET', path: '/tasks?limit=1&sort=title' })
      const cursor = `limit=1&sort=title&cursor=${body.page.nextCursor}`
      expect(await asked('clerk', cursor)).toEqual([closed])
      expect(await asked('customer', cursor)).toBe(400)
    })

    test('by a cursor that they have changed', async () => {
      const { body } = await shop.send('clerk', { method: 'GET', path: '/tasks?limit=1&sort=title' })
      const parts: unknown[] = JSON.parse(Buffer.from(String(body.page.nextCursor), 'base64url').toString())
      const packed = (changed: unknown[]) => Buffer.from(JSON.stringify(changed)).toString('base64url')
      const goOn = (cursor: string) => asked('clerk', `limit=1&sort=title&cursor=${cursor}`)
      expect(await goOn(packed(parts))).toEqual([closed])
      for (const [at, part] of parts.entries()) {
        const other =
          typeof part === 'number' ? part + 1 : String(part).replace(/.$/, (last) => (last === '0' ? '1' : '0'))
        expect([at, await goOn(packed(parts.with(at, other)))]).toEqual([at, 400])
      }
    })
  })
})
