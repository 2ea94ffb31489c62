import { expect, test } from 'vitest'
import { conversion } from '../../../src/migrate/conversion.ts'
import { DATABASES } from './databases.ts'

/** A type, a value of it, another type, and what the value is then, as text. */
const CONVERSIONS: readonly (readonly [from: string, value: string, to: string, then: string])[] = [
  ['text', "'12'", 'integer', '12'],
  ['varchar(80)', "'12.345'", 'numeric(10, 2)', '12.35'],
  ['text', "'yes'", 'boolean', 'true'],
  ['text', "'2026-01-02'", 'date', '2026-01-02'],
  ['varchar(80)', "'abcdef'", 'varchar(3)', 'abc'],
  ['text', "'abcdef'", 'varchar(3)', 'abc'],
  ['text', '\'{"a":1}\'', 'jsonb', '"{\\"a\\":1}"'],
  ['text', "'aGk='", 'bytea', '\\x6869'],
  ['text', "'x'", 'text[]', '{x}'],
  ['integer', '7', 'text', '7'],
  ['integer', '7', 'varchar(5)', '7'],
  ['integer', '7', 'double precision', '7'],
  ['integer', '1', 'boolean', 'true'],
  ['bigint', '0', 'boolean', 'false'],
  ['boolean', 'true', 'bigint', '1'],
  ['boolean', 'true', 'integer', '1'],
  ['double precision', '2.6', 'integer', '3'],
  ['numeric(10, 4)', '1.2356', 'numeric(10, 2)', '1.24'],
  ['jsonb', `'"x"'`, 'text', 'x'],
  ['jsonb', `'5'`, 'integer', '5'],
  ['bytea', "'hi'", 'text', 'aGk='],
  ['bytea', "'hi'", 'jsonb', '"aGk="'],
  ['timestamp (3) with time zone', "'2026-01-02T03:04:05Z'", 'date', '2026-01-02'],
  ['date', "'2026-01-02'", 'timestamp (3) with time zone', '2026-01-02 00:00:00+00'],
  ['timestamp (3) with time zone', "'2026-01-02T03:04:05Z'", 'time', '03:04:05'],
  ['uuid', "'00000000-0000-0000-0000-000000000001'", 'text', '00000000-0000-0000-0000-000000000001'],
  ['integer[]', "'{1,2}'", 'text[]', '{1,2}'],
  ['integer[]', "'{1,2}'", 'integer', '1'],
  ['integer[]', "'{1,2}'", 'jsonb', '[1, 2]'],
  ['integer', '4', 'integer[]', '{4}'],
]

test.each(DATABASES)('on %s, values of every type become values of another', async (_, open) => {
  const { run } = await open()
  await run(`set timezone = 'UTC'`)
  for (const [at, [from, value, to, then]] of CONVERSIONS.entries()) {
    await run(`create table t${at} (c ${from})`)
    await run(`insert into t${at} values (${value}), (null)`)
    const using = conversion('c', from, to)
    await run(`alter table t${at} alter column c set data type ${to}${using === undefined ? '' : ` using ${using}`}`)
    expect(await run(`select c::text as c from t${at}`), `${from} to ${to}`).toEqual([{ c: then }, { c: null }])
  }
})

test('where nothing has to be done there is no expression', () => {
  expect(conversion('c', 'integer', 'bigint')).toBeUndefined()
  expect(conversion('c', 'varchar(10)', 'text')).toBeUndefined()
})
