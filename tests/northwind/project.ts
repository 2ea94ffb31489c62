import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { planMigration } from '../../src/migrate/plan-migration.ts'
import type { Resource } from '../../src/model/model.ts'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { describe, generateFiles } from '../../src/pipeline.ts'
import { commit } from '../../src/project/writer.ts'
import { withoutRefused } from '../../src/spec/refused.ts'
import { installedFolder } from '../setup/tree.ts'

const GOLDEN = {
  file: 'ashlar.yaml',
  text: readFileSync(join(packageRoot, 'tests/golden/northwind/ashlar.yaml'), 'utf8'),
}

/** The description of Northwind as far as this version generates it. */
const SOURCE = { ...GOLDEN, text: withoutRefused(GOLDEN) }

/** What the description means. */
export const RESOURCES: readonly Resource[] = describe(SOURCE).resources

/** Generates the service with its first migration where ashlar's own dependencies count as installed; its folder. */
export async function generateNorthwind(): Promise<string> {
  const root = installedFolder()
  const files = generateFiles(SOURCE, await readTemplates())
  const candidateFiles = new Map(files.map((file) => [file.path, file.text]))
  const plan = await planMigration({ root, candidateFiles, lock: { schema: undefined }, allowDrop: [], now: 1_000 })
  if ('unavailable' in plan) throw new Error('the dependencies of the repository are not found')
  await commit(root, [...files.map((file) => ({ ...file, expect: 'absent' })), ...plan.writes])
  return root
}
