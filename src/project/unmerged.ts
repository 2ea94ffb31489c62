import { AshlarError } from '../errors.ts'
import type { Stages } from '../merge/as-git-left-it.ts'
import { git } from './git.ts'
import { requireTool, runTool } from './tools.ts'

const SIDES = { 1: 'base', 2: 'ours', 3: 'theirs' } as const

/** Every file of the project that git could not merge, by its path; none where git is not at work. */
export async function readUnmerged(root: string): Promise<ReadonlyMap<string, Stages>> {
  const files = new Map<string, Stages>()
  for (const { hash, stage, path } of await unmergedEntries(root)) {
    const known = files.get(path) ?? { base: undefined, ours: undefined, theirs: undefined }
    files.set(path, { ...known, [SIDES[stage]]: await blob(root, hash) })
  }
  return files
}

interface IndexEntry {
  readonly hash: string
  readonly stage: keyof typeof SIDES
  readonly path: string
}

async function unmergedEntries(root: string): Promise<readonly IndexEntry[]> {
  try {
    const { exitCode, stdout } = await runTool(git(root, ['ls-files', '--unmerged', '-z']))
    if (exitCode !== 0) return []
    return [...stdout.matchAll(/\d+ ([0-9a-f]+) ([123])\t([^\0]+)\0/g)].map(([, hash = '', stage, path = '']) => ({
      hash,
      stage: Number(stage) as keyof typeof SIDES,
      path,
    }))
  } catch (error) {
    // Where there is no git, it has merged nothing.
    if (error instanceof AshlarError) return []
    throw error
  }
}

async function blob(root: string, hash: string): Promise<string> {
  return requireTool(git(root, ['cat-file', 'blob', hash]))
}
