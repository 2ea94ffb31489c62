import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { type Caller, generateText, openShop, type Row, type Shop } from './shop.ts'

/** Rows that everybody reads, beside rows that fewer see, or of which fewer see all. */
const DESCRIPTION = `ashlar: 1
name: included
api: { basePath: /api }
auth: { user: customer, identifier: email, roles: { field: role } }
resources:
  customer:
    fields:
      email: email unique
      password: secret
      phone: string(..20)? read(admin) write(admin)
      secretNote: string(..20)? internal
      role: enum(customer, clerk, admin) write(admin) = customer
    access: { list: admin, get: [self, clerk, admin], create: public, update: self, delete: admin }
  area:
    softDelete: true
    fields: { code: slug unique, open: boolean = false }
    access: { list: [public where open, clerk], get: [public where open, clerk], create: clerk, delete: clerk }
    operations: [list, get, create, delete]
    query: { include: [tasks] }
  draft:
    fields: { task: ref task, text: string(..20) }
    access: { list: clerk, get: public, create: admin }
    operations: [list, get, create]
  thread:
    softDelete: true
    fields: { title: string(..20) }
    access: { list: public, get: public, create: signedIn, delete: clerk }
    operations: [list, get, create, delete]
  reply:
    parent: thread
    fields: { thread: ref thread onDelete(cascade), task: ref task, text: string(..20) }
    access: { list: public, get: public, create: signedIn }
    operations: [list, get, create]
  vault:
    fields: { task: ref task, code: string(..20) }
    access: { list: admin, get: admin, create: admin }
    operations: [list, get, create]
  task:
    fields:
      title: string(1..80)
      area: ref area? onDelete(set null)
      maker: ref customer set(actor)
      neighbours: many area
    owner: maker
    access: { list: public, get: public, create: signedIn, update: clerk }
    operations: [list, get, create, update]
    query: { include: [area, maker, neighbours, vaults, notes, drafts, replies] }
  note:
    parent: task
    fields: { task: ref task, text: string(..80), author: ref customer set(actor) }
    owner: author
    access: { list: [owner, clerk], get: [owner, clerk], create: signedIn }
    operations: [list, get, create]
    query: { include: [author] }
`

let root: string

beforeAll(async () => {
  root = await generateText(DESCRIPTION, 'access-included')
})

