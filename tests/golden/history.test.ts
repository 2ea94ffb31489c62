import { cpSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptied, schemaIn } from '../migrations/schema.ts'
import { ashlar } from '../setup/cli.ts'
import { installedFolder } from '../setup/tree.ts'
import { DATABASES } from '../unit/migrate/databases.ts'
import { goldenCases } from './cases.ts'
import { type State, statesOf, stepTo } from './history.ts'
import { runMigrations } from './minimal/expected/src/db/migrator.ts'
import { carried, lostRows, type Rows, rowsIn } from './rows.ts'

/** Of each resource. */
const ROWS = 12

/** A project that was generated from one description after the other. */
interface Project {
  /** The migrations of the first of them. */
  readonly first: string
  /** Those of all. */
  readonly migrations: string
  /** Fills a database of the first one, as `npm run db:seed` does it. */
  readonly seed: (db: unknown, count: number) => Promise<void>
}

async function projectOf([first, ...later]: readonly State[]): Promise<Project> {
  if (first === undefined) throw new Error('there is no state')
  const root = installedFolder()
  await generate(root, first.text, [])
  const project = {
    first: join(root, '..', `${basename(root)}-first`),
    migrations: join(root, 'migrations'),
    seed: (await import(join(root, 'tests/support/seed.ts'))).seed,
  }
  cpSync(project.migrations, project.first, { recursive: true })
  let { allowed } = first
  for (const state of later) {
    await generate(root, state.text, allowed)
    allowed = state.allowed
  }
  return project
}

async function generate(root: string, text: string, allowed: readonly string[]): Promise<void> {
  writeFileSync(join(root, 'ashlar.yaml'), text)
  expect(await ashlar(['generate', ...allowed], { cwd: root })).toMatchObject({ exitCode: 0, stderr: '' })
}

/** What rows have to be at the end of a path, as its descriptions say it. */
function wanted(before: readonly Rows[], path: readonly State[]): readonly Rows[] {
  return path.slice(1).reduce((rows, state, at) => carried(rows, stepTo(state), path[at]?.allowed ?? []), before)
}

// The generated service fills its own tables; then the description becomes what it was later, up to what it is now.
describe.each(goldenCases())('$name', (golden) => {
  const states = statesOf(golden)
  const now = states.slice(-1)
  const earlier = states.slice(0, -1).map((state, at) => ({ from: state.name, path: states.slice(at) }))
  let fresh: Project

  beforeAll(async () => {
    fresh = await projectOf(now)
  }, 120_000)

  test('has earlier states', () => {
    expect(earlier.length).toBeGreaterThan(1)
  })

  describe.each(earlier)('from $from', ({ path }) => {
    let project: Project

    beforeAll(async () => {
      project = await projectOf(path)
    }, 240_000)

    test.each(DATABASES)('on %s, migrations lead to the schema of now and keep the rows', async (_, open) => {
      const { run, db } = await open()
      await run(`set timezone = 'UTC'`)
      await runMigrations(run as never, project.first)
      await project.seed(db, ROWS)
      const before = await rowsIn(run)
      await runMigrations(run as never, project.migrations)
      expect(lostRows(wanted(before, path), await rowsIn(run))).toEqual([])
      // Links between rows of one table are one less; nobody has signed in.
      const filled = before.filter(({ table }) => !table.startsWith('auth_'))
      expect(filled.every(({ rows }) => rows.length === ROWS || rows.length === ROWS - 1)).toBe(true)
      const schema = await schemaIn(run)
      await emptied(run)
      await runMigrations(run as never, fresh.migrations)
      expect(schema).toEqual(await schemaIn(run))
    })
  })
})
