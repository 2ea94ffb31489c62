import { environment } from '../errors.ts'
import { markedTexts } from '../merge/conflict-markers.ts'
import { byCodeUnit, identityKey, type Lock, type LockEntry } from '../merge/lock.ts'
import { mergeLocks } from '../merge/merge-locks.ts'
import { isEmbedding } from '../plan/embedding.ts'
import { isPackageManager, type Setup } from '../plan/setup.ts'
import type { Identity } from '../render/generated-file.ts'
import { isProjectFile, STATE } from './paths.ts'

const FORMAT = 1

/** The text of `.ashlar/lock.json`: valid JSON, one line for an identity, sorted by code unit. */
export function printLock({ tool, description, formatter, schema, setup, entries }: Lock): string {
  const lines = entries
    .map((entry) => ({ key: identityKey(entry.identity), entry }))
    .toSorted((a, b) => byCodeUnit(a.key, b.key))
    .map(({ key, entry }) => `    ${JSON.stringify(key)}: ${printEntry(entry)}`)
  const head = Object.entries({
    format: FORMAT,
    tool,
    description,
    ...setup,
    ...(formatter && { formatter }),
    ...(schema && { schema }),
  })
  return [
    '{',
    ...head.map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`),
    `  "files": {${lines.length === 0 ? '}' : ''}`,
    ...(lines.length === 0 ? [] : [lines.join(',\n'), '  }']),
    '}',
    '',
  ].join('\n')
}

function printEntry({ path, hash, unformatted, executable, once, conflict, branches }: LockEntry): string {
  const flags = { ...(executable && { executable }), ...(once && { once }), ...(conflict && { conflict }) }
  const merged = branches && { theirs: branches.theirs, ...(branches.base && { before: branches.base }) }
  const facts = { path, hash, ...(unformatted && { unformatted }), ...flags, ...merged }
  return `{ ${Object.entries(facts)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(', ')} }`
}

/**
 * Reads a lock; one in which git could not merge two branches is that of both. One of a newer format, broken, or with a
 * path that leaves the project is refused (exit 3): a guess at what was written last could cost the user an edit.
 */
export function parseLock(text: string): Lock {
  if (!/^(<{7}|>{7}|={7})/m.test(text)) return parseWhole(text)
  const texts = markedTexts(text)
  if (texts === undefined) throw conflicted()
  const { ours, theirs, base } = texts
  return mergeLocks({ ours: parseWhole(ours), theirs: parseWhole(theirs), base: base ? parseWhole(base) : undefined })
}

function parseWhole(text: string): Lock {
  const value = parseJson(text)
  const { format, tool, description, formatter, schema, files } = value
  if (typeof format === 'number' && format > FORMAT) throw newer(tool)
  if (format !== FORMAT || typeof tool !== 'string' || typeof description !== 'string')
    throw broken('its head is not whole')
  if (schema !== undefined && !isHash(schema)) throw broken('`schema` is not a hash')
  if (formatter !== undefined && !isHash(formatter)) throw broken('`formatter` is not a hash')
  if (!isRecord(files)) throw broken('`files` is missing')
  const entries = Object.entries(files).map(([key, entry]) => parseEntry(key, entry))
  refuseSharedPaths(entries)
  return { tool, description, schema, setup: parseSetup(value), entries, ...(formatter && { formatter }) }
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
  const { path, hash, executable = false, once = false, conflict, theirs, before, unformatted } = value
  if (typeof path !== 'string' || !isProjectFile(path)) throw broken(`"${key}" has a path outside the project`)
  if (!isHash(hash)) throw broken(`"${key}" has no hash`)
  if (conflict !== undefined && !isHash(conflict)) throw broken(`"${key}" has a conflict that is not a hash`)
  if (unformatted !== undefined && !isHash(unformatted)) throw broken(`"${key}" has a text that is not a hash`)
  if (typeof executable !== 'boolean' || typeof once !== 'boolean')
    throw broken(`"${key}" has a flag that is not true or false`)
  const branches = parseBranches(key, theirs, before)
  return {
    identity: parseIdentity(key),
    path,
    hash,
    executable,
    once,
    conflict,
    ...(unformatted && { unformatted }),
    ...(branches && { branches }),
  }
}

function parseBranches(key: string, theirs: unknown, before: unknown): LockEntry['branches'] {
  if (theirs === undefined && before === undefined) return undefined
  if (!isHash(theirs) || (before !== undefined && !isHash(before))) throw broken(`"${key}" has a branch without a hash`)
  return { theirs, base: before }
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
    message: `\`${STATE.lock}\` has conflict markers of git in it that are not whole`,
    hint: `let git write them again, then ashlar generate merges it: git checkout -m ${STATE.lock}`,
  })
}
