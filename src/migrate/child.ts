import { createRequire } from 'node:module'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { bundle } from './bundle.ts'
import type { ChildAnswer, ChildRequest } from './child-protocol.ts'
import { midOf } from './mid.ts'
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
    // Rolldown paints its messages, terminal or not.
    return { error: stripVTControlCharacters(error instanceof Error ? error.message : String(error)).trim() }
  }
}

async function diff({ previous, ...candidate }: ChildRequest): Promise<ChildAnswer> {
  const load = loaderIn(candidate.root)
  const code = await bundle((await load('rolldown')) as typeof import('rolldown'), candidate)
  const schema: Readonly<Record<string, unknown>> = await import(
    `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  )
  const kit = (await load('drizzle-kit/api')) as DrizzleKit
  const before = previous ?? checked(kit.generateDrizzleJson({}))
  const snapshot = checked(kit.generateDrizzleJson({ ...schema }, before.id))
  const mid = midOf(before, snapshot)
  return {
    snapshot,
    expand: await kit.generateMigration(before as KitSnapshot, mid as KitSnapshot),
    contract: await kit.generateMigration(mid as KitSnapshot, snapshot as KitSnapshot),
  }
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
