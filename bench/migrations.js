// `npm run bench`: how long those wait who read and write a large table while it is migrated.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import postgres from 'postgres'
import { run } from './measure.js'
import { startTraffic } from './traffic.js'

const root = join(import.meta.dirname, '..')
const project = join(root, '.tmp/bench-migrations')
const url = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const ROWS = Number(process.env.BENCH_ROWS ?? 200_000)
/** As long as the migrator itself waits for a lock before it lets the others pass. */
const BUDGET_MS = 1_000

const FIELDS = { title: 'string(1..200)', body: 'text', state: 'enum(draft, published) = draft' }
const { title: _, ...withoutTitle } = FIELDS
const HEADED = { ...withoutTitle, heading: 'string(1..200)' }
const SIGNED = { ...HEADED, author: 'string(1..80) backfill("nobody")' }
const LABELLED = { ...SIGNED, label: 'string(1..200) backfill(heading)' }
const STEPS = [
  { name: 'a rename', fields: { ...withoutTitle, heading: 'string(1..200) renamedFrom(title)' } },
  { name: 'a required column with a value', fields: SIGNED },
  { name: 'a required column, filled from another', fields: LABELLED },
  { name: 'an index', fields: LABELLED, indexes: [['state', 'heading']] },
]

rmSync(project, { recursive: true, force: true })
mkdirSync(project, { recursive: true })
generate({ fields: FIELDS })
const { runMigrations } = await import(pathToFileURL(join(project, 'src/db/migrator.ts')).href)

const name = `bench_${process.pid}`
const admin = postgres(url, { max: 1, onnotice: () => {} })
await admin.unsafe(`create database ${name}`)
try {
  await measure(Object.assign(new URL(url), { pathname: `/${name}` }).href)
} finally {
  await admin.unsafe(`drop database ${name} with (force)`)
  await admin.end()
  rmSync(project, { recursive: true, force: true })
}

async function measure(database) {
  const client = postgres(database, { max: 1, onnotice: () => {} })
  const migrations = join(project, 'migrations')
  await runMigrations((statement) => client.unsafe(statement), migrations)
  await client.unsafe(`insert into notes (id, title, body) select gen_random_uuid(), 'Note ' || n, repeat('text ', 60)
    from generate_series(1, ${ROWS}) n`)
  await client.unsafe('vacuum analyze notes')
  const ids = (await client.unsafe('select id from notes')).map(({ id }) => id)
  console.log(`${ROWS} rows; the longest wait of one that reads and one that writes, budget ${BUDGET_MS} ms`)
  for (const step of STEPS) {
    generate(step)
    const traffic = await startTraffic(database, ids)
    const started = performance.now()
    await runMigrations((statement) => traffic.during(statement, () => client.unsafe(statement)), migrations)
    const took = performance.now() - started
    report(step, took, await traffic.stop())
  }
  await client.end()
}

function generate({ fields, indexes }) {
  writeFileSync(
    join(project, 'ashlar.yaml'),
    JSON.stringify({ ashlar: 1, name: 'bench', resources: { note: { fields, ...(indexes && { indexes }) } } }),
  )
  run(process.execPath, [join(root, 'bin/ashlar.js'), 'generate'], { cwd: project })
}

function report({ name: step }, took, { read, write }) {
  const isWithin = Math.max(read.longest, write.longest) <= BUDGET_MS
  console.log(`\n${step}: ${took.toFixed(0)} ms, ${isWithin ? 'within the budget' : 'BEYOND THE BUDGET'}`)
  for (const [what, { longest, count, failed, during }] of Object.entries({ read, write })) {
    console.log(
      `  ${what.padEnd(5)} ${longest.toFixed(0).padStart(6)} ms  ${count} of them, ${failed} failed; ${during}`,
    )
  }
}
