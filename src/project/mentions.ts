import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** A line of a file that ashlar does not generate. */
export interface Mention {
  readonly path: string
  readonly line: number
}

const CODE = /\.(?:[mc]?[jt]sx?|sh)$/
const ELSEWHERE = new Set(['node_modules', '.git', '.ashlar', 'dist', 'coverage', 'migrations'])

/** Where code of the user's own, in files that are not generated, says one of some names. */
export function mentionsOf(root: string, names: readonly string[], seen: ReadonlySet<string>): readonly Mention[] {
  if (names.length === 0) return []
  const pattern = new RegExp(`(?<![\\w$])(?:${names.join('|')})(?![\\w$])`)
  return ownFiles(root, root)
    .filter((path) => !seen.has(path))
    .flatMap((path) => {
      const lines = readFileSync(join(root, path), 'utf8').split('\n')
      return lines.flatMap((text, at) => (pattern.test(text) ? [{ path, line: at + 1 }] : []))
    })
}

function ownFiles(root: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = join(folder, entry.name)
    if (entry.isDirectory()) return ELSEWHERE.has(entry.name) ? [] : ownFiles(root, at)
    return entry.isFile() && CODE.test(entry.name) ? [relative(root, at).split(sep).join('/')] : []
  })
}