describe.each([
  ['PGlite', true],
  ['PostgreSQL', hasPostgres],
])('what stands beside a row, on %s', (name, isThere) => {
  describe.skipIf(!isThere)('is what whoever asks may see', () => {
    const database = testDatabase()
    let shop: Shop
    let areas: Record<'open' | 'closed', Row>
    let tasks: Record<'open' | 'closed', Row>

    beforeAll(async () => {
      shop = await openShop(root, name === 'PGlite' ? undefined : database.url)
      const area = async (code: string, open: boolean) => (await shop.make.area?.({ code, open })) as Row
      areas = { open: await area('open', true), closed: await area('closed', false) }
      const task = async ({ id }: Row) => (await shop.make.task?.({ areaId: id })) as Row
      tasks = { open: await task(areas.open), closed: await task(areas.closed) }
      for (const { id } of Object.values(areas)) {
        const path = `/tasks/${tasks.open.id}/neighbours/${id}`
        expect((await shop.send('clerk', { method: 'PUT', path })).status).toBe(204)
      }
      for (const caller of ['customer', 'other'] as const) {
        const path = `/tasks/${tasks.open.id}/notes`
        expect((await shop.send(caller, { method: 'POST', path, body: { text: caller } })).status).toBe(201)
      }
    })

    afterAll(() => shop.close())

    /** What stands beside the task, both in the list and of the one. */
    async function beside(caller: Caller, task: Row, relation: string): Promise<unknown> {
      const one = await shop.send(caller, { method: 'GET', path: `/tasks/${task.id}?include=${relation}` })
      const all = await shop.send(caller, { method: 'GET', path: `/tasks?include=${relation}` })
      expect(all.status).toBe(one.status)
      if (one.status !== 200) return one.status
      const listed = (all.body.data as Record<string, unknown>[]).find(({ id }) => id === task.id)
      expect(listed).toEqual(one.body.data)
      return listed?.[relation]
    }

    test('of a reference: null where the row is not for them', async () => {
      expect(await beside('nobody', tasks.open, 'area')).toMatchObject({ code: 'open' })
      expect(await beside('nobody', tasks.closed, 'area')).toBeNull()
      expect(await beside('clerk', tasks.closed, 'area')).toMatchObject({ code: 'closed' })
    })

    test('of many: those that they see', async () => {
      const codes = async (caller: Caller) => {
        const { data } = (await beside(caller, tasks.open, 'neighbours')) as { data: { code: string }[] }
        return data.map(({ code }) => code).toSorted()
      }
      expect(await codes('nobody')).toEqual(['open'])
      expect(await codes('clerk')).toEqual(['closed', 'open'])
    })

    test('of what is theirs: their own', async () => {
      const texts = async (caller: Caller) => {
        const notes = await beside(caller, tasks.open, 'notes')
        return typeof notes === 'number' ? notes : (notes as { data: { text: string }[] }).data.map(({ text }) => text)
      }
      expect(await texts('customer')).toEqual(['customer'])
      expect(await texts('other')).toEqual(['other'])
      expect(await texts('clerk')).toEqual(['customer', 'other'])
      expect(await texts('nobody')).toBe(401)
    })

    test('nothing of what no rule opens to them: they are told so', async () => {
      expect(await beside('nobody', tasks.open, 'vaults')).toBe(401)
      expect(await beside('clerk', tasks.open, 'vaults')).toBe(403)
      expect(await beside('admin', tasks.open, 'vaults')).toEqual({ data: [], more: false })
    })

    test('not of what they may get by its key only, and not list', async () => {
      const draft = await shop.make.draft?.({ taskId: tasks.open.id })
      expect((await shop.send('nobody', { method: 'GET', path: `/drafts/${draft?.id}` })).status).toBe(200)
      expect(await beside('nobody', tasks.open, 'drafts')).toBe(401)
      expect(await beside('customer', tasks.open, 'drafts')).toBe(403)
      expect(await beside('clerk', tasks.open, 'drafts')).toMatchObject({ data: [{ id: draft?.id }] })
    })

    test('and not of what is gone with what it is nested under', async () => {
      const reply = await shop.make.reply?.({ taskId: tasks.open.id })
      expect(await beside('nobody', tasks.open, 'replies')).toMatchObject({ data: [{ id: reply?.id }] })
      const path = `/threads/${reply?.threadId}`
      expect((await shop.send('clerk', { method: 'DELETE', path })).status).toBe(204)
      expect((await shop.send('nobody', { method: 'GET', path: `${path}/replies` })).status).toBe(404)
      expect(await beside('nobody', tasks.open, 'replies')).toEqual({ data: [], more: false })
    })

    test('and of a row what their role sees of it', async () => {
      expect(await beside('nobody', tasks.open, 'maker')).toBe(401)
      expect(await beside('other', tasks.open, 'maker')).toBeNull()
      const keys = async (caller: Caller) => Object.keys((await beside(caller, tasks.open, 'maker')) as object)
      expect(await keys('admin')).toContain('phone')
      for (const caller of ['customer', 'clerk'] as const) {
        expect(await keys(caller)).not.toContain('phone')
        expect(await keys(caller)).toContain('email')
      }
      expect(await keys('admin')).not.toEqual(expect.arrayContaining(['password']))
      expect(await keys('admin')).not.toEqual(expect.arrayContaining(['secretNote']))
    })

    test('also where fields are named that only some see', async () => {
      const path = `/tasks/${tasks.open.id}?fields=title`
      expect((await shop.send('nobody', { method: 'GET', path })).body.data).toEqual({ title: expect.any(String) })
      const self = { method: 'GET', path: `/areas/${areas.closed.id}?include=tasks` }
      expect((await shop.send('nobody', self)).status).toBe(404)
    })

    test('nothing of what is deleted', async () => {
      await shop.send('clerk', { method: 'DELETE', path: `/areas/${areas.open.id}` })
      expect(await beside('clerk', tasks.open, 'area')).toBeNull()
      expect(await beside('clerk', tasks.open, 'neighbours')).toMatchObject({ data: [{ code: 'closed' }] })
    })
  })
})
