import { dirname, join } from 'node:path'
import { AshlarError, EXIT, type Problem } from '../errors.ts'
import { sha256 } from '../merge/text.ts'
import type { FileSystem, Stat } from './file-system.ts'
import { isConfined } from './paths.ts'

/** What stands at a path of a project, or why ashlar does not touch that path. */
export type Standing =
  | { readonly kind: 'absent'; readonly parent: Folder }
  | { readonly kind: 'file'; readonly parent: Folder; readonly at: string; readonly executable: boolean | undefined }
  | { readonly kind: 'refused'; readonly problem: Problem }

/** The deepest folder above a path that exists. */
export interface Folder {
  readonly at: string
  readonly device: number
}

/** A project folder, with its symbolic links resolved, and the file system to reach it by. */
export interface Root {
  readonly at: string
  readonly fs: FileSystem
}

/** Looks at every part of the path below the root; only folders, and a regular file at the end, are accepted. */
export function standingAt({ at: root, fs }: Root, path: string): Standing {
  if (!isConfined(path)) return { kind: 'refused', problem: outside(path) }
  const segments = path.split('/')
  let parent: Folder = { at: root, device: fs.lstat(root)?.device ?? 0 }
  for (const [index, segment] of segments.entries()) {
    const at = join(parent.at, segment)
    const stat = fs.lstat(at)
    const wanted = index === segments.length - 1 ? 'file' : 'folder'
    if (stat === undefined) return { kind: 'absent', parent }
    if (stat.kind !== wanted) return { kind: 'refused', problem: inTheWay(segments.slice(0, index + 1), stat, wanted) }
    if (wanted === 'file') return { kind: 'file', parent, at, executable: stat.executable }
    parent = { at, device: stat.device }
  }
  return { kind: 'absent', parent }
}

/** The SHA-256 of a file's bytes, or `absent`. Throws when the path is refused. */
export function hashAt(root: Root, path: string): string {
  const standing = standingAt(root, path)
  if (standing.kind === 'refused') throw new AshlarError(EXIT.environment, [standing.problem])
  return standing.kind === 'file' ? sha256(root.fs.read(standing.at)) : 'absent'
}

/** Makes the folders above a file that are not there yet; returns the folders whose names changed. */
export function makeParents(root: Root, path: string): readonly string[] {
  const standing = standingAt(root, path)
  if (standing.kind === 'refused') throw new AshlarError(EXIT.environment, [standing.problem])
  const missing: string[] = []
  for (let at = dirname(join(root.at, path)); at !== standing.parent.at; at = dirname(at)) missing.push(at)
  for (const folder of missing.toReversed()) root.fs.makeFolder(folder)
  return [standing.parent.at, ...missing]
}

function outside(path: string): Problem {
  return {
    code: 'ASH3120',
    message: `ashlar does not touch \`${path}\`: it is not a plain path inside the project`,
    hint: 'if it stands in .ashlar/lock.json, take that file back from git',
  }
}

function inTheWay(segments: readonly string[], stat: Stat, wanted: string): Problem {
  return {
    code: 'ASH3121',
    message: `\`${segments.join('/')}\` is a ${stat.kind}, and ashlar needs a ${wanted} there`,
    hint: 'ashlar follows no links and replaces nothing but files: move it away, or put a plain one in its place',
  }
}
