import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generateGolden } from './records.ts'

const database = testDatabase()

describe('on PGlite', () => linkTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => linkTests(() => database.url))

const LINKS = 1_050

/** Requests at the same moment meet on PostgreSQL; PGlite has one connection, and they wait for each other there. */
function linkTests(url: () => string | undefined): void {
  let service: RunningService
  const send: RunningService['send'] = (method, path, body) => service.send(method, path, body, { 'If-Match': '*' })
  const status = async (...request: Parameters<typeof send>) => (await send(...request)).status
  const artist = async (): Promise<string> => (await send('POST', '/v1/artists', { name: 'A' })).body.data.id
  const record = async (): Promise<string> => (await send('POST', '/v1/records', { title: 'T' })).body.data.serial
  const idsIn = async (path: string): Promise<string[]> =>
    (await send('GET', path)).body.data.map(({ id }: { id: string }) => id)

  /** All pages of a list, and what happens between them. */
  async function paged(path: string, key: string, between = async (_page: number) => {}): Promise<string[]> {
    const keys: string[] = []
    for (let [cursor, page]: [string | null, number] = ['', 0]; cursor !== null; page += 1) {
      const { body } = await send('GET', `${path}?limit=100${cursor && `&cursor=${cursor}`}`)
      keys.push(...body.data.map((row: Record<string, string>) => row[key]))
      cursor = body.page.nextCursor
      await between(page)
    }
    return keys
  }

  /** Artists past the service, and their keys in order. */
  async function manyArtists(): Promise<string[]> {
    const rows = await service.query(
      `insert into artists (id, name) select gen_random_uuid(), 'M' from generate_series(1, ${LINKS}) returning id`,
    )
    return rows.map(({ id }) => String(id)).sort()
  }

  beforeAll(async () => {
    service = await runService(await generateGolden('links'), url())
  }, 120_000)

  afterAll(() => service.close())

  test('pages through more than 1,000 links, each row once, in the order of the key', async () => {
    const [id, all] = [await artist(), await manyArtists()]
    await service.query(`insert into artists_follows select '${id}', id from artists where name = 'M'`)
    expect(await paged(`/v1/artists/${id}/follows`, 'id')).toEqual(all)
    expect(await idsIn(`/v1/artists/${all[0]}/followers`)).toEqual([id])
    await service.query(`delete from artists where name = 'M'`)
    expect(await idsIn(`/v1/artists/${id}/follows`)).toEqual([])
  })

  test('pages through links that go both ways, wherever the pair stands', async () => {
    const [id, all] = [await artist(), await manyArtists()]
    await service.query(
      `insert into artists_knows select least(id, '${id}'), greatest(id, '${id}') from artists where name = 'M'`,
    )
    expect(await service.query(`select 1 from artists_knows where related_id = '${id}' limit 1`)).toHaveLength(1)
    expect(await service.query(`select 1 from artists_knows where artist_id = '${id}' limit 1`)).toHaveLength(1)
    expect(await paged(`/v1/artists/${id}/knows`, 'id')).toEqual(all)
    await service.query(`delete from artists where name = 'M'`)
  })

  test('a list that is read while rows are unlinked leaves out those alone', async () => {
    const [id, all] = [await artist(), await manyArtists()]
    await service.query(`insert into artists_follows select '${id}', id from artists where name = 'M'`)
    const gone = [all[0], all[99], all[150], all[999]]
    const listed = await paged(`/v1/artists/${id}/follows`, 'id', async (page) => {
      if (page > 0) return
      for (const one of gone) expect(await status('DELETE', `/v1/artists/${id}/follows/${one}`)).toBe(204)
    })
    expect(listed).toEqual(all.filter((one, at) => at < 100 || !gone.includes(one)))
    await service.query(`delete from artists where name = 'M'`)
  })

  test('of requests for one link at the same moment all are answered, from either side, and one link is there', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [a, b] = [await artist(), await artist()]
      const [one, other] = [`/v1/artists/${a}/knows/${b}`, `/v1/artists/${b}/knows/${a}`]
      const put = await Promise.all([one, other, one, other].map((path) => status('PUT', path)))
      expect(put).toEqual([204, 204, 204, 204])
      expect(await idsIn(`/v1/artists/${a}/knows`)).toEqual([b])
      const unlinked = await Promise.all([one, other].map((path) => status('DELETE', path)))
      expect(unlinked.sort()).toEqual([204, 404])
    }
  })

  test('a link is made, or a row is deleted, but never an error of the database', async () => {
    const seen = new Set<string>()
    for (let round = 0; round < 20; round += 1) {
      const code = `g${round}`
      const [serial] = [await record(), await send('POST', '/v1/genres', { code, title: 'G' })]
      const requests = [
        () => status('PUT', `/v1/records/${serial}/genres/${code}`),
        () => status('DELETE', `/v1/genres/${code}`),
      ]
      const ordered = round % 2 === 0 ? requests : requests.reverse()
      seen.add((await Promise.all(ordered.map((request) => request()))).sort().join())
      expect((await send('GET', `/v1/records/${serial}/genres`)).body.data).toEqual([])
    }
    expect([...seen].filter((outcome) => outcome !== '204,204' && outcome !== '204,404')).toEqual([])
  })

  test('what is marked as deleted is not there, and its links are when it comes back', async () => {
    const [serial, id] = [await record(), await artist()]
    const link = `/v1/records/${serial}/players/${id}`
    expect(await status('PUT', link)).toBe(204)
    expect(await status('DELETE', `/v1/artists/${id}`)).toBe(204)
    expect(await idsIn(`/v1/records/${serial}/players`)).toEqual([])
    expect([await status('PUT', link), await status('DELETE', link)]).toEqual([404, 404])
    expect(await status('GET', `/v1/artists/${id}/records-played-on`)).toBe(404)
    expect(await status('POST', `/v1/artists/${id}/restore`)).toBe(200)
    expect(await idsIn(`/v1/records/${serial}/players`)).toEqual([id])
    expect(await status('DELETE', `/v1/records/${serial}`)).toBe(204)
    expect(await status('GET', `/v1/records/${serial}/players`)).toBe(404)
    expect([await status('PUT', link), await status('DELETE', link)]).toEqual([404, 404])
    expect((await send('GET', `/v1/artists/${id}/records-played-on`)).body.data).toEqual([])
  })

  test('a link changes neither row', async () => {
    const [serial, id] = [await record(), await artist()]
    const before = (await send('GET', `/v1/records/${serial}`)).body
    expect(await status('PUT', `/v1/records/${serial}/players/${id}`)).toBe(204)
    expect((await send('GET', `/v1/records/${serial}`)).body).toEqual(before)
  })

  test('keys of several parts, and cursors that are of another list', async () => {
    const serial = await record()
    for (const number of [1, 2, 3]) await send('POST', '/v1/tracks', { recordId: serial, number, title: 'T' })
    const other = await record()
    for (const number of [3, 1, 2])
      expect(await status('PUT', `/v1/tracks/${serial}/${number}/samples/${other}`)).toBe(204)
    const first = await send('GET', `/v1/records/${other}/sampled-by?limit=2`)
    expect(first.body.data.map((row: { number: number }) => row.number)).toEqual([1, 2])
    const { nextCursor } = first.body.page
    const second = await send('GET', `/v1/records/${other}/sampled-by?limit=2&cursor=${nextCursor}`)
    expect(second.body.data.map((row: { number: number }) => row.number)).toEqual([3])
    expect(await status('GET', `/v1/tracks?cursor=${nextCursor}`)).toBe(400)
    expect(await status('PUT', `/v1/tracks/${serial}/9/samples/${other}`)).toBe(404)
    expect(await status('PUT', `/v1/tracks/${serial}/x/samples/${other}`)).toBe(400)
    expect(await status('POST', `/v1/tracks/${serial}/1/samples/${other}`)).toBe(405)
  })
}
