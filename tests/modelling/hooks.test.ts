import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { typeCheck } from '../e2e/generated-project.ts'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generate } from './records.ts'

const filled = join(packageRoot, 'tests/modelling/hooks')
const database = testDatabase()

/** The project with its hooks, and the actions that some of it needs, filled in. */
async function filledProject(): Promise<string> {
  const root = await generate(await readFile(join(filled, 'ashlar.yaml'), 'utf8'))
  const places = {
    'heard.ts': 'src',
    'refused.ts': 'src',
    'notes.hooks.ts': 'src/resources/notes',
    'articles.hooks.ts': 'src/resources/articles',
    'articles.actions.ts': 'src/resources/articles',
  }
  for (const [file, folder] of Object.entries(places)) await cp(join(filled, file), join(root, folder, file))
  return root
}

test('hooks that are filled in compile, and what was looked at before cannot be given', async () => {
  expect(typeCheck(await filledProject())).toEqual({ exitCode: 0, stdout: '' })
})

describe('on PGlite', () => hookTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => {
  hookTests(() => database.url)
})

/** `heard.ts` of the project. */
interface Heard {
  readonly calls: string[]
  readonly failing: Set<string>
}

/** `transaction.ts` of the project. */
interface Transactions {
  reportAfterCommit(to: (error: unknown) => void): void
}

