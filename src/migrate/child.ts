import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { ModuleExport } from '../spec/spec.ts'
import { bundle, type Candidate } from './bundle.ts'
import type { ChildAnswer, ChildRequest } from './child-protocol.ts'
import { type ExternalTable, externalsModule, tablesIn } from './external-table.ts'
import { legsBetween } from './legs.ts'
import { renameIn } from './rename.ts'
import { isSchemaSnapshot, type SchemaSnapshot } from './schema-snapshot.ts'

// The program of a child process: it runs the project's own code and tools, apart from ashlar's. See child-protocol.ts.

type DrizzleKit = typeof import('drizzle-kit/api')
type KitSnapshot = Parameters<DrizzleKit['generateMigration']>[0]

const answer = process.stdout.write.bind(process.stdout)
// Standard output holds the answer and nothing that a library has to say.
process.stdout.write = process.stderr.write.bind(process.stderr)

answer(JSON.stringify(await answerTo(JSON.parse(await text(process.stdin)))))

async function answerTo(request: ChildRequest): Promise<ChildAnswer> {
  try {
    return await diff(request)
  } catch (error) {
    // Rolldown paints its messages, terminal or not; Node.js shows the address of a module, which here is all of it.
    const message = stripVTControlCharacters(error instanceof Error ? error.message : String(error)).trim()
    return { error: message.replaceAll(/data:text\/javascript;base64,[\w+/=]*/g, 'the tables') }
  }
}

async function diff({ previous, renames: wanted, data, externals, ...candidate }: ChildRequest): Promise<ChildAnswer> {
  const load = loaderIn(candidate.root)
  const rolldown = (await load('rolldown')) as typeof import('rolldown')
  const schema = await run(await bundle(rolldown, candidate), candidate.root)
  const kit = (await load('drizzle-kit/api')) as DrizzleKit
  const first = previous ?? checked(kit.generateDrizzleJson({}))
  const snapshot = checked(kit.generateDrizzleJson({ ...schema }, first.id))
  const renames = previous === undefined ? null : renameIn(previous, snapshot, wanted)
  const compare = async (from: SchemaSnapshot, to: SchemaSnapshot) =>
    isSame(from, to) ? [] : kit.generateMigration(from as KitSnapshot, to as KitSnapshot)
  return {
    snapshot,
    renames,
    legs: await legsBetween(renames?.snapshot ?? first, snapshot, { data, compare }),
    externals: (await externalTables(rolldown, candidate, externals)).map((table) => table ?? null),
  }
}

/** Comparing takes its time, and most legs of a route are empty. */
function isSame(from: SchemaSnapshot, to: SchemaSnapshot): boolean {
  const content = (snapshot: SchemaSnapshot) => JSON.stringify({ ...snapshot, id: '', prevId: '' })
  return content(from) === content(to)
}

/** The tables of the project that it uses, from a module that stands nowhere. */
async function externalTables(
  rolldown: typeof import('rolldown'),
  { root, files }: Candidate,
  externals: readonly ModuleExport[],
): Promise<ExternalTable[]> {
  if (externals.length === 0) return []
  const entry = 'externals.virtual.js'
  const candidate = { root, entry, files: { ...files, [entry]: externalsModule(externals) } }
  const { getTableConfig } = (await loaderIn(root)('drizzle-orm/pg-core')) as typeof import('drizzle-orm/pg-core')
  return tablesIn(await run(await bundle(rolldown, candidate), root), externals.length, getTableConfig)
}

/** Runs a bundle that stands nowhere, as if it stood in the project: CommonJS in it asks from where it may load. */
function run(code: string, root: string): Promise<Readonly<Record<string, unknown>>> {
  const placed = code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(join(root, 'bundle.js')).href))
  return import(`data:text/javascript;base64,${Buffer.from(placed).toString('base64')}`)
}

/** Packages as the project itself would get them. */
function loaderIn(root: string): (name: string) => Promise<unknown> {
  const { resolve } = createRequire(join(root, 'package.json'))
  return (name) => import(pathToFileURL(resolve(name)).href)
}

function checked(value: unknown): SchemaSnapshot {
  if (isSchemaSnapshot(value)) return value
  throw new Error('drizzle-kit gave a snapshot of a form that ashlar does not know')
}
