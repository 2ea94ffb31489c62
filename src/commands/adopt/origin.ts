import { AshlarError } from '../../errors.ts'
import { generateFiles } from '../../pipeline.ts'
import type { Setup } from '../../plan/setup.ts'
import { versionsOf } from '../../project/git-history.ts'
import type { GeneratedFile } from '../../render/generated-file.ts'
import { DESCRIPTION_FILES, type ReadDescription } from '../description.ts'
import { sourceOf } from '../read-back.ts'
import { bestOf } from './best.ts'

/** What a project was generated from when it was last generated. */
export interface Origin {
  readonly files: readonly GeneratedFile[]
  /** The commit that has the description; `undefined` for the one that lies there. */
  readonly commit: string | undefined
}

/** What there is to compare with. */
export interface Comparison {
  readonly root: string
  readonly setup: Setup
  readonly templates: ReadonlyMap<string, string>
}

/**
 * The version of the description from which the most files are as they stand: the one that lies there, unless it was
 * changed after the project was last generated and git has the one before. If that were not asked, all that the change
 * asks for would be taken for something that the user has taken out.
 *
 * @param unchanged how many of some files stand there as they are
 */
export async function originOf(
  description: ReadDescription,
  comparison: Comparison,
  unchanged: (files: readonly GeneratedFile[]) => number,
): Promise<Origin> {
  const current = currentOrigin(description, comparison)
  const origins = [current, earlierOrigins(description, comparison)] as const
  const best = await bestOf(inOrder(...origins), ({ files }) => unchanged(files), current.files.length)
  return best ?? current
}

/** What the description that lies there gives. */
export function currentOrigin({ source }: ReadDescription, { setup, templates }: Comparison): Origin {
  return { files: generateFiles(source, templates, setup), commit: undefined }
}

/** What the description gave as git has it: in the other form too, from which it may have been converted. */
export async function* earlierOrigins({ code }: ReadDescription, comparison: Comparison): AsyncGenerator<Origin> {
  const { root, setup, templates } = comparison
  const seen = new Set([code])
  for (const file of Object.values(DESCRIPTION_FILES)) {
    for await (const { commit, text } of versionsOf(root, file)) {
      if (seen.has(text)) continue
      seen.add(text)
      if (seen.size > MOST_VERSIONS) return
      const files = await filesIfAny(async () => generateFiles(await sourceOf({ root, file, text }), templates, setup))
      if (files !== undefined) yield { files, commit }
    }
  }
}

/** Each takes as long as a run of `generate`. */
const MOST_VERSIONS = 20

async function* inOrder(first: Origin, others: AsyncIterable<Origin>): AsyncGenerator<Origin> {
  yield first
  yield* others
}

/** What an earlier version gives; one that means nothing today gives nothing. */
async function filesIfAny(
  generate: () => Promise<readonly GeneratedFile[]>,
): Promise<readonly GeneratedFile[] | undefined> {
  try {
    return await generate()
  } catch (error) {
    if (error instanceof AshlarError) return undefined
    throw error
  }
}
