import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import * as rolldown from 'rolldown'
import { bundle } from '../../src/migrate/bundle.ts'
import { readHistory } from '../../src/migrate/journal.ts'
import { KEPT_PATH, printKept, staleIn } from '../../src/migrate/keepers.ts'
import { legsBetween } from '../../src/migrate/legs.ts'
import { dataRenames } from '../../src/migrate/names-before.ts'
import { planFiles } from '../../src/migrate/plan.ts'
import { renameIn } from '../../src/migrate/rename.ts'
import { isSchemaSnapshot, type SchemaSnapshot } from '../../src/migrate/schema-snapshot.ts'
import { printSwaps, SWAPS_PATH, swapsDone } from '../../src/migrate/swaps.ts'
import { packageRoot, readTemplates } from '../../src/package.ts'
import { describeGenerated } from '../../src/pipeline.ts'
import { dataChangesOf } from '../../src/plan/fills.ts'
import { planFiles as plannedFiles } from '../../src/plan/plan.ts'
import { renderFiles } from '../../src/render/render.ts'

const TABLES = /\.table\.ts$|^src\/db\/(?:schema|columns|relations)\.ts$/
const templates = await readTemplates()

/** The migrations of a project, in memory and in a folder: what `generate` does, without a process for each. */
export function projectIn(folder: string, allowDrop: readonly string[] = []) {
  const files = new Map<string, string>()
  const read = (path: string): string | undefined => files.get(path)
  return {
    /** Plans what a description needs; the reasons for which `generate` would refuse it. */
    async generate(text: string): Promise<readonly string[]> {
      const service = describeGenerated({ file: 'ashlar.yaml', text })
      const next = await snapshotOf(service)
      const { previous } = readHistory(read)
      const { swaps, ...all } = dataRenames(service, read)
      const renames = { ...all, swapped: swapsDone(read, all) }
      const renamed = previous === undefined ? null : renameIn(previous, next, renames)
      const described = dataChangesOf(service)
      const data = { ...described, kept: staleIn(read, described.kept) }
      const first = generateDrizzleJson({}) as SchemaSnapshot
      const legs = await legsBetween(renamed?.snapshot ?? first, next, { data, compare })
      const diff = { snapshot: next, renames: renamed, legs, externals: [] }
      const allowed = { drop: allowDrop, unfilled: [] }
      const plan = planFiles({ history: readHistory(read), diff, data, allowed, now: 1_000 })
      for (const [path, made] of [
        ...plan.files,
        [SWAPS_PATH, printSwaps(swaps, read(SWAPS_PATH))] as const,
        [KEPT_PATH, printKept(described.kept ?? [], read(KEPT_PATH))] as const,
      ]) {
        if (made === undefined) files.delete(path)
        else files.set(path, made)
        put(join(folder, path), made ?? '')
      }
      return plan.refused.map(({ code }) => code)
    },
    migrations: join(folder, 'migrations'),
    /** The migrations, as SQL. */
    statements: () => [...files].filter(([path]) => path.endsWith('.sql')).map(([, sql]) => sql),
  }
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

type Kit = Parameters<typeof generateMigration>[0]

async function compare(from: SchemaSnapshot, to: SchemaSnapshot): Promise<readonly string[]> {
  return JSON.stringify(from.tables) === JSON.stringify(to.tables) ? [] : generateMigration(from as Kit, to as Kit)
}

async function snapshotOf(service: ReturnType<typeof describeGenerated>): Promise<SchemaSnapshot> {
  const planned = plannedFiles(service, { descriptionFile: 'ashlar.yaml', setup: {} })
  const rendered = renderFiles(
    planned.filter(({ path }) => TABLES.test(path)),
    templates,
  )
  const files = Object.fromEntries(rendered.map(({ path, text }) => [path, text]))
  const code = await bundle(rolldown, { root: packageRoot, entry: 'src/db/schema.ts', files })
  const module = exportsOf(code)
  const snapshot: unknown = JSON.parse(JSON.stringify(generateDrizzleJson({ ...module })))
  if (!isSchemaSnapshot(snapshot)) throw new Error('no snapshot')
  return snapshot
}

/** A module that Node.js imports stays in memory for ever, and a long run has thousands. */
function exportsOf(code: string): Readonly<Record<string, unknown>> {
  const body = code.replace(/export (\{[^}]*\});?\s*$/, 'return $1')
  return new Function(body)() as Readonly<Record<string, unknown>>
}
