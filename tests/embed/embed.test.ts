import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, testDatabase } from '../setup/database.ts'
import { CLINIC, commitAll, compile, edit, type Running, repository, runBuilt, start } from './application.ts'

/** The three lines that a user writes: where routes are, where migrations are run. */
function mount(app: string): void {
  edit(
    join(app, 'src/app.ts'),
    ['import { people }', 'import { api } from "./api.js";\nimport { people }'],
    ['app.post("/upload"', 'app.route("/", api);\n\napp.post("/upload"'],
  )
  edit(
    join(app, 'src/migrate.ts'),
    ['import { closePool', 'import { applyMigrations } from "./db/migrate.js";\nimport { closePool'],
    ['await closePool', 'await applyMigrations("src/migrations");\nawait closePool'],
  )
}

describe.skipIf(!hasPostgres)('an application that ashlar did not make', () => {
  const database = testDatabase()
  const { app, git, ashlar } = repository()
  const folder = join(app, 'src')
  let running: Running

  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const type = { 'Content-Type': 'application/json', ...headers }
    const response = await fetch(running.url + path, { method, headers: type, ...sent })
    const text = await response.text()
    const isJson = response.headers.get('Content-Type')?.includes('json')
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }

  beforeAll(async () => {
    const made = await ashlar('init', '--embed', 'apps/api/src', '--db', './db.ts#db', '--spec', CLINIC)
    expect(made).toMatchObject({ exitCode: 0, stderr: '' })
    // As the API is put in, nothing that was there has changed, and nothing is new but in the one folder.
    expect(git('status', '--porcelain', '--untracked-files=all').match(/^.. (?!apps\/api\/src\/).*$/gm)).toBeNull()
    expect(git('diff')).toBe('')
    mount(app)
    expect(await compile(app)).toBe('')
    await runBuilt(app, 'dist/src/migrate.js', database.url)
    const sql = postgres(database.url, { max: 1 })
    await sql`insert into clinic_users (email, full_name, password_hash) values ('a@example.com', 'Ann', 'x')`
    await sql.end()
    running = await start(app, database.url)
  })

  afterAll(() => running?.stop())

  test('serves the resources on its own database, beside what it served before', async () => {
    expect(await call('GET', '/')).toMatchObject({ status: 200, body: 'clinic' })
    expect(await call('GET', '/people')).toMatchObject({ body: [{ id: 1, fullName: 'Ann' }] })
    const made = await call('POST', '/appointments', { userId: 1, subject: 'teeth' })
    expect(made).toMatchObject({
      status: 201,
      body: { data: { userId: 1, subject: 'teeth', minutes: 30, note: null } },
    })
    const location = String(made.headers.get('Location'))
    expect(await call('GET', location)).toMatchObject({ status: 200, body: { data: made.body.data } })
    expect(await call('PATCH', location, { note: 'late' })).toMatchObject({ body: { data: { note: 'late' } } })
  })

  test('serves a table of the application, of it only what is described', async () => {
    const { body } = await call('GET', '/users')
    expect(body.data).toEqual([{ id: 1, email: 'a@example.com', fullName: 'Ann', active: true }])
    expect((await call('POST', '/users', {})).headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
  })

  test('answers what is wrong with problems, also from the constraints of both tables', async () => {
    expect(await call('POST', '/appointments', { userId: 1, subject: 'ears' })).toMatchObject({ status: 201 })
    const twice = await call('POST', '/appointments', { userId: 1, subject: 'ears' })
    expect(twice).toMatchObject({ status: 409, body: { errors: [{ pointer: '/subject' }] } })
    const nobody = await call('POST', '/appointments', { userId: 99, subject: 'eyes' })
    expect(nobody).toMatchObject({ status: 422, body: { errors: [{ pointer: '/userId' }] } })
    const wrong = await call('POST', '/appointments', { userId: 1, subject: '', minutes: 1 })
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '/subject' }, { pointer: '/minutes' }] } })
    expect(wrong.body.requestId).toBe(wrong.headers.get('X-Request-Id'))
  })

  test('makes one of a request that is sent again, and keeps its answer in a table of its own name', async () => {
    const send = () => call('POST', '/appointments', { userId: 1, subject: 'knee' }, { 'Idempotency-Key': 'knee' })
    const first = await send()
    expect(first.status).toBe(201)
    expect((await send()).body).toEqual(first.body)
    const sql = postgres(database.url, { max: 1 })
    expect(await sql`select status from clinic_idempotency_keys`).toEqual([{ status: 201 }])
    await sql.end()
  })

  test('prepares every shape of a statement under a name of its own', async () => {
    const bodies = [{ note: null }, { minutes: 10 }, { minutes: 20, note: 'n' }, { note: 'n' }, {}]
    const requests = bodies.flatMap((body, at) => [0, 1, 2].map((time) => ({ ...body, subject: `${at} ${time}` })))
    const answers = await Promise.all(requests.map((body) => call('POST', '/appointments', { userId: 1, ...body })))
    expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 201))
    const pages = new Set<string>()
    for (let cursor = ''; cursor !== null; ) {
      const { body } = await call('GET', `/appointments?limit=4${cursor && `&cursor=${cursor}`}`)
      for (const { id } of body.data) pages.add(id)
      cursor = body.page.nextCursor
    }
    expect(pages.size).toBeGreaterThanOrEqual(requests.length)
    const asked = await call('GET', '/appointments?user.email=a@example.com&minutes[gte]=20&sort=-minutes')
    const minutes = asked.body.data.map((row: { minutes: number }) => row.minutes)
    expect(minutes.length).toBeGreaterThan(2)
    expect(minutes).toEqual(minutes.toSorted((one: number, other: number) => other - one))
    expect(Math.min(...minutes)).toBe(20)
  })

  test('may be mounted under a parameter of its own', async () => {
    edit(
      join(app, 'src/app.ts'),
      ['import { logger }', 'import { requestId } from "hono/request-id";\nimport { logger }'],
      [
        'app.use(logger());',
        'app.use(logger());\napp.use("/at/*", requestId({ generator: () => "from-the-clinic" }));',
      ],
      ['app.route("/", api);', 'app.route("/", api);\napp.route("/at/:place", api);'],
    )
    expect(await compile(app)).toBe('')
    await running.stop()
    running = await start(app, database.url)
    const { body } = await call('GET', '/at/home/users')
    expect(await call('GET', `/at/home/users/${body.data[0].id}`)).toMatchObject({ status: 200 })
    // An id that the application has given stays.
    const missing = await call('GET', '/at/home/users/99')
    expect(missing).toMatchObject({ status: 404, body: { requestId: 'from-the-clinic' } })
    expect(missing.headers.get('X-Request-Id')).toBe('from-the-clinic')
  })

  test('limits and headers of the API are for its own addresses', async () => {
    const large = 'x'.repeat(110_000)
    expect(await call('POST', '/upload', large)).toMatchObject({ status: 200, body: { bytes: 110_000 } })
    expect(await call('POST', '/appointments', large)).toMatchObject({ status: 413 })
    expect((await call('GET', '/people')).headers.get('X-Request-Id')).toBeNull()
    expect(await call('GET', '/nothing')).toMatchObject({ status: 404, body: 'nothing here, says the clinic' })
  })

  test('an error that is no problem of the API goes to the application', async () => {
    const sql = postgres(database.url, { max: 1 })
    await sql`alter table appointments rename column note to remark`
    try {
      expect(await call('GET', '/appointments')).toMatchObject({ status: 500, body: 'the clinic is sorry' })
      expect(running.output()).toContain('clinic: Failed query')
    } finally {
      await sql`alter table appointments rename column remark to note`
      await sql.end()
    }
  })

  test('grows with its description: regenerated, checked, migrated, restarted', async () => {
    commitAll(git)
    expect(await ashlar('check', '-C', 'apps/api/src')).toMatchObject({ exitCode: 0 })
    edit(join(folder, 'ashlar.yaml'), ['      note: text?', '      note: text?\n      room: string(1..20)?'])
    expect(await ashlar('check', '-C', 'apps/api/src')).toMatchObject({ exitCode: 1 })
    const generated = await ashlar('generate', '-C', 'apps/api/src')
    expect(generated).toMatchObject({ exitCode: 0, stderr: '' })
    expect(generated.stdout).toContain('migrate   migrations/0001_alter_appointments.sql')
    const sql = readFileSync(join(folder, 'migrations/0001_alter_appointments.sql'), 'utf8')
    expect(sql).toBe('ALTER TABLE "appointments" ADD COLUMN "room" varchar(20);\n')
    expect(await compile(app)).toBe('')
    await runBuilt(app, 'dist/src/migrate.js', database.url)
    await running.stop()
    running = await start(app, database.url)
    const made = await call('POST', '/appointments', { userId: 1, subject: 'nose', room: 'B 2' })
    expect(made).toMatchObject({ status: 201, body: { data: { room: 'B 2' } } })
    expect(await ashlar('check', '-C', 'apps/api/src')).toMatchObject({ exitCode: 0 })
    expect(git('status', '--porcelain', '--untracked-files=all').match(/^.. (?!apps\/api\/src\/).*$/gm)).toBeNull()
  })

  test('a change of the table that is not ours makes no migration', async () => {
    commitAll(git)
    edit(join(app, 'db/users.ts'), ['email: text()', 'phone: text(),\n  email: text()'])
    const { stdout } = await ashlar('generate', '-C', 'apps/api/src')
    expect(stdout).not.toContain('migrate')
    git('checkout', '-q', '.')
  })

  test('leave takes ashlar out of the folder, and it still compiles', async () => {
    commitAll(git)
    const { exitCode, stdout } = await ashlar('leave', '-C', 'apps/api/src')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Where the application depends on it: npm uninstall create-ashlar')
    for (const name of ['.ashlar', 'ashlar.yaml']) expect(existsSync(join(folder, name)), name).toBe(false)
    const changed = git('diff', '-U0', '--no-color', '--diff-filter=M').split('\n')
    const lines = changed.filter((line) => /^[+-](?![+-]{2} )/.test(line) && line !== '-')
    expect(lines.filter((line) => !line.startsWith('-// Generated by ashlar from ashlar.yaml'))).toEqual([])
    expect(await compile(app)).toBe('')
  })
})

