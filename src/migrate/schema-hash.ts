import { dirname, join } from 'node:path/posix'
import { byCodeUnit } from '../merge/lock.ts'
import { sha256, toLf } from '../merge/text.ts'

/** The module that exports every table of a generated project. */
export const SCHEMA_ENTRY = 'src/db/schema.ts'

/** The text of a file of the project, by its path; `undefined` when there is none. */
export type ReadText = (path: string) => string | undefined

/**
 * The hash of the schema: of the entry and of every file of the project that it imports, near or far. While it is
 * the same, the migrations are what they were, and nobody has to start drizzle-kit to find out.
 */
export function schemaHash(read: ReadText, entry: string = SCHEMA_ENTRY): string {
  const texts = new Map<string, string>()
  const open = [entry]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = read(path)
    if (text === undefined || texts.has(path)) continue
    texts.set(path, toLf(text))
    open.push(...importsOf(path, text))
  }
  return sha256(JSON.stringify([...texts].toSorted(([a], [b]) => byCodeUnit(a, b))))
}

const RELATIVE_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g

function importsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(RELATIVE_IMPORT)].flatMap(([, source = '']) => {
    const target = join(dirname(path), source)
    return [target, target.replace(/\.js$/, '.ts'), `${target}.ts`, `${target}/index.ts`]
  })
}
