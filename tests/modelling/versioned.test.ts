import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { generateGolden } from './records.ts'

const database = testDatabase()

describe('on PGlite', () => versionTests(() => undefined))

describe.skipIf(!hasPostgres)('on PostgreSQL', () => versionTests(() => database.url))

function versionTests(url: () => string | undefined): void {
  let service: RunningService
  let authorId: string
  let number = 0
  const send = async (...sent: Parameters<RunningService['request']>) => {
    const response = await service.request(...sent)
    const body = JSON.parse((await response.text()) || '{}')
    return { status: response.status, headers: Object.fromEntries(response.headers), body }
  }
  const makeBook = async (): Promise<string> => {
    number += 1
    const made = await send('POST', '/books', { authorId, title: 'T', slug: `s${number}`, note: 'n' })
    expect(made).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { data: { version: 1 } } })
    return `/books/${made.body.data.id}`
  }
  const patch = (address: string, tag: string, body: object = { title: 'U' }) =>
    send('PATCH', address, body, { 'If-Match': tag })

  beforeAll(async () => {
    service = await runService(await generateGolden('records'), url())
    const author = { handle: 'aa', name: 'A', country: 'DE', mail: 'a@example.com' }
    authorId = (await send('POST', '/authors', author)).body.data.id
  })

  afterAll(() => service?.close())

  test('each change raises the version, and nothing else does', async () => {
    const address = await makeBook()
    for (const version of [2, 3]) {
      const changed = await patch(address, `"${version - 1}"`, { title: `T${version}` })
      expect(changed).toMatchObject({ status: 200, headers: { etag: `"${version}"` }, body: { data: { version } } })
    }
    expect(await patch(address, '"3"', {})).toMatchObject({ status: 200, headers: { etag: '"3"' } })
    expect(await send('GET', address)).toMatchObject({ status: 200, headers: { etag: '"3"' } })
  })

  test.each([
    ['an older version', '"1"'],
    ['one that is to come', '"3"'],
    ['a weak tag', 'W/"2"'],
    ['a tag of somebody else', '"2-gzip"'],
    ['no tag', '2'],
    ['nothing', ''],
    ['an injection', `"2'"`],
    ['more digits than a version has', '"99999999999"'],
  ])('a change is refused with %s', async (_, tag) => {
    const address = await makeBook()
    await patch(address, '"1"')
    for (const answer of [await patch(address, tag), await patch(address, tag, {})]) {
      expect([answer.status, answer.body.code]).toEqual([412, 'precondition-failed'])
    }
    expect(await send('DELETE', address, undefined, { 'If-Match': tag })).toMatchObject({ status: 412 })
    expect((await send('GET', address)).body.data).toMatchObject({ version: 2, title: 'U' })
  })

  test.each(['"1"', '*', '"7", "1"', 'W/"1","1"'])('a change is taken with %s', async (tag) => {
    expect(await patch(await makeBook(), tag)).toMatchObject({ status: 200, headers: { etag: '"2"' } })
    expect(await send('DELETE', await makeBook(), undefined, { 'If-Match': tag })).toMatchObject({ status: 204 })
  })

  test('without a version it is not looked for', async () => {
    const address = await makeBook()
    expect(await send('PATCH', address, { title: 'U' })).toMatchObject({ status: 428 })
    expect(await send('DELETE', address)).toMatchObject({ status: 428 })
    expect((await send('GET', address)).body.data).toMatchObject({ version: 1, title: 'T' })
  })

  test('what is not there is not there, whatever its version', async () => {
    const address = await makeBook()
    await send('DELETE', address, undefined, { 'If-Match': '"1"' })
    expect(await patch(address, '"1"')).toMatchObject({ status: 404 })
    expect(await send('DELETE', address, undefined, { 'If-Match': '*' })).toMatchObject({ status: 404 })
  })

  test('of many writers at once each version is written by one', async () => {
    const address = await makeBook()
    let won = 0
    for (let round = 0; round < 5; round += 1) {
      const { version } = (await send('GET', address)).body.data
      const answers = await Promise.all(Array.from({ length: 6 }, () => patch(address, `"${version}"`)))
      won += answers.filter(({ status }) => status === 200).length
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(5)
    }
    expect(won).toBe(5)
    expect((await send('GET', address)).body.data.version).toBe(6)
  })

  test('who has it gets 304 as long as it does not change', async () => {
    const address = await makeBook()
    const known = (tag: string) => send('GET', address, undefined, { 'If-None-Match': tag })
    for (const tag of ['"1"', 'W/"1"', '"0", "1"', '*']) {
      expect(await known(tag)).toMatchObject({ status: 304, headers: { etag: '"1"' }, body: {} })
    }
    await patch(address, '"1"')
    expect(await known('"1"')).toMatchObject({ status: 200, headers: { etag: '"2"' } })
  })

  test('a body that says the version is refused', async () => {
    const refused = await patch(await makeBook(), '"1"', { version: 7 })
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/version'])
  })
}
