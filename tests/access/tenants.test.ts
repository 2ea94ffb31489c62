import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generateGolden, type Row, type Sent } from './shop.ts'
import { openTenants, type Person, type Tenants } from './tenants.ts'

const ANY_VERSION = { 'If-Match': '*' }

const get = (path: string): Sent => ({ method: 'GET', path })
const post = (path: string, body: unknown = {}): Sent => ({ method: 'POST', path, body })
const patch = (path: string, body: unknown, headers = {}): Sent => ({ method: 'PATCH', path, body, headers })
const remove = (path: string, headers = {}): Sent => ({ method: 'DELETE', path, headers })

/** Rows of one organisation, of every kind that there is. */
interface Rows {
  readonly organisation: string
  readonly member: string
  readonly project: Row
  readonly gone: string
  readonly task: Row
  readonly note: string
}

/** Written by hand: everything that can be done with a row, and what its own admin is answered. */
const VERBS: readonly (readonly [what: string, sent: (rows: Rows) => Sent, own: number])[] = [
  ['get an organisation', ({ organisation }) => get(`/organisations/${organisation}`), 200],
  ['rename it', ({ organisation }) => patch(`/organisations/${organisation}`, { name: 'N' }), 200],
  ['get a member', ({ member }) => get(`/members/${member}`), 200],
  ['rename them', ({ member }) => patch(`/members/${member}`, { name: 'N' }), 200],
  ['make them an admin', ({ member }) => patch(`/members/${member}`, { role: 'admin' }), 200],
  ['delete them', ({ member }) => remove(`/members/${member}`), 204],
  ['get a project', ({ project }) => get(`/projects/${project.id}`), 200],
  ['change it', ({ project }) => patch(`/projects/${project.id}`, { title: 'T' }, ANY_VERSION), 200],
  ['change nothing of it', ({ project }) => patch(`/projects/${project.id}`, {}, ANY_VERSION), 200],
  [
    'change a version that it never had',
    ({ project }) => patch(`/projects/${project.id}`, {}, { 'If-Match': '"9"' }),
    412,
  ],
  ['delete it', ({ project }) => remove(`/projects/${project.id}`, ANY_VERSION), 204],
  ['restore one', ({ gone }) => post(`/projects/${gone}/restore`), 200],
  ['list its tasks', ({ project }) => get(`/projects/${project.id}/tasks`), 200],
  ['add a task', ({ project }) => post(`/projects/${project.id}/tasks`, { title: 'T' }), 201],
  ['get a task', ({ task }) => get(`/projects/${task.projectId}/tasks/${task.id}`), 200],
  ['change a task', ({ task }) => patch(`/projects/${task.projectId}/tasks/${task.id}`, { title: 'T' }), 200],
  ['delete a task', ({ task }) => remove(`/projects/${task.projectId}/tasks/${task.id}`), 204],
  ['get a note', ({ note }) => get(`/notes/${note}`), 200],
  ['change a note', ({ note }) => patch(`/notes/${note}`, { text: 'T' }), 200],
  ['delete a note', ({ note }) => remove(`/notes/${note}`), 204],
]

let root: string

beforeAll(async () => {
  root = await generateGolden('tenants', 'access-tenants')
})

const postgres = testDatabase()

