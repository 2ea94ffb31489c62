import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileMerge } from '../../src/merge/merge-file.ts'
import { packageRoot } from '../../src/package.ts'

const FOLDER = join(packageRoot, 'tests/merge/stories')

/** A file in three texts, and what becomes of them. */
export interface Story {
  readonly name: string
  /** Where the outcome stands that was read and found right. */
  readonly expected: string
  /** What the merge makes of it: the text, or the reason why there is none; then what it has to say. */
  readonly outcome: string
}

/** Every shape of edit that is told. */
export function stories(): Story[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const folder = join(FOLDER, name)
      const base = readdirSync(folder).find((file) => file.startsWith('base.')) ?? ''
      const ending = extname(base)
      const text = (side: string): string => readFileSync(join(folder, `${side}${ending}`), 'utf8')
      const input = { path: `file${ending}`, base: text('base'), yours: text('yours'), next: text('next') }
      const result = fileMerge(new Map())(input)
      const outcome =
        'text' in result ? [result.text, ...(result.notes ?? [])].join('\nnote: ') : `conflict: ${result.conflict}\n`
      return { name, expected: join(folder, `merged${'text' in result ? ending : '.txt'}`), outcome }
    })
}

/** What was read and found right, if there is any. */
export function expectedOutcome({ expected }: Story): string {
  return existsSync(expected) ? readFileSync(expected, 'utf8') : ''
}
