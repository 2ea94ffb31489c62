import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lock } from '../../merge/lock.ts'
import type { DiskFile } from '../../merge/snapshot.ts'
import { sha256 } from '../../merge/text.ts'
import type { Write } from '../../merge/write.ts'
import { readSnapshot } from '../../project/snapshot.ts'
import { VENDOR } from '../../project/vendor.ts'
import { withoutCheck } from './without-check.ts'
import { withoutDependency } from './without-dependency.ts'
import { withoutHeader } from './without-header.ts'

/** What takes ashlar out of a project. */
export interface LeaveTaking {
  readonly writes: readonly Write[]
  /** Files of the project that speak of ashlar in words of their own. */
  readonly mentions: readonly string[]
}

/** Plans to take out headers, dependency, the step of the workflow, the description and its tool; writes nothing. */
export function planLeave(root: string, lock: Lock): LeaveTaking {
  const { files } = readSnapshot(root, lock, [])
  const generated = lock.entries.flatMap(({ path }) => changeOf(path, files.get(path)))
  return {
    writes: [
      ...generated.filter(({ before, after }) => before.text !== after).map(rewrite),
      ...[lock.description, ...vendored(root)].filter((path) => existsSync(join(root, path))).map(removalIn(root)),
    ],
    mentions: generated.filter(({ after }) => /\bashlar\b/i.test(after)).map(({ path }) => path),
  }
}

interface Changed {
  readonly path: string
  readonly before: DiskFile
  readonly after: string
}

/** What is not there, or is no text, is left. */
function changeOf(path: string, before: DiskFile | undefined): Changed[] {
  if (before?.text === undefined) return []
  return [{ path, before, after: withoutAshlar(path, before.text) }]
}

function withoutAshlar(path: string, text: string): string {
  if (path === 'package.json') return withoutDependency(text)
  const bare = withoutHeader(text)
  return path.startsWith('.github/') ? withoutCheck(bare) : bare
}

function rewrite({ path, before, after }: Changed): Write {
  return { path, text: after, executable: before.executable ?? false, expect: before.hash }
}

/** The tarball of a build that the registry does not have. */
function vendored(root: string): string[] {
  const folder = join(root, VENDOR)
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.filter((name) => /^create-ashlar-.*\.tgz$/.test(name)).map((name) => `${VENDOR}/${name}`)
}

function removalIn(root: string) {
  return (path: string): Write => {
    return { path, text: undefined, executable: false, expect: sha256(readFileSync(join(root, path))) }
  }
}
