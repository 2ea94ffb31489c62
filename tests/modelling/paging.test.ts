import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chanceOf } from '../fuzz/random.ts'
import { linguisticDatabase } from '../northwind/linguistic-database.ts'
import { pageThrough } from '../northwind/rows.ts'
import { type RunningService, runService } from '../northwind/running.ts'
import { hasPostgres } from '../setup/database.ts'
import { KEYS, keyValue } from './key-values.ts'
import { generate } from './records.ts'

/** Lists with a key of each type, and with keys of several. */
const LISTS = [
  ...Object.keys(KEYS).map((type) => [type]),
  ['string', 'datetime'],
  ['decimal', 'text'],
  ['enumeration', 'bigint'],
  ['time', 'date', 'uuid'],
].map((types) => ({ name: types.map(upperFirst).join(''), types }))

const linguistic = linguisticDatabase()

describe('on PGlite', () => pagingTests(() => undefined))

describe.skipIf(!hasPostgres)('on a PostgreSQL that orders text otherwise', () => pagingTests(() => linguistic.url))

function pagingTests(url: () => string | undefined): void {
  let service: RunningService
  const random = chanceOf(Number(process.env.ASHLAR_SEED ?? 1))

  beforeAll(async () => {
    service = await runService(await generate(description()), url())
  })

  afterAll(() => service?.close())

  test.each(LISTS)('the list of $name has every row once, whatever the size of its pages', async ({ name, types }) => {
    const path = `/by-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).slice(1)}s`
    for (let row = 0; row < 60; row += 1) {
      const body = Object.fromEntries(types.map((type, part) => [`k${part}`, keyValue(type, random)]))
      const made = await service.send('POST', path, body)
      // The same key twice is no accident here.
      expect([201, 409], JSON.stringify([body, made.body])).toContain(made.status)
    }
    const table = path.slice(1).replaceAll('-', '_')
    const order = types.map((type, part) => `one.k${part}${TEXTS.has(type) ? ' collate "C"' : ''}`)
    const whole = await service.query(
      `select ${types.map((_, part) => `k${part}::text`).join()} from ${table} as one order by ${order.join()}`,
    )
    expect(whole.length).toBeGreaterThan(3)
    const [every] = [await pageThrough(service, path, 100)]
    for (const limit of [1, 2, 3, 7, whole.length, whole.length + 1]) {
      const { listed, pages } = await pageThrough(service, path, limit)
      expect(listed).toEqual(every?.listed)
      expect(pages).toBe(Math.max(1, Math.ceil(whole.length / limit)))
    }
    // As the database orders them, and not as some text of them would be ordered.
    const texts = await Promise.all(every?.listed.map((row) => asStored(service, row, { table, types })) ?? [])
    expect(texts).toEqual(whole)
  })
}

const TEXTS: ReadonlySet<string> = new Set(['string', 'text', 'slug', 'email', 'url', 'enumeration'])

/** A row of a list as the database has it: found by what the list says of it. */
async function asStored(
  { query }: RunningService,
  row: Readonly<Record<string, unknown>>,
  { table, types }: { readonly table: string; readonly types: readonly string[] },
) {
  const found = types.map((_, part) => `k${part} = '${String(row[`k${part}`]).replaceAll("'", "''")}'`).join(' and ')
  const rows = await query(`select ${types.map((_, part) => `k${part}::text`).join()} from ${table} where ${found}`)
  expect(rows).toHaveLength(1)
  return rows[0]
}

function description(): string {
  const resources = LISTS.map(({ name, types }) => {
    const fields = types.map((type, part) => `      k${part}: ${KEYS[type]}\n`).join('')
    const key = types.map((_, part) => `k${part}`).join(', ')
    return `  by${name}:\n    key: [${key}]\n    timestamps: false\n    operations: [list, create]\n    fields:\n${fields}`
  })
  return `ashlar: 1\nname: paging\nresources:\n${resources.join('')}`
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
