import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generateGolden } from './records.ts'

const [primary, ...copies] = [testDatabase(), testDatabase(), testDatabase()]

// The copies are not fed by the primary here: what is read from where shows in what it holds.
describe.skipIf(!hasPostgres)('with replicas', () => {
  let service: RunningService
  const replicas: RunningService[] = []
  const author = (name: string, handle: string) => ({ name, handle, country: 'DE', mail: `${handle}@example.com` })

  beforeAll(async () => {
    const root = await generateGolden('records')
    for (const { url } of copies) replicas.push(await runService(root, url))
    service = await runService(root, primary?.url, { databaseReplicaUrls: copies.map(({ url }) => url) })
  })

  afterAll(async () => {
    for (const opened of [service, ...replicas]) await opened?.close()
  })

  async function put(target: RunningService, id: string, name: string): Promise<void> {
    await target.query(
      `insert into authors (id, name, handle, mail, country) values ('${id}', '${name}', '${name}', '${name}@x.de', 'DE')`,
    )
  }

  test('lists and single rows are read from each in turn, and everything else is not', async () => {
    const made = await service.send('POST', '/authors', author('primary', 'here'))
    const { id } = made.body.data
    expect(await service.send('GET', `/authors/${id}`)).toMatchObject({ status: 404 })
    for (const [number, replica] of replicas.entries()) await put(replica, id, `copy${number}`)
    const read = async (path: string) => (await service.send('GET', path)).body.data
    const seen = new Set<string>()
    for (let round = 0; round < 8; round += 1) {
      seen.add((await read(`/authors/${id}`)).name)
      seen.add((await read('/authors'))[0].name)
    }
    expect([...seen].sort()).toEqual(['copy0', 'copy1'])
    // An empty patch changes nothing and reads all the same: what it answers with is what a change would be made to.
    expect((await service.send('PATCH', `/authors/${id}`, {})).body.data.name).toBe('primary')
  })

  test('what a write has to know is never asked of a copy', async () => {
    const { body } = await service.send('POST', '/authors', author('writer', 'writer'))
    const book = { authorId: body.data.id, title: 'T', slug: 's', note: 'n' }
    const made = await service.send('POST', '/books', book)
    expect(made.status).toBe(201)
    const address = `/books/${made.body.data.id}`
    const change = (tag: string) => service.send('PATCH', address, { title: 'U' }, { 'If-Match': tag })
    expect((await change('"1"')).body.data).toMatchObject({ title: 'U', version: 2 })
    expect((await change('"1"')).status).toBe(412)
    expect((await service.send('DELETE', `/authors/${body.data.id}`)).status).toBe(409)
    expect((await service.send('DELETE', address, undefined, { 'If-Match': '"2"' })).status).toBe(204)
    expect((await service.send('POST', `${address}/restore`)).status).toBe(200)
    for (const replica of replicas) expect(await replica.query('select 1 from books')).toEqual([])
  })
})
