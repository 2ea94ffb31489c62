import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Migration } from '../../../src/migrate/plan.ts'
import { planMigration, requireNamed } from '../../../src/migrate/plan-migration.ts'
import type { DataRenames } from '../../../src/migrate/rename.ts'
import type { DataChanges } from '../../../src/plan/fills.ts'
import { commit } from '../../../src/project/writer.ts'

const HERE = fileURLToPath(new URL('../../../.tmp', import.meta.url))

/** A temporary folder inside the repository, where its own rolldown, drizzle-orm and drizzle-kit are found. */
export function projectFolder(): string {
  mkdirSync(HERE, { recursive: true })
  const root = mkdtempSync(join(HERE, 'migrate-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  put(root, 'package.json', '{ "type": "module" }')
  return root
}

export function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** The candidate files of a schema: tables by file name, each the columns (and constraints) of one `pgTable`. */
export function schemaOf(tables: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const files = Object.entries(tables).map(
    ([name, body]) => [`src/resources/${name}/${name}.table.ts`, tableText(name, body)] as const,
  )
  const modules = Object.keys(tables).map((name) => `export * from '../resources/${name}/${name}.table.ts'\n`)
  return new Map([...files, ['src/db/schema.ts', modules.join('')]])
}

function tableText(name: string, body: string): string {
  return `import { sql } from 'drizzle-orm'
import { bigint, boolean, check, foreignKey, index, integer, numeric, pgTable, primaryKey, text, unique, varchar } from 'drizzle-orm/pg-core'
import type { Unused } from '../../not/there.ts'

export type Never = Unused
export const ${name} = pgTable('${name}', ${body})
`
}

export interface Generation {
  readonly allowDrop?: readonly string[]
  readonly now?: number
  readonly allowUnfilled?: readonly string[]
  readonly data?: DataChanges
  readonly renames?: DataRenames
}

/** Plans the migration of a schema that is not on disk, and writes it. */
export async function migrateTo(
  root: string,
  candidateFiles: ReadonlyMap<string, string | undefined>,
  { allowDrop = [], now = 1_000, ...others }: Generation = {},
): Promise<readonly Migration[]> {
  const entry = 'src/db/schema.ts'
  const planned = await planMigration({
    root,
    candidateFiles,
    lock: { schema: undefined },
    entry,
    externals: [],
    requireExternals: () => {},
    allowDrop,
    now,
    ...others,
  })
  const plan = requireNamed(planned)
  if ('unavailable' in plan) throw new Error('the dependencies of the repository are not found')
  await commit(root, plan.writes)
  return plan.migrations
}
