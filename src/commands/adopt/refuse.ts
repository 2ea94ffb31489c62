import { AshlarError, environment } from '../../errors.ts'
import { versionsOf } from '../../project/git-history.ts'
import { parseLock } from '../../project/lock.ts'
import { STATE, STATE_FOLDER } from '../../project/paths.ts'

/** A lock that git has is what was written last, and no new one is as good: it is refused to make one (exit 3). */
export async function refuseWhatGitHas(root: string): Promise<void> {
  for await (const { commit, text } of versionsOf(root, STATE.lock)) {
    if (!isWhole(text)) continue
    throw environment({
      code: 'ASH3105',
      message: `git has the lock of this project, in ${commit}, and knows better what was written last than anybody could find out`,
      hint: `take it back: git checkout ${commit} -- ${STATE_FOLDER}; if that is that of another project, or very old: ashlar adopt --anew`,
    })
  }
}

function isWhole(text: string): boolean {
  try {
    return parseLock(text).entries.length > 0
  } catch (error) {
    if (!(error instanceof AshlarError)) throw error
    // One that this version cannot read is one all the same.
    return error.problems.some(({ code }) => code === NEWER)
  }
}

const NEWER = 'ASH3102'

/** A folder in which nothing is as it is generated, and nothing says that it was: there is nothing to take back. */
export function refuseEmpty(description: string): never {
  throw environment({
    code: 'ASH3106',
    message: `nothing that \`${description}\` gives stands here, so there is nothing to take back`,
    hint: 'run `ashlar generate` to write it; an API inside of an application says where its database is: `--db ./db.ts#db`',
  })
}
