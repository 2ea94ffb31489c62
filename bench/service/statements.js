// `npm run bench`: what the generated service claims: prepared statements and the bundle are worth their code.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { eq } from 'drizzle-orm'
import { inTurn, report, run } from '../measure.js'

const root = join(import.meta.dirname, '../..')
const project = join(root, '.tmp/bench-service')
const node = process.execPath
const url = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const QUERIES = 2_000

const load = (path) => import(pathToFileURL(join(project, path)).href)

rmSync(project, { recursive: true, force: true })
mkdirSync(project, { recursive: true })
writeFileSync(
  join(project, 'ashlar.yaml'),
  'ashlar: 1\nname: bench\nresources:\n  note: { fields: { text: string(1..80) } }\n',
)
run(node, [join(root, 'bin/ashlar.js'), 'generate'], { cwd: project })
run(join(root, 'node_modules/.bin/rolldown'), ['-c'], { cwd: project })

const name = `bench_${process.pid}`
const { openPostgres } = await load('src/db/postgres.ts')
const admin = await openPostgres(url, 1)
await admin.db.execute(`create database ${name}`)
try {
  await measure(Object.assign(new URL(url), { pathname: `/${name}` }).href)
} finally {
  await admin.db.execute(`drop database ${name} with (force)`)
  await admin.close()
  rmSync(project, { recursive: true, force: true })
}

async function measure(databaseUrl) {
  const database = await openPostgres(databaseUrl, 5)
  await database.migrate(join(project, 'migrations'))
  const notes = await load('src/resources/notes/notes.queries.ts')
  const { notes: table } = await load('src/resources/notes/notes.table.ts')
  const { id } = await notes.create(database.db, {}, { text: 'a note' })
  const reads = [
    {
      name: `${QUERIES} reads by key, prepared, as generated`,
      run: () => repeat(() => notes.get(database.db, {}, { id })),
    },
    {
      name: `${QUERIES} reads by key, built each time`,
      run: () => repeat(() => database.db.select(notes.columns).from(table).where(eq(table.id, id))),
    },
  ]
  report('Prepared statements (PostgreSQL, 8 at a time)', reads, await inTurn(reads, 7))
  await database.close()

  const env = { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' }
  const starts = [
    {
      name: 'migrate.js from the bundle: start, look, end',
      run: () => run(node, ['scripts/run.js', 'dist/migrate.js'], { cwd: project, env }),
    },
    {
      name: 'migrate.ts from the sources',
      run: () => run(node, ['scripts/run.js', 'src/migrate.ts'], { cwd: project, env }),
    },
  ]
  report('Start of a process', starts, await inTurn(starts, 9))
}

async function repeat(query) {
  let left = QUERIES
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await query()
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}
