import { readFile } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import * as z from 'zod'
import { EXIT } from '../errors.ts'
import { betweenPeople } from '../merge/branches.ts'
import { mergeLocks } from '../merge/merge-locks.ts'
import type { MergeInput } from '../merge/merge-text.ts'
import { toLf, withLineEndsOf } from '../merge/text.ts'
import { replaceFile } from '../project/git-setup.ts'
import { parseLock, printLock } from '../project/lock.ts'
import { STATE } from '../project/paths.ts'
import { readLock } from '../project/snapshot.ts'
import type { Command } from './context.ts'
import { DESCRIPTION_FILES } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'

const Options = z.strictObject({
  ...commonOptions,
  base: z.string(),
  ours: z.string(),
  theirs: z.string(),
  path: z.string(),
})

/**
 * `ashlar merge-driver`: what `ashlar git-setup` tells git to merge with. Writes the result where git wants it; exit code
 * 1, and nothing written, leaves the file to git's own way.
 */
export const mergeDriver: Command = async (input, context) => {
  const { base, ours, theirs, path, ...options } = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const read = (file: string): Promise<string> => readFile(resolve(context.cwd, file), 'utf8')
  const texts = { base: await read(base), yours: await read(ours), next: await read(theirs) }
  const own = relative(root, resolve(context.cwd, path)).split(sep).join('/')
  const text = await merged(root, {
    path: own,
    base: toLf(texts.base),
    yours: toLf(texts.yours),
    next: toLf(texts.next),
  })
  if (text === undefined) return EXIT.drift
  replaceFile(resolve(context.cwd, ours), withLineEndsOf(texts.yours, text))
  return EXIT.clean
}

async function merged(root: string, input: MergeInput): Promise<string | undefined> {
  const { path, base, yours, next } = input
  if (path === STATE.lock) {
    const before = base === '' ? undefined : parseLock(base)
    return printLock(mergeLocks({ ours: parseLock(yours), theirs: parseLock(next), base: before }))
  }
  const descriptions: readonly string[] = Object.values(DESCRIPTION_FILES)
  // Files that are not generated are none of ashlar's business.
  if (!descriptions.includes(path) && !readLock(root).entries.some((entry) => entry.path === path)) return undefined
  const { fileMerge } = await import('../merge/merge-file.ts')
  const result = betweenPeople(fileMerge(new Map()))(input)
  return 'text' in result ? result.text : undefined
}
