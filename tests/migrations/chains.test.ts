import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runMigrations } from '../golden/minimal/expected/src/db/migrator.ts'
import { DATABASES } from '../unit/migrate/databases.ts'
import { changeSomething } from './changes.ts'
import type { Resource } from './description.ts'
import { printDescription } from './description.ts'
import { projectIn } from './planner.ts'
import { randomOf } from './random.ts'
import { emptied, type Run, schemaIn } from './schema.ts'
import { columnOf, joinOf, newLinks, newResource, newRows, type World } from './world.ts'

/** So many chains on each database; `npm run test:migrations` has 1,000. */
const CHAINS = Number(process.env.MIGRATION_CHAINS ?? 50)
const STEPS = 6
const FIRST = Number(process.env.MIGRATION_SEED ?? 1)

test.each(DATABASES)(
  'on %s, chains of changes lead to the schema of the last description, and lose no row',
  async (_, open) => {
    const [migrated, fresh] = [await open(), await open()]
    for (const { run } of [migrated, fresh]) await run(`set timezone = 'UTC'`)
    for (let seed = FIRST; seed < FIRST + CHAINS; seed += 1) {
      const told: string[] = [`MIGRATION_SEED=${seed}`]
      try {
        await walk(seed, { migrated: migrated.run, fresh: fresh.run, told })
      } catch (error) {
        throw new Error(told.join('\n'), { cause: error })
      }
    }
  },
  60 * 60_000,
)

interface Walk {
  readonly migrated: Run
  readonly fresh: Run
  /** What was done, for whoever has to find out what went wrong. */
  readonly told: string[]
}

async function walk(seed: number, { migrated, fresh, told }: Walk): Promise<void> {
  const random = randomOf(seed)
  const world: World = { resources: [], rows: new Map(), used: 0 }
  for (let left = 2; left > 0; left -= 1) world.resources.push(newResource(world, random))
  const project = projectIn(folder())
  await emptied(migrated)
  for (let step = 0; step < STEPS; step += 1) {
    if (step > 0) told.push(changeSomething(world, random).join('; '))
    const text = printDescription(world.resources)
    told.push(text)
    expect((await project.generate(text)).filter((code) => code === 'ASH3148')).toEqual([])
    await runMigrations(migrated as never, project.migrations)
    expect(await project.generate(text), 'a second run has nothing to do').toEqual([])
    await learnKeys(migrated, world)
    expect(await rowsIn(migrated, world)).toEqual(expectedRows(world))
    await insertRows(migrated, world, random)
  }
  const last = projectIn(folder())
  await emptied(fresh)
  await last.generate(printDescription(world.resources))
  await runMigrations(fresh as never, last.migrations)
  expect(await schemaIn(migrated)).toEqual(await schemaIn(fresh))
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ashlar-chain-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

async function insertRows(run: Run, world: World, random: ReturnType<typeof randomOf>): Promise<void> {
  for (const resource of world.resources) {
    for (const row of newRows(world, resource, random)) {
      const columns = columnsOf(resource)
      const values = [...columns.keys()].map((name) => literal(row[name]))
      const names = [...columns.values()].map((name) => `"${name}"`)
      await run(`insert into ${resource.name}s (${names.join()}) values (${values.join()})`)
      world.rows.set(resource.name, [...(world.rows.get(resource.name) ?? []), row])
    }
  }
  for (const resource of world.resources) {
    for (const link of resource.links) {
      const { table, columns } = joinOf(resource, link)
      for (const pair of newLinks(world, resource, link, random)) {
        await run(`insert into ${table} (${columns.join()}) values (${pair.map(literal).join()})`)
        link.rows.push(pair)
      }
    }
  }
}

function literal(value: unknown): string {
  return value === null || value === undefined ? 'null' : `'${String(value).replaceAll("'", "''")}'`
}

/** The columns of a resource by what its rows are called in the world. */
function columnsOf({ key, fields }: Resource): ReadonlyMap<string, string> {
  const made = key === undefined ? [['id', 'id'] as const] : []
  return new Map([...made, ...fields.map((field) => [field.name, columnOf(field)] as const)])
}

/** What rows have for a key that the database has made. */
async function learnKeys(run: Run, { resources, rows }: World): Promise<void> {
  for (const { name, fields } of resources) {
    const keyless = (rows.get(name) ?? []).filter((row) => 'id' in row && row.id === undefined)
    if (keyless.length === 0) continue
    const found = (await run(`select to_jsonb(t) - 'created_at' - 'updated_at' as row from ${name}s t`)) as Found[]
    const free = new Map(found.map(({ row: { id, ...others } }) => [id, sortable(others)]))
    for (const row of keyless) {
      const wanted = sortable(Object.fromEntries(fields.map((field) => [columnOf(field), row[field.name] ?? null])))
      const [id] = [...free].find(([, others]) => others === wanted) ?? []
      row.id = id
      free.delete(id)
    }
  }
}

interface Found {
  readonly row: Readonly<Record<string, unknown>>
}

/** By tables, with their columns as JSON. */
async function rowsIn(run: Run, { resources }: World): Promise<object> {
  const tables = [
    ...resources.map(({ name }) => `${name}s`),
    ...resources.flatMap((resource) => resource.links.map((link) => joinOf(resource, link).table)),
  ]
  const read = async (table: string) => {
    const found = (await run(`select to_jsonb(t) - 'created_at' - 'updated_at' as row from ${table} t`)) as Found[]
    return [table, inOrder(found.map(({ row }) => row))] as const
  }
  return Object.fromEntries(await Promise.all(tables.map(read)))
}

function expectedRows({ resources, rows }: World): object {
  const joins = resources.flatMap((resource) =>
    resource.links.map((link) => {
      const { table, columns } = joinOf(resource, link)
      const all = link.rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at] ?? '', value])))
      return [table, inOrder(all)] as const
    }),
  )
  const tables = resources.map((resource) => {
    const columns = [...columnsOf(resource)]
    const all = (rows.get(resource.name) ?? []).map((row) =>
      Object.fromEntries(columns.map(([field, column]) => [column, row[field] ?? null])),
    )
    return [`${resource.name}s`, inOrder(all)] as const
  })
  return Object.fromEntries([...tables, ...joins])
}

function inOrder(rows: readonly object[]): readonly object[] {
  return rows.toSorted((a, b) => (sortable(a) < sortable(b) ? -1 : 1))
}

/** The same text for the same row, whatever the order of its columns. */
function sortable(row: object): string {
  return JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