describe.each([
  { database: 'PGlite', url: () => undefined, isThere: true },
  { database: 'PostgreSQL', url: () => postgres.url, isThere: hasPostgres },
])('organisations that do not know of one another, on $database', ({ url, isThere }) => {
  describe.skipIf(!isThere)('see nothing of each other', () => {
    let service: Tenants
    let ours: Person
    let theirs: Person

    beforeAll(async () => {
      service = await openTenants(root, url())
    })

    beforeEach(async () => {
      ours = await service.found('admin')
      theirs = await service.found('admin')
    })

    afterAll(() => service.close())

    async function made(person: Person, name: string, values?: object): Promise<Row> {
      const row = await person.make[name]?.(values)
      if (row === undefined) throw new Error(`nothing makes a ${name}`)
      return row
    }

    async function rowsOf(person: Person): Promise<Rows> {
      const gone = await made(person, 'project')
      await person.send(remove(`/projects/${gone.id}`, ANY_VERSION))
      return {
        organisation: person.tenant,
        member: (await made(person, 'member')).id ?? '',
        project: await made(person, 'project'),
        gone: gone.id ?? '',
        task: await made(person, 'task'),
        note: (await made(person, 'note')).id ?? '',
      }
    }

    /** Every id that a list has, page after page. */
    async function idsIn(person: Person, path: string, start = ''): Promise<readonly unknown[]> {
      const ids: unknown[] = []
      for (let next: string | null = start; next !== null; ) {
        const { body } = await person.send(get(`${path}?limit=2${next && `&cursor=${next}`}`))
        ids.push(...(body.data as Row[]).map(({ id }) => id))
        next = body.page.nextCursor
      }
      return ids
    }

    test.each(VERBS)('%s', async (_, sent, own) => {
      const rows = await rowsOf(theirs)
      const refused = await ours.send(sent(rows))
      expect(refused.status).toBe(404)
      // As if there were no such row, word for word.
      const nothing = {
        ...rows,
        organisation: randomUUID(),
        member: randomUUID(),
        gone: randomUUID(),
        note: randomUUID(),
      }
      const project = { ...rows.project, id: randomUUID() }
      const task = { ...rows.task, id: randomUUID(), projectId: randomUUID() }
      const missing = await ours.send(sent({ ...nothing, project, task }))
      expect(told(refused.text)).toEqual(told(missing.text))
      expect((await theirs.send(sent(rows))).status).toBe(own)
    })

    test.each(['/members', '/projects', '/notes', '/organisations'])('list %s', async (path) => {
      await rowsOf(ours)
      await rowsOf(theirs)
      const [own, other] = [await idsIn(ours, path), await idsIn(theirs, path)]
      expect(own.length).toBeGreaterThan(0)
      expect(own.filter((id) => other.includes(id))).toEqual([])
    })

    test('the list of organisations is that of one', async () => {
      expect(await idsIn(ours, '/organisations')).toEqual([ours.tenant])
    })

    test('a cursor of theirs shows only ours', async () => {
      for (let count = 0; count < 3; count += 1) await rowsOf(theirs)
      const { body } = await theirs.send(get('/projects?limit=1'))
      await rowsOf(ours)
      const own = new Set(await idsIn(ours, '/projects'))
      const behind = await idsIn(ours, '/projects', body.page.nextCursor ?? '')
      expect(behind.length).toBeGreaterThan(0)
      expect(behind.filter((id) => !own.has(id))).toEqual([])
    })

    test('a row of theirs is not below one of ours', async () => {
      const [own, other] = [await rowsOf(ours), await rowsOf(theirs)]
      expect((await ours.send(get(`/projects/${own.project.id}/tasks/${other.task.id}`))).status).toBe(404)
      expect((await ours.send(get(`/projects/${other.project.id}/tasks/${own.task.id}`))).status).toBe(404)
    })

    test.each<[string, (own: Rows, id: string) => Sent | Promise<Sent>, 'member' | 'project']>([
      [
        'the lead of a new project',
        async (_, leadId) => post('/projects', { ...(await ours.body.project?.()), leadId }),
        'member',
      ],
      [
        'the lead of a project',
        ({ project }, leadId) => patch(`/projects/${project.id}`, { leadId }, ANY_VERSION),
        'member',
      ],
      [
        'who does a new task',
        ({ project }, assigneeId) => post(`/projects/${project.id}/tasks`, { title: 'T', assigneeId }),
        'member',
      ],
      [
        'who does a task',
        ({ task }, assigneeId) => patch(`/projects/${task.projectId}/tasks/${task.id}`, { assigneeId }),
        'member',
      ],
      ['what a new note is about', (_, projectId) => post('/notes', { text: 'T', projectId }), 'project'],
      ['what a note is about', ({ note }, projectId) => patch(`/notes/${note}`, { projectId }), 'project'],
    ])('%s cannot be theirs', async (_, sent, target) => {
      const own = await rowsOf(ours)
      const foreign = (await made(theirs, target)).id ?? ''
      const refused = await ours.send(await sent(own, foreign))
      const missing = await ours.send(await sent(own, randomUUID()))
      expect([refused.status, missing.status]).toEqual([422, 422])
      expect(told(refused.text)).toEqual(told(missing.text))
      const fine = await ours.send(await sent(own, (await made(ours, target)).id ?? ''))
      expect([200, 201]).toContain(fine.status)
    })

    test('what all share may be referred to by all', async () => {
      const country = await made(theirs, 'country')
      const { status } = await ours.send(post('/projects', { ...(await ours.body.project?.()), countryId: country.id }))
      expect(status).toBe(201)
      expect((await service.nobody(get(`/countries/${country.id}`))).status).toBe(200)
    })

    test('what all share is changed for all by who may in one organisation', async () => {
      const country = await made(theirs, 'country')
      const path = `/countries/${country.id}`
      const member = await service.join(ours.tenant, 'member')
      expect((await member.send(patch(path, { name: 'N' }))).status).toBe(403)
      expect((await member.send(remove(path))).status).toBe(403)
      expect((await ours.send(patch(path, { name: 'N' }))).status).toBe(200)
      expect((await theirs.send(get(path))).body.data).toMatchObject({ name: 'N' })
    })

    test('what all share leads to nothing of others', async () => {
      const country = await made(theirs, 'country')
      const project = await made(theirs, 'project')
      const link = { method: 'PUT', path: `/projects/${project.id}/markets/${country.id}` }
      expect((await theirs.send(link)).status).toBe(204)
      expect(await idsIn(theirs, `/countries/${country.id}/sold-in`)).toEqual([project.id])
      expect(await idsIn(ours, `/countries/${country.id}/sold-in`)).toEqual([])
    })

    test('what all share goes for all, and their rows lose it', async () => {
      const country = await made(theirs, 'country')
      const { id } = await made(theirs, 'project', { countryId: country.id })
      expect((await ours.send(remove(`/countries/${country.id}`))).status).toBe(204)
      expect((await theirs.send(get(`/projects/${id}`))).body.data).toMatchObject({ countryId: null })
      expect((await theirs.send(get(`/countries/${country.id}`))).status).toBe(404)
    })

    test('nobody says in a body whose a row is', async () => {
      const body = { ...(await ours.body.project?.()), organisationId: theirs.tenant }
      expect((await ours.send(post('/projects', body))).status).toBe(400)
      const { id } = await made(ours, 'project')
      const moved = patch(`/projects/${id}`, { organisationId: theirs.tenant }, ANY_VERSION)
      expect((await ours.send(moved)).status).toBe(400)
    })

    test('what is made belongs to the organisation of who makes it', async () => {
      const { body } = await ours.send(post('/members', await ours.body.member?.()))
      expect(body.data).toMatchObject({ organisationId: ours.tenant })
    })

    test('unique values are so within an organisation, and tell nothing of others', async () => {
      const body = await ours.body.project?.()
      const answers = [ours, ours, theirs, theirs].map(
        async (person) => (await person.send(post('/projects', body))).status,
      )
      expect(await Promise.all(answers)).toEqual(expect.arrayContaining([201, 409, 201, 409]))
      const { text } = await ours.send(post('/projects', body))
      expect(told(text)).toMatchObject({ code: 'already-exists' })
      expect(text).not.toContain('organisationId')
    })

    test('the value of a deleted row is free again, and restoring the row is refused then', async () => {
      const body = await ours.body.project?.()
      const { body: first } = await ours.send(post('/projects', body))
      const { id } = first.data as Row
      await ours.send(remove(`/projects/${id}`, ANY_VERSION))
      expect((await ours.send(post('/projects', body))).status).toBe(201)
      expect((await ours.send(post(`/projects/${id}/restore`))).status).toBe(409)
    })

    test('what people sign in with is unique among all', async () => {
      const body = await ours.body.member?.()
      expect((await ours.send(post('/members', body))).status).toBe(201)
      expect((await theirs.send(post('/members', body))).status).toBe(409)
    })

    test('an organisation that is made is not that of who made it', async () => {
      const { status, body } = await ours.send(post('/organisations', { name: 'New' }))
      expect(status).toBe(201)
      expect((await ours.send(get(`/organisations/${(body.data as Row).id}`))).status).toBe(404)
    })

    test('who is moved leaves everything behind, their own rows too', async () => {
      const writer = await service.join(ours.tenant, 'member')
      const note = await made(writer, 'note')
      const project = await made(theirs, 'project')
      expect((await writer.send(get(`/notes/${note.id}`))).status).toBe(200)
      await service.move(writer.id, theirs.tenant)
      service.later(writer.id)
      expect((await writer.send(get(`/notes/${note.id}`))).status).toBe(404)
      expect((await writer.send(patch(`/notes/${note.id}`, { text: 'T' }))).status).toBe(404)
      expect((await writer.send(remove(`/notes/${note.id}`))).status).toBe(404)
      expect(await idsIn(writer, '/notes')).toEqual([])
      expect((await writer.send(get(`/projects/${project.id}`))).status).toBe(200)
      expect((await writer.send(get(`/organisations/${theirs.tenant}`))).status).toBe(200)
      const { body } = await writer.send(get('/auth/me'))
      expect(body.data).toMatchObject({ organisationId: theirs.tenant })
    })

    test('who was moved is deleted by those of the new organisation, and takes their own rows in the old one along', async () => {
      const writer = await service.join(ours.tenant, 'member')
      const note = await made(writer, 'note')
      await service.move(writer.id, theirs.tenant)
      service.later(writer.id)
      expect((await ours.send(remove(`/members/${writer.id}`))).status).toBe(404)
      expect((await ours.send(get(`/notes/${note.id}`))).status).toBe(200)
      expect((await theirs.send(remove(`/members/${writer.id}`))).status).toBe(204)
      expect((await ours.send(get(`/notes/${note.id}`))).status).toBe(404)
      expect((await writer.send(get('/auth/me'))).status).toBe(401)
    })

    test('who was moved stays while the old organisation refers to them, and who deletes them hears no more than that', async () => {
      const lead = await service.join(ours.tenant, 'member')
      const project = await made(ours, 'project', { leadId: lead.id })
      await service.move(lead.id, theirs.tenant)
      const refused = await theirs.send(remove(`/members/${lead.id}`))
      expect([refused.status, refused.body.code]).toEqual([409, 'still-referenced'])
      expect(refused.text).not.toContain(project.id)
      expect(refused.text).not.toContain('project')
      expect((await ours.send(patch(`/projects/${project.id}`, { leadId: null }, ANY_VERSION))).status).toBe(200)
      expect((await theirs.send(remove(`/members/${lead.id}`))).status).toBe(204)
    })

    test.each(VERBS)('nobody who is not signed in may %s', async (_, sent) => {
      expect((await service.nobody(sent(await rowsOf(theirs)))).status).toBe(401)
    })
  })
})

/** What an answer says, but for what is another in each. */
function told(text: string): unknown {
  const { instance: _instance, requestId: _request, ...rest } = JSON.parse(text || '{}')
  return rest
}
