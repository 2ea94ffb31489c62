import { basename, dirname } from 'node:path'
import { invalid, type Problem } from '../errors.ts'
import { betweenPeople } from '../merge/branches.ts'
import { hasConflictMarkers } from '../merge/conflict-markers.ts'
import { toLf, withLineEndsOf } from '../merge/text.ts'
import { readUnmerged } from '../project/unmerged.ts'

/**
 * The description of both branches, where git could not merge it: YAML by key, TypeScript by structure. Any other text
 * is given back as it is; what both branches changed in two ways is refused (exit 2).
 */
export async function mergedDescription(path: string, text: string): Promise<string> {
  if (!hasConflictMarkers(text)) return text
  const file = basename(path)
  const { base, ours, theirs } = (await readUnmerged(dirname(path))).get(file) ?? {}
  if (base === undefined || ours === undefined || theirs === undefined) throw invalid([unmerged(file, text)])
  const { fileMerge } = await import('../merge/merge-file.ts')
  const result = betweenPeople(fileMerge(new Map()))({
    path: file,
    base: toLf(base),
    yours: toLf(ours),
    next: toLf(theirs),
  })
  if ('conflict' in result) throw invalid([unmerged(file, text, result.conflict)])
  return withLineEndsOf(text, result.text)
}

function unmerged(file: string, text: string, reason?: string): Problem {
  const line = text.slice(0, text.search(/^<{7}/m)).split('\n').length
  return {
    code: 'ASH4020',
    message: `git could not merge the description${reason === undefined ? '' : `, and neither can ashlar: ${reason}`}`,
    where: { file, line, column: 1 },
    hint: 'make it what it shall be, without the markers, then run the command again',
  }
}
