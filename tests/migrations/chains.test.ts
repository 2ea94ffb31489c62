import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runMigrations } from '../golden/minimal/expected/src/db/migrator.ts'
import { DATABASES } from '../unit/migrate/databases.ts'
import { changeSomething } from './changes.ts'
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
      const columns = ['id', ...resource.fields.map((field) => `"${columnOf(field)}"`)]
      const values = ['id', ...resource.fields.map(({ name }) => name)].map((name) => literal(row[name]))
      await run(`insert into ${resource.name}s (${columns.join()}) values (${values.join()})`)
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

/** By tables, in the order of their keys, with their columns as JSON. */
async function rowsIn(run: Run, { resources }: World): Promise<object> {
  const tables = resources.map(async ({ name }) => {
    const rows = await run(`select to_jsonb(t) - 'created_at' - 'updated_at' as row from ${name}s t order by id`)
    return [name, rows.map((one) => (one as { readonly row: object }).row)] as const
  })
  const joins = resources.flatMap((resource) =>
    resource.links.map(async (link) => {
      const { table, columns } = joinOf(resource, link)
      const rows = await run(`select to_jsonb(t) as row from ${table} t order by ${columns.join()}`)
      return [table, rows.map((one) => (one as { readonly row: object }).row)] as const
    }),
  )
  return Object.fromEntries(await Promise.all([...tables, ...joins]))
}

function expectedRows({ resources, rows }: World): object {
  const joins = resources.flatMap((resource) =>
    resource.links.map((link) => {
      const { table, columns } = joinOf(resource, link)
      const pairs = link.rows.toSorted((a, b) => (a.join() < b.join() ? -1 : 1))
      return [table, pairs.map((pair) => Object.fromEntries(pair.map((id, at) => [columns[at], id])))] as const
    }),
  )
  return Object.fromEntries([
    ...resources.map(({ name, fields }) => {
      const columns = new Map([['id', 'id'], ...fields.map((field) => [field.name, columnOf(field)] as const)])
      const all = (rows.get(name) ?? []).map((row) =>
        Object.fromEntries([...columns].map(([field, column]) => [column, row[field] ?? null])),
      )
      return [name, all.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1))] as const
    }),
    ...joins,
  ])
}
