import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chance, chanceOf } from '../fuzz/random.ts'
import { linguisticDatabase } from '../northwind/linguistic-database.ts'
import { pageThrough } from '../northwind/rows.ts'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres } from '../setup/database.ts'
import { KEYS, keyValue } from './key-values.ts'
import { generate } from './records.ts'

/** What can be asked of each type; a name for each is the field. */
const COMPARED = ['', 'in', 'gt', 'gte', 'lt', 'lte', 'null']
const TEXTS = ['', 'contains', 'startsWith', 'null']
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  string: TEXTS,
  text: TEXTS,
  slug: ['', 'in', 'contains', 'startsWith', 'null'],
  email: ['', 'in', 'contains', 'startsWith', 'null'],
  url: TEXTS,
  enumeration: ['', 'in', 'null'],
  uuid: ['', 'in', 'null'],
  smallint: COMPARED,
  int: COMPARED,
  bigint: COMPARED,
  decimal: COMPARED,
  date: COMPARED,
  time: COMPARED.filter((one) => one !== 'in'),
  datetime: COMPARED.filter((one) => one !== 'in'),
  real: COMPARED.filter((one) => one !== 'in'),
  double: COMPARED.filter((one) => one !== 'in'),
  boolean: ['', 'null'],
}
const FIELDS = { ...KEYS, real: 'real', double: 'double', boolean: 'boolean' }
const NAMES = Object.keys(FIELDS)

/** All but texts that are too long for an index. */
const SORTABLE = [...NAMES.filter((name) => name !== 'text' && name !== 'url'), 'sure']

const DESCRIPTION = `ashlar: 1
name: asked
resources:
  thing:
    timestamps: false
    operations: [list, create]
    fields:
${Object.entries(FIELDS)
  .map(
    ([name, type]) => `      ${name}: ${type.startsWith('{') ? type.replace('}', ', optional: true }') : `${type}?`}\n`,
  )
  .join('')}      sure: int
      labels: string(..20)[] = []
      nearest: ref thing?
      code: ref code?
      kind: ref kind?
    query:
      filter: [code, kind, code.code, kind.kind, ${NAMES.join(', ')}, sure, labels, nearest, nearest.int, nearest.nearest.text]
      sort: [${SORTABLE.join(', ')}]
  code: { key: code, fields: { code: slug, note: string(..20)? }, query: { filter: [code], sort: [code, note] } }
  kind: { key: kind, fields: { kind: "enum(one, two)" }, query: { filter: [kind], sort: [kind] } }
  part:
    parent: thing
    fields: { thing: ref thing, rank: int, text: text? }
    query: { filter: [rank, text, thing.sure], sort: [rank] }
`

const linguistic = linguisticDatabase()

describe('on PGlite', () => askedTests(() => undefined))

describe.skipIf(!hasPostgres)('on a PostgreSQL that orders text otherwise', () => askedTests(() => linguistic.url))

