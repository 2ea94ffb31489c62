import { fileURLToPath } from 'node:url'
import { environment, invalid } from '../errors.ts'
import type { ChildRequest, SchemaDiff } from './child-protocol.ts'
import type { RenamedSchema } from './rename.ts'
import { isRecord, isSchemaSnapshot } from './schema-snapshot.ts'

const TIME_LIMIT_MS = 120_000

/** The environment that the project's code sees: enough to run, nothing that is secret. */
const PASSED_ON = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'] as const

/** Has the schema read and compared in a process of its own, without a terminal and with a time limit. */
export async function startChild(request: ChildRequest): Promise<SchemaDiff> {
  const { execa } = await import('execa')
  const result = await execa(process.execPath, [programOf(import.meta.url)], {
    cwd: request.root,
    input: JSON.stringify(request),
    env: Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
    extendEnv: false,
    timeout: TIME_LIMIT_MS,
    maxBuffer: 256 * 1024 * 1024,
    reject: false,
  })
  if (result.timedOut) throw failed(`it took longer than ${TIME_LIMIT_MS / 1000} seconds`)
  return diffIn(result.stdout) ?? refuse(failed(lastLine(result.stderr) || (result.shortMessage ?? 'no answer')))
}

/** Beside this module: as source in a clone, as a bundle in the package. */
function programOf(url: string): string {
  return fileURLToPath(new URL(url.endsWith('.ts') ? './child.ts' : './migrate-child.js', url))
}

function diffIn(stdout: string): SchemaDiff | undefined {
  const answer = parsed(stdout)
  if (!isRecord(answer)) return undefined
  const { error, snapshot, renames, legs, externals } = answer
  if (typeof error === 'string') throw unreadable(error)
  if (!isSchemaSnapshot(snapshot) || !isLegs(legs) || !isTables(externals)) return undefined
  if (renames !== null && !isRenamedSchema(renames)) return undefined
  return { snapshot, renames, legs, externals }
}

function isRenamedSchema(value: unknown): value is RenamedSchema {
  if (!isRecord(value) || !isSchemaSnapshot(value.snapshot) || !isTexts(value.statements)) return false
  return Array.isArray(value.renamed) && value.renamed.every((one) => isRecord(one) && isTexts([one.from, one.to]))
}

function isLegs(value: unknown): value is SchemaDiff['legs'] {
  return (
    Array.isArray(value) &&
    value.every(
      (one) =>
        isRecord(one) && typeof one.kind === 'string' && isTexts(one.statements) && isSchemaSnapshot(one.snapshot),
    )
  )
}

function isTables(value: unknown): value is SchemaDiff['externals'] {
  return Array.isArray(value) && value.every((one) => one === null || isRecord(one))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

function refuse(error: Error): never {
  throw error
}

function unreadable(reason: string) {
  return invalid([
    {
      code: 'ASH3145',
      message: `the tables of the project cannot be read, so no migration can be planned: ${reason}`,
      hint: 'put that right in src/db/schema.ts or the file that it names, then run the same command again',
    },
  ])
}

function failed(reason: string) {
  return environment({
    code: 'ASH3146',
    message: `planning the migration failed: ${reason}`,
    hint: 'see whether `npx drizzle-kit check` works in the project',
  })
}
