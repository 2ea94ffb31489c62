import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** A line of a file that ashlar does not generate. */
export interface Mention {
  readonly path: string
  readonly line: number
}

const CODE = /\.(?:[mc]?[jt]sx?|sh)$/
const ELSEWHERE = new Set(['node_modules', '.git', '.ashlar', 'dist', 'coverage', 'migrations'])

/** Names that mean nothing any more. */
export interface GoneNames {
  readonly names: readonly string[]
  /** One of these has to be in a file for its lines to count; with none, all files count. */
  readonly beside: readonly string[]
}

/** Where code that people have written says one of some names; files that are as they were generated do not count. */
export function mentionsOf(root: string, gone: GoneNames, pristine: ReadonlySet<string>): readonly Mention[] {
  const [pattern, beside] = [wordPattern(gone.names), wordPattern(gone.beside)]
  if (pattern === undefined) return []
  return ownFiles(root, root)
    .filter((path) => !pristine.has(path))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      if (beside !== undefined && !beside.test(text)) return []
      return text.split('\n').flatMap((line, at) => (pattern.test(line) ? [{ path, line: at + 1 }] : []))
    })
}

function wordPattern(words: readonly string[]): RegExp | undefined {
  return words.length === 0 ? undefined : new RegExp(`(?<![\\w$])(?:${words.join('|')})(?![\\w$])`)
}

function ownFiles(root: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = join(folder, entry.name)
    if (entry.isDirectory()) return ELSEWHERE.has(entry.name) ? [] : ownFiles(root, at)
    return entry.isFile() && CODE.test(entry.name) ? [relative(root, at).split(sep).join('/')] : []
  })
}