describe('where an application has its database', () => {
  test('as a default export, with its tables beside it, in a module that loads CommonJS', async () => {
    const { app, ashlar } = repository()
    const tables = readFileSync(join(app, 'db/users.ts'), 'utf8')
    const database = readFileSync(join(app, 'src/db.ts'), 'utf8').replace('export const db =', 'const db =')
    writeFileSync(join(app, 'src/db.ts'), `${database}${tables}export default db;\n`)
    for (const file of ['app.ts', 'routes/people.ts', 'migrate.ts'])
      writeFileSync(join(app, 'src', file), 'export {};\n')
    const spec = join(app, 'clinic.yaml')
    writeFileSync(spec, readFileSync(CLINIC, 'utf8').replace('../db/users.ts#', './db.ts#'))
    edit(join(app, 'src/index.ts'), ['import { app } from "./app.js";', 'import { api as app } from "./api.js";'])
    const made = await ashlar('init', '--embed', 'apps/api/src', '--db', './db.ts#default', '--spec', spec)
    expect(made).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await compile(app, '--noEmit')).toBe('')
  })

  test('where what it imports is not there, the reason is short', async () => {
    const { app, ashlar } = repository()
    edit(join(app, 'db/users.ts'), ['import {', 'import "not-there";\nimport {'])
    const made = await ashlar('init', '--embed', 'apps/api/src', '--db', './db.ts#db', '--spec', CLINIC)
    expect(made).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('not-there') })
    expect(made.stderr.length).toBeLessThan(2_000)
  })
})

