import pc from 'picocolors'
import { describe, expect, test } from 'vitest'
import { isHeldUp } from '../../../src/report/planned.ts'
import { plannedText } from '../../../src/report/planned-text.ts'
import { changeOf, wanted } from './change.ts'
import { migrationOf, NOTHING, planOf, requestChange } from './planned.ts'

const plain = pc.createColors(false)
const textOf = (parts: Parameters<typeof planOf>[0]) => plannedText(planOf(parts), plain)

test('nothing to do is one sentence', () => {
  expect(textOf({ changes: [changeOf({ wanted: wanted('') })] })).toBe(
    'Nothing to do: 1 file, the migrations, the API and the environment are as the description says.',
  )
})

test('every section, in its order, and what is in none', () => {
  expect(textOf({ changes: [changeOf({ kind: 'create', wanted: wanted('') })] })).toBe(`Files  1 created
  create    src/app.ts

Database  no migration

API  no change

Permissions  no change

Environment  no change

Nothing was written. \`ashlar generate\` does it.`)
})

test('a conflict with its reason, and what becomes of it', () => {
  const text = textOf({ changes: [changeOf({ kind: 'conflict', conflict: 'both changed `a`' })] })
  expect(text).toContain('  conflict  src/app.ts  (both changed `a`: left alone)')
  expect(text).toContain('`ashlar generate` does all but 1 file in conflict')
})

describe('the database', () => {
  test('statement by statement, with what it drops', () => {
    const drops = [{ kind: 'column', name: 'notes.body' }] as const
    const text = textOf({
      migration: migrationOf(['CREATE TABLE "a" (\n\t"id" uuid\n);', 'DROP \u001b[31mx;'], { drops }),
    })
    expect(text).toContain(`Database
  migrate   migrations/0001_x.sql  (drops column notes.body)
            CREATE TABLE "a" (
            \t"id" uuid
            );
            -- nobody waits
            DROP \\u001b[31mx;
            -- its lock is not known
`)
  })

  test('what is refused, with the one command that allows it', () => {
    const hint = 'ashlar generate --allow-drop a --allow-drop b'
    const refused = ['a', 'b'].map((name) => ({ code: 'ASH3142', message: `the table \`${name}\` goes`, hint }))
    const text = textOf({ migration: migrationOf([], { refused }) })
    expect(text).toContain(`  refused   the table \`a\` goes [ASH3142]
  refused   the table \`b\` goes [ASH3142]
            ${hint}
`)
    expect(text).toContain('`ashlar generate` refuses this and writes nothing')
  })

  test('that nobody can tell yet', () => {
    expect(textOf({ migration: { unavailable: 'not-installed', writes: [], moved: [], mended: [] } })).toContain(
      'Database\n  unknown   the tables may have changed, and the dependencies are not installed',
    )
  })
})

describe('the API', () => {
  test('what breaks, with the operations in which', () => {
    const changes = [requestChange({}), requestChange({ operation: 'PATCH /products' })]
    expect(textOf({ api: { changes } })).toContain(`API  1 change breaks clients
  breaking   request \`price\` has to be given now
             POST /products, PATCH /products
`)
  })

  test('of many operations only some', () => {
    const changes = Array.from({ length: 9 }, (_, at) => requestChange({ operation: `GET /${at}` }))
    expect(textOf({ api: { changes } })).toContain('GET /0, GET /1, GET /2, GET /3, GET /4, GET /5 and 3 more\n')
  })

  test.each([
    ['notWritten', 'was never written here'],
    ['deleted', 'you deleted `docs/openapi.json`'],
    ['conflict', 'is in conflict since an earlier run'],
    ['lost', 'take that back from git'],
  ] as const)('that cannot be compared: %s', (unknown, expected) => {
    const text = textOf({ api: { unknown, path: 'docs/openapi.json' } })
    expect(text).toMatch(/API\n {2}unknown {3}.*`docs\/openapi\.json`/)
    expect(text).toContain(expected)
  })
})

test('who may call what', () => {
  const changes = [
    { operation: 'POST /a', before: 'token', after: 'everyone' },
    { operation: 'GET /b', before: undefined, after: 'everyone' },
    { operation: 'GET /c', before: undefined, after: 'everyone' },
  ]
  expect(textOf({ permissions: { isPublic: true, changes } })).toContain(`Permissions
  public    The API is public: the description has no \`auth\`, so everyone may read and write everything.
  changed   \`POST /a\` is for \`everyone\`, and was for \`token\`
  new       for \`everyone\`: \`GET /b\`, \`GET /c\`
`)
})

test('variables, and those without which the service does not start', () => {
  const variable = (name: string, more: object = {}) => ({ name, required: false, type: 'int', ...more })
  const changes = [
    { name: 'A', before: undefined, after: variable('A', { required: true }) },
    { name: 'B', before: undefined, after: variable('B', { default: '4' }) },
    { name: 'C', before: undefined, after: variable('C') },
    { name: 'D', before: { name: 'D', required: true }, after: undefined },
    { name: 'E', before: variable('E', { default: '1' }), after: variable('E', { type: 'url', required: true }) },
    { name: 'F', before: variable('F', { required: true }), after: variable('F', { default: '2' }) },
    { name: 'G', before: undefined, after: { name: 'G', required: false } },
  ]
  expect(textOf({ environment: { changes } })).toContain(`Environment
  new       A  (\`int\`; the service does not start without it)
  new       B  (\`int\`; \`4\` without it)
  new       C  (\`int\`; may be left out)
  gone      D
  changed   E  (\`url\` instead of \`int\`; the service does not start without it)
  changed   F  (may be left out now; \`2\` without it, instead of nothing)
  new       G  (may be left out)
`)
})

test.each([
  ['nothing', {}, false],
  ['a file that would be written', { changes: [changeOf({ kind: 'update' })] }, false],
  ['a conflict', { changes: [changeOf({ kind: 'conflict' })] }, true],
  ['data that would be lost', { migration: migrationOf([], { refused: [{ code: '', message: '' }] }) }, true],
  [
    'what nobody can tell yet',
    { migration: { unavailable: 'not-installed', writes: [], moved: [], mended: [] } as const },
    false,
  ],
  ['what breaks clients', { api: { changes: [requestChange({})] } }, false],
])('whether generate would go through: %s', (_what, parts, expected) => {
  expect(isHeldUp({ ...NOTHING, ...parts })).toBe(expected)
})