function askedTests(url: () => string | undefined): void {
  let service: RunningService
  const random = chanceOf(Number(process.env.ASHLAR_SEED ?? 1))

  beforeAll(async () => {
    service = await runService(await generate(DESCRIPTION), url())
    let last: string | undefined
    for (let row = 0; row < 80; row += 1) {
      const { status, body } = await service.send('POST', '/things', bodyOf(random, last))
      expect([status, body]).toEqual([201, expect.anything()])
      if (random.below(2) === 0) last = body.data.id
    }
  }, 120_000)

  afterAll(() => service?.close())

  test('every order has every row once, as the database orders them, whatever the size of its pages', async () => {
    const sortable = SORTABLE
    const single = sortable.flatMap((name) => [[name], [`-${name}`]])
    const several = Array.from({ length: 40 }, () => sortOf(random, sortable))
    for (const sort of [...single, ...several]) {
      const stored = await service.query(`select id from things order by ${orderBy(sort)}`)
      const limit = random.pick([1, 3, 7, 79, 80])
      const { listed } = await pageThrough(service, `/things?sort=${sort.join()}`, limit)
      expect(
        listed.map(({ id }) => id),
        `${sort} by ${limit}`,
      ).toEqual(stored.map(({ id }) => id))
    }
  }, 300_000)

  test('filters leave what they say', async () => {
    const rows = await service.query('select * from things')
    for (const name of NAMES) {
      for (const operator of OPERATORS[name] ?? []) {
        for (let time = 0; time < 4; time += 1) {
          const values = rows.map((row) => row[name]).filter((value) => value !== null)
          const given = operator === 'in' ? [random.pick(values), random.pick(values)] : [random.pick(values)]
          const texts = await textsOf(service, name, given)
          const asked = askedWith(operator, texts, random)
          if (asked === undefined) continue
          const parameter = operator === '' ? name : `${name}[${operator}]`
          const query = new URLSearchParams({ [parameter]: asked })
          const left = await pageThrough(service, `/things?${query}`, 50)
          const stored = await service.query(
            `select id from things where ${condition(name, operator, asked)} order by id`,
          )
          expect(
            left.listed.map(({ id }) => id),
            `${parameter}=${asked}`,
          ).toEqual(stored.map(({ id }) => id))
        }
      }
    }
  }, 300_000)

  test('several of them, with an order, leave what all of them leave', async () => {
    const stored = await service.query(
      `select id from things where sure >= 3 and boolean and string is not null order by string desc, id desc`,
    )
    const query = 'sure[gte]=3&boolean=true&string[null]=false&sort=-string'
    const { listed } = await pageThrough(service, `/things?${query}`, 2)
    expect(listed.map(({ id }) => id)).toEqual(stored.map(({ id }) => id))
    expect(stored.length).toBeGreaterThan(2)
  })

  test('what is far away is looked at by way of references', async () => {
    const near = await service.query(
      `select a.id from things a join things b on b.id = a.nearest_id where b.int = 0 order by a.id`,
    )
    const listed = await pageThrough(service, '/things?nearest.int=0', 3)
    expect(listed.listed.map(({ id }) => id)).toEqual(near.map(({ id }) => id))
    const [text] = (await service.query(`select c.text from things a join things b on b.id = a.nearest_id
      join things c on c.id = b.nearest_id where c.text is not null limit 1`)) as [{ text: string }]
    const far = await service.query(`select a.id from things a join things b on b.id = a.nearest_id
      join things c on c.id = b.nearest_id where c.text = ${quoted(text.text)} order by a.id`)
    const query = new URLSearchParams({ 'nearest.nearest.text': text.text })
    const { listed: found } = await pageThrough(service, `/things?${query}`, 3)
    expect(found.map(({ id }) => id)).toEqual(far.map(({ id }) => id))
    expect(far.length).toBeGreaterThan(0)
  })

  test('a list holds one of its values, whatever is in it', async () => {
    for (const label of ['a,b', '"', '\\', '{x}', "it's", '%', 'NULL', ' ', 'ä😀']) {
      const { body } = await service.send('POST', '/things', { sure: 1, labels: ['x', label] })
      const query = new URLSearchParams({ 'labels[contains]': label })
      const { listed } = await pageThrough(service, `/things?${query}`, 5)
      expect(listed.map(({ id }) => id)).toContain(body.data.id)
      expect(listed.every(({ labels }) => (labels as string[]).includes(label))).toBe(true)
    }
  })

  test('texts of keys are filtered and sorted by as others are', async () => {
    for (const code of ['a', 'b', 'c']) await service.send('POST', '/codes', { code })
    for (const kind of ['one', 'two']) await service.send('POST', '/kinds', { kind })
    const codes = await pageThrough(service, '/codes?code[in]=c,a&sort=-code', 1)
    expect(codes.listed.map(({ code }) => code)).toEqual(['c', 'a'])
    const kinds = await pageThrough(service, '/kinds?kind[in]=two,one&sort=kind', 1)
    expect(kinds.listed.map(({ kind }) => kind)).toEqual(['one', 'two'])
    const { status, body } = await service.send('POST', '/things', { sure: 1, codeId: 'b', kindId: 'two' })
    expect(status).toBe(201)
    for (const query of ['codeId=b', 'codeId[in]=a,b', 'code.code[in]=b', 'code.code[contains]=B', 'kindId=two']) {
      const { listed } = await pageThrough(service, `/things?${query}`, 5)
      expect(
        listed.map(({ id }) => id),
        query,
      ).toEqual([body.data.id])
    }
  })

  test('a text that no index could hold is stored all the same', async () => {
    const text = Array.from({ length: 6_000 }, () => random.pick([...'abcdefghijklmnopqrstuvwxyzäöü0123456789'])).join(
      '',
    )
    const { status, body } = await service.send('POST', '/things', { sure: 1, text })
    expect(status).toBe(201)
    const { listed } = await pageThrough(
      service,
      `/things?text[startsWith]=${encodeURIComponent(text.slice(0, 40))}`,
      5,
    )
    expect(listed.map(({ id }) => id)).toEqual([body.data.id])
  })

  test('what is nested is asked below its parent, and a cursor stays there', async () => {
    const [one, other] = await service.query('select id from things limit 2')
    for (const rank of [3, 1, 2]) {
      await service.send('POST', `/things/${one?.id}/parts`, { rank })
      await service.send('POST', `/things/${other?.id}/parts`, { rank: rank + 10 })
    }
    const path = `/things/${one?.id}/parts`
    const { listed } = await pageThrough(service, `${path}?sort=-rank&rank[gte]=2`, 1)
    expect(listed.map(({ rank }) => rank)).toEqual([3, 2])
    const { body } = await service.send('GET', `${path}?sort=rank&limit=1`)
    const elsewhere = `/things/${other?.id}/parts?sort=rank&limit=1&cursor=${body.page.nextCursor}`
    expect((await service.send('GET', elsewhere)).status).toBe(400)
  })

  test.each([
    'sure[in]=1,x',
    'sure[in]=',
    'sure[like]=1',
    'sure[=1',
    'sure=1&sure=2',
    'sure=1.5',
    'sure=99999999999',
    'string=%00',
    'string[contains]=',
    'string[in]=a',
    'boolean=1',
    'decimal=1e3',
    'datetime=yesterday',
    'real=NaN',
    'real=1e400',
    'uuid=x',
    'labels=x',
    'enumeration=unheard',
    'nearest.string=x',
    'nearest=x',
    'sort=',
    'sort=text',
    'sort=url',
    'sort=sure,-sure',
    'sort=sure,',
    'sort=--sure',
    `sure[in]=${'1,'.repeat(100)}1`,
  ])('refuses ?%s', async (query) => {
    const { status, body } = await service.send('GET', `/things?${query}`)
    expect([status, body.code, body.errors?.[0]?.in]).toEqual([400, 'invalid-input', 'query'])
  })

  test('a cursor goes on only with the order and the filters that it was made for', async () => {
    const { body } = await service.send('GET', '/things?limit=1&sort=int&sure[gte]=0')
    const cursor = `cursor=${body.page.nextCursor}`
    expect((await service.send('GET', `/things?limit=7&sort=int&sure[gte]=0&${cursor}`)).status).toBe(200)
    const others = ['sort=-int&sure[gte]=0', 'sure[gte]=0', 'sort=int', 'sort=int&sure[gte]=1', 'sort=int&sure[gt]=0']
    for (const other of others) {
      const refused = await service.send('GET', `/things?${other}&${cursor}`)
      expect([refused.status, refused.body.errors[0].pointer], other).toEqual([400, '/cursor'])
    }
  })

  test.each([
    ['cut', (cursor: string) => cursor.slice(0, -5)],
    ['empty', () => ''],
    ['of another version', (cursor: string) => changed(cursor, (parts) => [1, ...parts.slice(1)])],
    [
      'with a value that is none',
      (cursor: string) => changed(cursor, (parts) => [...parts.slice(0, -2), 'x', parts.at(-1)]),
    ],
    ['with a value too many', (cursor: string) => changed(cursor, (parts) => [...parts, 1])],
    ['that is no list', () => Buffer.from('{}').toString('base64url')],
  ])('refuses a cursor %s', async (_, change) => {
    const { body } = await service.send('GET', '/things?limit=1&sort=sure')
    const { status } = await service.send('GET', `/things?sort=sure&cursor=${change(body.page.nextCursor)}`)
    expect(status).toBe(400)
  })

  test('who asks for many things in turn does not fill the database with statements', async () => {
    for (let time = 0; time < 120; time += 1) {
      const sort = sortOf(random, ['sure', 'int', 'date', 'decimal', 'boolean'])
      expect((await service.send('GET', `/things?limit=2&sort=${sort}`)).status).toBe(200)
    }
    const [count] = await service.query('select count(*)::int as prepared from pg_prepared_statements')
    expect(count?.prepared).toBeLessThan(80)
  })
}

