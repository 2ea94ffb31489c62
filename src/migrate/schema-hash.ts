import { dirname, join } from 'node:path/posix'
import { byCodeUnit } from '../merge/lock.ts'
import { sha256, toLf } from '../merge/text.ts'
import { JOURNAL_PATH, type ReadText, snapshotPath, sqlPath, tagsIn } from './journal.ts'

/**
 * The hash of all that decides whether a migration is missing: the schema (the entry and every file of the project that
 * it imports, near or far), and the migrations as they are recorded. While it is the same, the verdict is what it was,
 * and nobody has to start drizzle-kit to find out.
 */
export function schemaHash(read: ReadText, entry: string): string {
  const texts = new Map<string, string>(recordsOf(read))
  const open = [entry]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = read(path)
    if (text === undefined || texts.has(path)) continue
    texts.set(path, toLf(text))
    open.push(...importsOf(path, text))
  }
  return sha256(JSON.stringify([...texts].toSorted(([a], [b]) => byCodeUnit(a, b))))
}

/** The list of migrations and the last snapshot with their texts; of the SQL only that it is there. */
function recordsOf(read: ReadText): readonly (readonly [path: string, text: string])[] {
  const list = read(JOURNAL_PATH)
  if (list === undefined) return []
  const tags = tagsIn(list)
  const records = [JOURNAL_PATH, ...tags.slice(-1).map(snapshotPath)].flatMap((path) => {
    const text = read(path)
    return text === undefined ? [] : [[path, toLf(text)] as const]
  })
  const there = tags.map(sqlPath).filter((path) => read(path) !== undefined)
  return [...records, ...there.map((path) => [path, ''] as const)]
}

const RELATIVE_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g

function importsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(RELATIVE_IMPORT)].flatMap(([, source = '']) => targetsOf(join(dirname(path), source)))
}

/** The files that an import of a path may mean, in the order in which they are looked for. */
export function targetsOf(target: string): readonly string[] {
  return [target, target.replace(/\.js$/, '.ts'), `${target}.ts`, `${target}/index.ts`]
}
