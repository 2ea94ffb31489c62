import { isUtf8 } from 'node:buffer'
import type { Problem } from '../errors.ts'
import type { DiskFile } from '../merge/snapshot.ts'
import { digest, sha256 } from '../merge/text.ts'
import { nodeFileSystem } from './file-system.ts'
import { objectPath } from './paths.ts'
import { type Root, standingAt } from './standing.ts'

/** A project to read from. A folder that is not there yet holds nothing. */
export function rootAt(root: string): Root {
  const isThere = nodeFileSystem.lstat(root) !== undefined
  return { at: isThere ? nodeFileSystem.resolve(root) : root, fs: nodeFileSystem }
}

/** The regular file at a path, or why nobody looks at it; neither where there is none. */
export function readFile(root: Root, path: string): { readonly file?: DiskFile; readonly problem?: Problem } {
  const standing = standingAt(root, path)
  if (standing.kind === 'refused') return { problem: standing.problem }
  if (standing.kind === 'absent') return {}
  const bytes = root.fs.read(standing.at)
  const text = isUtf8(bytes) ? bytes.toString() : undefined
  return { file: { text, hash: sha256(bytes), executable: standing.executable } }
}

/** The pristine text of this digest; neither where it is not kept, or not as it was. */
export function readObject(root: Root, hash: string): { readonly text?: string; readonly problem?: Problem } {
  const { file, problem } = readFile(root, objectPath(hash))
  if (problem !== undefined) return { problem }
  return file?.text !== undefined && digest(file.text) === hash ? { text: file.text } : {}
}