function hookTests(url: () => string | undefined): void {
  let service: RunningService
  let heard: Heard
  const reported: unknown[] = []
  const send: RunningService['send'] = (...sent) => service.send(...sent)
  const calls = () => heard.calls.splice(0)
  const trails = async () => (await service.query('select text from trails order by id')).map(({ text }) => text)
  const make = async (title: string, more: object = {}) => {
    const { status, body } = await send('POST', '/articles', { title, ...more })
    expect({ status, body }).toMatchObject({ status: 201 })
    calls()
    await service.query('delete from trails')
    return body.data
  }
  const count = async (table: string) => Number((await service.query(`select count(*) as n from ${table}`))[0]?.n)
  const any = { 'If-Match': '*' }

  beforeAll(async () => {
    const root = await filledProject()
    service = await runService(root, url(), { databasePoolSize: 8 })
    heard = await import(pathToFileURL(join(root, 'src/heard.ts')).href)
    const transactions: Transactions = await import(pathToFileURL(join(root, 'src/db/transaction.ts')).href)
    transactions.reportAfterCommit((error) => reported.push(error))
  })

  beforeEach(async () => {
    calls()
    heard.failing.clear()
    await service.query('delete from trails')
  })

  afterAll(() => service?.close())

  test('hooks are called in their order, and what they give is stored and answered', async () => {
    const { body } = await send('POST', '/articles', { title: 'One Day' })
    expect(body.data).toMatchObject({ title: 'One Day', slug: 'one-day' })
    expect(calls()).toEqual([
      'article.beforeCreate: One Day',
      'article.afterCreate: One Day one-day',
      'article.afterCommit: created One Day',
    ])
    const path = `/articles/${body.data.id}`
    expect((await send('PATCH', path, { title: 'Two Days' }, any)).body.data).toMatchObject({ slug: 'two-days' })
    expect(calls()).toEqual([
      'article.beforeUpdate: One Day Two Days id',
      'article.afterUpdate: Two Days draft',
      'article.afterCommit: updated Two Days',
    ])
    expect((await send('GET', path)).body.data).toMatchObject({ slug: 'two-days', version: 2 })
    expect(await send('DELETE', path, undefined, any)).toMatchObject({ status: 204 })
    expect(calls()).toEqual([
      'article.beforeDelete: Two Days',
      'article.afterDelete: id',
      'article.afterCommit: deleted',
    ])
    expect(await send('POST', `${path}/restore`)).toMatchObject({ status: 200 })
    expect(calls()).toEqual(['article.afterUpdate: Two Days draft', 'article.afterCommit: updated Two Days'])
  })

  test.each(['article.beforeCreate', 'article.afterCreate'])('what %s throws undoes a create', async (hook) => {
    const before = await count('articles')
    heard.failing.add(hook)
    const { status, body } = await send('POST', '/articles', { title: 'Never' })
    expect({ status, body }).toMatchObject({ status: 422, body: { detail: `refused by ${hook}` } })
    expect(calls().join()).not.toContain('afterCommit')
    expect(await trails()).toEqual([])
    expect(await count('articles')).toBe(before)
  })

  test.each(['article.beforeUpdate', 'article.afterUpdate'])('what %s throws undoes an update', async (hook) => {
    const { id } = await make('Old')
    heard.failing.add(hook)
    const answer = await send('PATCH', `/articles/${id}`, { title: 'New' }, any)
    expect(answer).toMatchObject({ status: 422, body: { detail: `refused by ${hook}` } })
    expect(calls().join()).not.toContain('afterCommit')
    expect(await trails()).toEqual([])
    expect((await send('GET', `/articles/${id}`)).body.data).toMatchObject({ title: 'Old', version: 1 })
  })

  test.each(['article.beforeDelete', 'article.afterDelete'])('what %s throws undoes a delete', async (hook) => {
    const { id } = await make('There')
    heard.failing.add(hook)
    const answer = await send('DELETE', `/articles/${id}`, undefined, any)
    expect(answer).toMatchObject({ status: 422, body: { detail: `refused by ${hook}` } })
    expect(calls().join()).not.toContain('afterCommit')
    expect(await trails()).toEqual([])
    expect(await send('GET', `/articles/${id}`)).toMatchObject({ status: 200 })
  })

  test('what finds nothing, or another version, calls none', async () => {
    const nowhere = '/articles/0198a5c0-0000-7000-8000-000000000000'
    const { id } = await make('Here')
    expect(await send('DELETE', nowhere, undefined, any)).toMatchObject({ status: 404 })
    expect(await send('PATCH', nowhere, { title: 'x' }, any)).toMatchObject({ status: 404 })
    expect(await send('PATCH', `/articles/${id}`, { title: 'x' }, { 'If-Match': '"7"' })).toMatchObject({ status: 412 })
    expect(await send('DELETE', `/articles/${id}`, undefined, { 'If-Match': '"7"' })).toMatchObject({ status: 412 })
    expect(await send('DELETE', `/notes/${id}`)).toMatchObject({ status: 404 })
    expect(calls()).toEqual([])
    expect(await trails()).toEqual([])
  })

  test('each of several calls them, and one that is refused undoes all', async () => {
    const { status, body } = await send('POST', '/articles/bulk', [{ title: 'A' }, { title: 'B' }])
    expect({ status, body }).toMatchObject({ body: { data: [{ slug: 'a' }, { slug: 'b' }] } })
    const created = calls()
    expect(created.slice(-2).toSorted()).toEqual(['article.afterCommit: created A', 'article.afterCommit: created B'])
    expect(created).toHaveLength(6)
    const changes = body.data.map(({ id, title }: { id: string; title: string }) => ({
      id,
      version: 1,
      title: `${title} B`,
    }))
    const changed = await send('PATCH', '/articles/bulk', changes)
    expect(changed).toMatchObject({ status: 200, body: { data: [{ slug: 'a-b' }, { slug: 'b-b' }] } })
    expect(calls().filter((call) => call.includes('afterCommit'))).toHaveLength(2)
    await service.query('delete from trails')
    const before = await count('articles')
    heard.failing.add('article.afterCreate')
    const refused = await send('POST', '/articles/bulk', [{ title: 'C' }, { title: 'D' }])
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/0' }] } })
    expect(calls().join()).not.toContain('afterCommit')
    expect(await count('articles')).toBe(before)
    expect(await trails()).toEqual([])
  })

  test('rows that are made with another call theirs, and commit with it', async () => {
    const { body } = await send('POST', '/articles', { title: 'With', notes: [{ text: 'x' }, { text: 'y' }] })
    expect(body.data).toMatchObject({ noteCount: 2, notes: [{ shout: 'X' }, { shout: 'Y' }] })
    expect(calls()).toEqual([
      'article.beforeCreate: With',
      'article.afterCreate: With with',
      'note.beforeCreate: x',
      'note.beforeCreate: y',
      'article.afterCommit: created With',
      'note.afterCommit: created',
      'note.afterCommit: created',
    ])
    const before = await count('articles')
    heard.failing.add('note.beforeCreate')
    const refused = await send('POST', '/articles', { title: 'Not', notes: [{ text: 'x' }] })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/notes/0' }] } })
    expect(calls()).toEqual(['article.beforeCreate: Not', 'article.afterCreate: Not not', 'note.beforeCreate: x'])
    expect(await count('articles')).toBe(before)
  })

  test('a create that is sent again calls them once', async () => {
    const again = { 'Idempotency-Key': crypto.randomUUID() }
    const first = await send('POST', '/articles', { title: 'Once' }, again)
    const second = await send('POST', '/articles', { title: 'Once' }, again)
    expect(second.body).toEqual(first.body)
    expect(calls()).toEqual([
      'article.beforeCreate: Once',
      'article.afterCreate: Once once',
      'article.afterCommit: created Once',
    ])
  })

  test('what the database does by itself calls none', async () => {
    const { id, notes } = await make('Kept', { notes: [{ text: 'x' }] })
    expect(await send('PATCH', `/notes/${notes[0].id}`, { text: 'z' })).toMatchObject({ status: 200 })
    // Its article is another version by that, and no hook of it is told.
    expect(calls()).toEqual(['note.afterUpdate: z', 'note.afterCommit: updated'])
    expect(await send('DELETE', `/notes/${notes[0].id}`)).toMatchObject({ status: 204 })
    expect(calls()).toEqual(['note.afterDelete: ', 'note.afterCommit: deleted'])
    expect((await send('GET', `/articles/${id}`)).body.data).toMatchObject({ noteCount: 0 })
  })

  test('moves, and what only code writes, are told when they are done', async () => {
    const { id } = await make('Move')
    expect(await send('POST', `/articles/${id}/publish`)).toMatchObject({ status: 200 })
    expect(calls()).toEqual(['article.afterUpdate: Move live', 'article.afterCommit: updated Move'])
    expect(await send('POST', `/articles/${id}/publish`)).toMatchObject({ status: 409 })
    expect(calls()).toEqual([])
    heard.failing.add('article.afterUpdate')
    const other = await make('Stays')
    expect(await send('POST', `/articles/${other.id}/publish`)).toMatchObject({ status: 422 })
    expect((await send('GET', `/articles/${other.id}`)).body.data).toMatchObject({ state: 'draft' })
  })

  test('a unit of work tells of all that it did when it is committed, and of nothing when it is not', async () => {
    const { body } = await send('POST', '/articles/twice', { title: 'U', fails: false })
    expect(body.data).toMatchObject({ slug: 'set' })
    expect(calls()).toEqual([
      'article.beforeCreate: U',
      'article.afterCreate: U u',
      'article.beforeCreate: U again',
      'article.afterCreate: U again u-again',
      'article.afterUpdate: U draft',
      'article.afterCommit: created U',
      'article.afterCommit: created U again',
      'article.afterCommit: updated U',
    ])
    await service.query('delete from trails')
    expect(await send('POST', '/articles/twice', { title: 'V', fails: true })).toMatchObject({ status: 422 })
    expect(calls().join()).not.toContain('afterCommit')
    expect(await trails()).toEqual([])
  })

  test('what fails after the commit changes no answer', async () => {
    heard.failing.add('article.afterCommit')
    const { status, body } = await send('POST', '/articles', { title: 'Late' })
    expect(status).toBe(201)
    expect(reported.map((error) => Reflect.get(Object(error), 'options'))).toEqual([
      { detail: 'refused by article.afterCommit' },
    ])
    expect(await send('GET', `/articles/${body.data.id}`)).toMatchObject({ status: 200 })
    expect(await send('DELETE', `/articles/${body.data.id}`, undefined, any)).toMatchObject({ status: 204 })
  })

  test('two changes of one row follow one another, each seeing what the other left', async () => {
    const { id } = await make('Race')
    await Promise.all(['One', 'Two', 'Three'].map((title) => send('PATCH', `/articles/${id}`, { title }, any)))
    const seen = calls().filter((call) => call.startsWith('article.beforeUpdate'))
    const pairs = seen.map((call) => /: (\w+) (\w+)/.exec(call)?.slice(1) ?? [])
    // Each but the first was handed what the one before it wrote.
    for (const [position, [from]] of pairs.entries()) expect(from).toBe(pairs[position - 1]?.[1] ?? 'Race')
  })
}