function bodyOf(random: Chance, nearest: string | undefined): object {
  const values = NAMES.map((name) => [name, random.below(4) === 0 ? null : anyValue(name, random)])
  const labels = Array.from({ length: random.below(3) }, () => random.pick(['a', 'b', 'c']))
  return { ...Object.fromEntries(values), sure: random.below(6), labels, nearestId: nearest ?? null }
}

function anyValue(name: string, random: Chance): unknown {
  if (name === 'boolean') return random.below(2) === 0
  if (name === 'real')
    return random.pick([0.1, -0.5, 1, 16_777_216, 3.4e38, 1e-7, random.below(5) / 10].map(Math.fround))
  if (name === 'double') return random.pick([0.1, 0.30000000000000004, -1e-300, 1.7e308, random.next()])
  return keyValue(name, random)
}

function sortOf(random: Chance, names: readonly string[]): string[] {
  const chosen = new Set(Array.from({ length: 1 + random.below(3) }, () => random.pick(names)))
  return [...chosen].map((name) => `${random.pick(['', '-'])}${name}`)
}

/** The order by hand: PostgreSQL's own for nulls, and the key the way of what comes before it. */
function orderBy(sort: readonly string[]): string {
  const steps = sort.map((name) => (name.startsWith('-') ? `"${name.slice(1)}" desc` : `"${name}" asc`))
  return [...steps, `id ${steps.at(-1)?.endsWith('desc') ? 'desc' : 'asc'}`].join()
}

