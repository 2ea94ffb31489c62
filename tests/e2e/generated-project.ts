import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { planMigration } from '../../src/migrate/plan-migration.ts'
import { packageRoot } from '../../src/package.ts'
import { PATHS } from '../../src/plan/paths.ts'
import { commit } from '../../src/project/writer.ts'
import type { GeneratedFile } from '../../src/render/generated-file.ts'
import type { CliResult } from '../setup/cli.ts'
import { installedFolder } from '../setup/tree.ts'

/** Writes generated files and their first migration where ashlar's own dependencies count as installed; the folder. */
export async function writeProject(files: readonly GeneratedFile[]): Promise<string> {
  const root = installedFolder()
  const candidateFiles = new Map(files.map((file) => [file.path, file.text]))
  const entry = PATHS.schema
  const lock = { schema: undefined }
  const plan = await planMigration({
    root,
    candidateFiles,
    lock,
    entry,
    externals: [],
    requireExternals: () => {},
    allowDrop: [],
    now: 1_000,
  })
  if ('unavailable' in plan) throw new Error('the dependencies of the repository are not found')
  await commit(root, [...files.map((file) => ({ ...file, expect: 'absent' })), ...plan.writes])
  return root
}

/** What the compiler says of a project, by its own options or those of another file. */
export function typeCheck(root: string, config = 'tsconfig.json'): Pick<CliResult, 'exitCode' | 'stdout'> {
  const tsc = join(packageRoot, 'node_modules/.bin/tsc')
  const { status, stdout } = spawnSync(tsc, ['--noEmit', '-p', config], { cwd: root, encoding: 'utf8' })
  return { exitCode: status, stdout }
}

/** A row of `things` as the migrated database makes it by itself; columns in the order of the table, as text where JSON has none. */
export async function defaultRow(root: string): Promise<Readonly<Record<string, unknown>>> {
  const client = await PGlite.create()
  try {
    await migrate(drizzle(client), { migrationsFolder: join(root, 'migrations') })
    await client.query("insert into things (id) values ('00000000-0000-7000-8000-000000000000')")
    const { rows } = await client.query<{ row: Record<string, unknown> }>('select to_jsonb(things) as row from things')
    return rows[0]?.row ?? {}
  } finally {
    await client.close()
  }
}
