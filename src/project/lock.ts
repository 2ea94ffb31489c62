import { environment } from '../errors.ts'
import { byCodeUnit, identityKey, type Lock, type LockEntry } from '../merge/lock.ts'
import { isEmbedding } from '../plan/embedding.ts'
import { isPackageManager, type Setup } from '../plan/setup.ts'
import type { Identity } from '../render/generated-file.ts'
import { isProjectFile, STATE } from './paths.ts'

const FORMAT = 1

/** The text of `.ashlar/lock.json`: valid JSON, one line for an identity, sorted by code unit. */
export function printLock({ tool, description, schema, setup, entries }: Lock): string {
  const lines = entries
    .map((entry) => ({ key: identityKey(entry.identity), entry }))
    .toSorted((a, b) => byCodeUnit(a.key, b.key))
    .map(({ key, entry }) => `    ${JSON.stringify(key)}: ${printEntry(entry)}`)
  const head = Object.entries({ format: FORMAT, tool, description, ...setup, ...(schema !== undefined && { schema }) })
  return [
    '{',
    ...head.map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`),
    `  "files": {${lines.length === 0 ? '}' : ''}`,
    ...(lines.length === 0 ? [] : [lines.join(',\n'), '  }']),
    '}',
    '',
  ].join('\n')
}

function printEntry({ path, hash, executable, once, conflict }: LockEntry): string {
  const facts = { path, hash, ...(executable && { executable }), ...(once && { once }), ...(conflict && { conflict }) }
  return `{ ${Object.entries(facts)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(', ')} }`
}

/**
 * Reads a lock. One of a newer format, with git's conflict markers, broken, or with a path that leaves the project
 * is refused (exit 3): a guess at what was written last could cost the user an edit.
 */
export function parseLock(text: string): Lock {
  if (/^(<{7}|>{7}|={7})/m.test(text)) throw conflicted()
  const value = parseJson(text)
  const { format, tool, description, schema, files } = value
  if (typeof format === 'number' && format > FORMAT) throw newer(tool)
  if (format !== FORMAT || typeof tool !== 'string' || typeof description !== 'string')
    throw broken('its head is not whole')
  if (schema !== undefined && !isHash(schema)) throw broken('`schema` is not a hash')
  if (!isRecord(files)) throw broken('`files` is missing')
  const entries = Object.entries(files).map(([key, entry]) => parseEntry(key, entry))
  refuseSharedPaths(entries)
  return { tool, description, schema, setup: parseSetup(value), entries }
}

/** What a lock says of the project's setup; throws as {@link parseLock} does. */
export function parseSetup({ dependency, manager, node, member, embed }: Readonly<Record<string, unknown>>): Setup {
  if (dependency !== undefined && typeof dependency !== 'string') throw broken('`dependency` is not text')
  if (manager !== undefined && !isPackageManager(manager)) throw broken('`manager` is no package manager')
  if (node !== undefined && typeof node !== 'string') throw broken('`node` is not text')
  if (member !== undefined && member !== true) throw broken('`member` is not `true`')
  if (embed !== undefined && !isEmbedding(embed)) throw broken('`embed` is not whole')
  return {
    ...(dependency !== undefined && { dependency }),
    ...(manager !== undefined && { manager }),
    ...(node !== undefined && { node }),
    ...(member !== undefined && { member }),
    ...(embed !== undefined && { embed }),
  }
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return value
  } catch (error) {
    throw broken(error instanceof Error ? error.message : 'it is not JSON')
  }
  throw broken('it is not a JSON object')
}

/** One line of `files`; throws as {@link parseLock} does. */
export function parseEntry(key: string, value: unknown): LockEntry {
  if (!isRecord(value)) throw broken(`"${key}" is not an object`)
  const { path, hash, executable = false, once = false, conflict } = value
  if (typeof path !== 'string' || !isProjectFile(path)) throw broken(`"${key}" has a path outside the project`)
  if (!isHash(hash)) throw broken(`"${key}" has no hash`)
  if (conflict !== undefined && !isHash(conflict)) throw broken(`"${key}" has a conflict that is not a hash`)
  if (typeof executable !== 'boolean' || typeof once !== 'boolean')
    throw broken(`"${key}" has a flag that is not true or false`)
  return { identity: parseIdentity(key), path, hash, executable, once, conflict }
}

function parseIdentity(key: string): Identity {
  const [template = '', ...subject] = key.split(' ')
  return { template, subject: subject.join(' ') }
}

function refuseSharedPaths(entries: readonly LockEntry[]): void {
  const paths = new Set<string>()
  for (const { path } of entries) {
    if (paths.has(path)) throw broken(`two entries have the path ${path}`)
    paths.add(path)
  }
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function broken(reason: string) {
  return environment({
    code: 'ASH3101',
    message: `\`${STATE.lock}\` cannot be read: ${reason}`,
    hint: `take it back from git: git checkout -- ${STATE.lock}; where git does not have it: ashlar adopt`,
  })
}

function newer(tool: unknown) {
  const version = typeof tool === 'string' ? ` (${tool})` : ''
  return environment({
    code: 'ASH3102',
    message: `\`${STATE.lock}\` was written by a newer version of ashlar${version}`,
    hint: 'update ashlar: npm install --save-dev create-ashlar@latest',
  })
}

function conflicted() {
  return environment({
    code: 'ASH3103',
    message: `\`${STATE.lock}\` has conflict markers of git in it`,
    hint: `take your side, then let ashlar bring it up to date: git checkout --ours ${STATE.lock}, then ashlar generate`,
  })
}