/** Values as the API writes them. */
async function textsOf({ query }: RunningService, name: string, values: readonly unknown[]): Promise<string[]> {
  if (name === 'datetime') return values.map((value) => new Date(value as string).toISOString())
  if (name !== 'real' && name !== 'double') return values.map(String)
  return Promise.all(values.map(async (value) => String((await query(`select ${value}::float8 as one`))[0]?.one)))
}

/** What is asked with an operator; nothing where there is nothing to ask. */
function askedWith(operator: string, texts: readonly string[], random: Chance): string | undefined {
  const [text = ''] = texts
  if (operator === 'null') return random.pick(['true', 'false'])
  if (operator === 'in') return texts.join()
  const letters = [...text]
  if (operator === 'startsWith') return letters.slice(0, 1 + random.below(letters.length)).join('') || undefined
  if (operator === 'contains') return letters.slice(random.below(letters.length)).join('') || undefined
  return text
}

function condition(name: string, operator: string, asked: string): string {
  const column = `"${name}"`
  switch (operator) {
    case 'null':
      return `${column} is ${asked === 'true' ? '' : 'not '}null`
    case 'in':
      return `${column} in (${asked.split(',').map(quoted)})`
    case 'contains':
      return `strpos(lower(${column}), lower(${quoted(asked)})) > 0`
    case 'startsWith':
      return `starts_with(lower(${column}), lower(${quoted(asked)}))`
    default:
      return `${column} ${{ '': '=', gt: '>', gte: '>=', lt: '<', lte: '<=' }[operator]} ${quoted(asked)}`
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function changed(cursor: string, change: (parts: unknown[]) => unknown[]): string {
  const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
  return Buffer.from(JSON.stringify(change(parts))).toString('base64url')
}
