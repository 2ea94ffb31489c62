import { describe, expect, test } from 'vitest'
import type { Lock } from '../../../src/merge/lock.ts'
import { parseLock, printLock } from '../../../src/project/lock.ts'

const hash = (digit: string) => digit.repeat(64)
const entry = { executable: false, once: false, conflict: undefined }

const EMBED = { module: './db.ts', name: 'db', driver: 'pglite', imports: 'js', record: '__a_migrations' } as const

const LOCK: Lock = {
  tool: '0.1.0',
  description: 'ashlar.yaml',
  schema: hash('5'),
  setup: {
    dependency: '^0.1.0',
    manager: 'pnpm',
    node: '^24.0.0',
    member: true,
    embed: EMBED,
  },
  entries: [
    { ...entry, identity: { template: 'app', subject: '' }, path: 'src/app.ts', hash: hash('1') },
    {
      ...entry,
      identity: { template: 'curl', subject: 'product' },
      path: 'tests/curl/products.sh',
      hash: hash('2'),
      executable: true,
      conflict: hash('3'),
    },
    { ...entry, identity: { template: 'env', subject: '' }, path: '.env.example', hash: hash('4'), once: true },
  ],
}

test('a lock is JSON with one line for an identity', () => {
  expect(printLock(LOCK)).toBe(`{
  "format": 1,
  "tool": "0.1.0",
  "description": "ashlar.yaml",
  "dependency": "^0.1.0",
  "manager": "pnpm",
  "node": "^24.0.0",
  "member": true,
  "embed": {"module":"./db.ts","name":"db","driver":"pglite","imports":"js","record":"__a_migrations"},
  "schema": "${hash('5')}",
  "files": {
    "app": { "path": "src/app.ts", "hash": "${hash('1')}" },
    "curl product": { "path": "tests/curl/products.sh", "hash": "${hash('2')}", "executable": true, "conflict": "${hash('3')}" },
    "env": { "path": ".env.example", "hash": "${hash('4')}", "once": true }
  }
}
`)
})

test('what is printed is read back, with CRLF line ends too', () => {
  expect(parseLock(printLock(LOCK))).toEqual(LOCK)
  expect(parseLock(printLock(LOCK).replaceAll('\n', '\r\n'))).toEqual(LOCK)
  const empty = { ...LOCK, schema: undefined, setup: {}, entries: [] }
  expect(parseLock(printLock(empty))).toEqual(empty)
})

test('the order of the entries does not matter', () => {
  expect(printLock({ ...LOCK, entries: LOCK.entries.toReversed() })).toBe(printLock(LOCK))
})

describe('refused', () => {
  const good = JSON.parse(printLock(LOCK))
  const withFile = (file: unknown) => JSON.stringify({ ...good, files: { app: file } })

  test.each([
    [
      'a newer format',
      JSON.stringify({ ...good, format: 2, tool: '9.0.0' }),
      'ASH3102',
      'a newer version of ashlar (9.0.0)',
    ],
    ['conflict markers', `<<<<<<< HEAD\n${printLock(LOCK)}`, 'ASH3103', 'that are not whole'],
    ['no JSON', '{ "format": 1, ', 'ASH3101', 'cannot be read'],
    ['a list', '[]', 'ASH3101', 'not a JSON object'],
    ['no format', JSON.stringify({ ...good, format: undefined }), 'ASH3101', 'its head is not whole'],
    ['no files', JSON.stringify({ ...good, files: undefined }), 'ASH3101', '`files` is missing'],
    ['a schema that is no hash', JSON.stringify({ ...good, schema: 'x' }), 'ASH3101', '`schema` is not a hash'],
    ['a dependency that is no text', JSON.stringify({ ...good, dependency: 1 }), 'ASH3101', '`dependency` is not text'],
    ['no package manager', JSON.stringify({ ...good, manager: 'apt' }), 'ASH3101', '`manager` is no package manager'],
    ['a Node that is no text', JSON.stringify({ ...good, node: 24 }), 'ASH3101', '`node` is not text'],
    ...[
      { module: "./db.ts'\nimport('evil')//.ts" },
      { module: 'db.ts' },
      { name: 'db, evil' },
      { driver: 'mysql2' },
      { imports: 'mjs' },
      { record: "a'" },
      { record: undefined },
    ].map((part): [string, string, string, string] => [
      `an embedding with ${JSON.stringify(part)}`,
      JSON.stringify({ ...good, embed: { ...EMBED, ...part } }),
      'ASH3101',
      '`embed` is not whole',
    ]),
    ['half a member', JSON.stringify({ ...good, member: false }), 'ASH3101', '`member` is not `true`'],
    ['a hash that is a path', withFile({ path: 'a.ts', hash: '../../x' }), 'ASH3101', '"app" has no hash'],
    ['a path with ..', withFile({ path: '../a.ts', hash: hash('1') }), 'ASH3101', 'a path outside the project'],
    ['an absolute path', withFile({ path: '/etc/passwd', hash: hash('1') }), 'ASH3101', 'a path outside the project'],
    ['a path in .git', withFile({ path: '.git/config', hash: hash('1') }), 'ASH3101', 'a path outside the project'],
    [
      'a path in the state',
      withFile({ path: '.ashlar/lock.json', hash: hash('1') }),
      'ASH3101',
      'a path outside the project',
    ],
    [
      'a flag that is no flag',
      withFile({ path: 'a', hash: hash('1'), once: 1 }),
      'ASH3101',
      'a flag that is not true or false',
    ],
    [
      'two entries with one path',
      JSON.stringify({ ...good, files: { a: { path: 'a', hash: hash('1') }, b: { path: 'a', hash: hash('2') } } }),
      'ASH3101',
      'two entries have the path a',
    ],
  ])('%s', (_, text, code, message) => {
    expect(() => parseLock(text)).toThrow(message)
    expect(() => parseLock(text)).toThrow(
      expect.objectContaining({ exitCode: 3, problems: [expect.objectContaining({ code })] }),
    )
  })
})