describe('how an application compiles', () => {
  const styles = [
    ['Node.js', {}, "from './db/executor.js'"],
    [
      'a bundler, for a runtime of some years',
      { target: 'es2022', module: 'preserve', moduleResolution: 'bundler', noEmit: true },
      "from './db/executor'",
    ],
    ['Node.js without a build', { allowImportingTsExtensions: true, noEmit: true }, "from './db/executor.ts'"],
  ] as const

  test.each(styles)('%s', async (_, options, expected) => {
    const { app, ashlar } = repository()
    const file = join(app, 'tsconfig.json')
    const { compilerOptions, ...rest } = JSON.parse(readFileSync(file, 'utf8'))
    const strictest = {
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      noImplicitReturns: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
    }
    const base = { compilerOptions: { ...compilerOptions, ...options }, ...rest }
    writeFileSync(join(app, 'tsconfig.base.json'), JSON.stringify(base))
    writeFileSync(file, JSON.stringify({ extends: './tsconfig.base.json', compilerOptions: {}, ...rest }))
    const made = await ashlar('init', '--embed', 'apps/api/src', '--db', './db.ts#db', '--starter', 'northwind')
    expect(made).toMatchObject({ exitCode: 0, stderr: '' })
    expect(readFileSync(join(app, 'src/api.ts'), 'utf8')).toContain(expected)
    expect(await compile(app, '--noEmit')).toBe('')
    writeFileSync(file, JSON.stringify({ extends: './tsconfig.base.json', compilerOptions: strictest, ...rest }))
    expect(await compile(app, '--noEmit')).toBe('')
  })
})
