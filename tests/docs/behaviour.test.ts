import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { packageRoot } from '../../src/package.ts'
import { withoutThisRun } from '../reach/service.ts'
import { ashlar } from '../setup/cli.ts'
import { hasPostgres } from '../setup/database.ts'
import { fencesOf, readDocument } from './markdown.ts'

const run = promisify(execFile)

/** The blocks of the page that are files: their first line says which. */
const files = fencesOf(readDocument('docs/behaviour.md')).flatMap(({ text }) => {
  const [, path] = /^(?:#|\/\/) ((?:src\/|ashlar\.yaml)\S*)\n/.exec(text) ?? []
  return path === undefined ? [] : [{ path, text: text.slice(text.indexOf('\n') + 1) }]
})

/** What the page promises of its code, and has no test of: the query, and what `book` refuses. */
const promised = `import { beforeAll, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../../tests/support/app.ts'

let t: TestApp

beforeAll(async () => {
  t = await testApp({ as: 'clerk' })
})

it('finds what is sold out after a time', async () => {
  const { id } = await t.make.show({ seats: 0, startsAt: '2030-01-02T00:00:00Z' })
  const soldOut = async (after: string) => {
    const { status, body } = await t.get<{ id: string }[]>(\`/shows/sold-out?after=\${after}\`)
    return { status, ids: body.data.map((show) => show.id).filter((one) => one === id) }
  }
  expect(await soldOut('2030-01-01T00:00:00Z')).toEqual({ status: 200, ids: [id] })
  expect(await soldOut('2030-01-02T00:00:00Z')).toEqual({ status: 200, ids: [] })
})

it('books no more seats than one may have', async () => {
  const guest = await t.as('guest')
  const { id: showId } = await t.make.show({ seats: 20 })
  const { body } = await guest.post('/bookings', { showId, seats: 9 })
  expect((await guest.post(\`/bookings/\${body.data.id}/book\`, {})).status).toBe(422)
  expect((await guest.get(\`/bookings/\${body.data.id}\`)).body.data.state).toBe('open')
  expect((await guest.get(\`/shows/\${showId}\`)).body.data.seats).toBe(20)
})
`

describe('docs/behaviour.md', () => {
  const root = join(inject('installedRoot'), 'behaviour')

  const bin = (name: string) => join(packageRoot, 'node_modules/.bin', name)
  const program = (name: string, ...args: string[]) => run(bin(name), args, { cwd: root, env: withoutThisRun() })

  beforeAll(async () => {
    mkdirSync(root, { recursive: true })
    for (const { path, text } of files.filter((file) => file.path === 'ashlar.yaml'))
      writeFileSync(join(root, path), text)
  })

  test('says what generate says of its description', async () => {
    const { exitCode, stdout } = await ashlar(['generate'], { cwd: root })
    expect(exitCode).toBe(0)
    const said = stdout.slice(stdout.indexOf('Yours to write'), stdout.lastIndexOf('\n', stdout.length - 2) + 1)
    expect(fencesOf(readDocument('docs/behaviour.md')).map(({ text }) => text)).toContain(said)
  })

  test('has code that compiles, does what it says, and stays', async () => {
    expect(files.length).toBe(5)
    for (const { path, text } of files) writeFileSync(join(root, path), text)
    const { exitCode, stdout } = await ashlar(['generate'], { cwd: root })
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('nothing to do') })
    await program('tsc', '--noEmit', '--checkers', '1')
    await program('biome', 'check', '--error-on-warnings')
    await program('vitest', 'run', 'src/resources/bookings', 'src/resources/shows', 'src/resources/people')
  })

  test.each(['PGlite', ...(hasPostgres ? ['PostgreSQL'] : [])])('has code that does it on %s', async (database) => {
    writeFileSync(join(root, 'src/resources/shows/promised.test.ts'), promised)
    const url = database === 'PostgreSQL' ? { DATABASE_URL: inject('postgresUrl') } : {}
    await run(bin('vitest'), ['run', 'promised', 'booking.test'], { cwd: root, env: { ...withoutThisRun(), ...url } })
  })
})
