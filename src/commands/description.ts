import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { environment, invalid } from '../errors.ts'
import { exclusively } from '../project/run-lock.ts'
import type { Source } from '../spec/source.ts'

/** The name of the description in a project, and in the headers of its files. */
export const DESCRIPTION_FILE = 'ashlar.yaml'

/** The text of a description anywhere on disk, byte for byte; `shown` is its name in problems. */
export async function readDescription(path: string, shown: string, hint: string): Promise<Source> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    throw environment({ code: 'ASH3001', message: `\`${shown}\` is not there`, hint }, error)
  })
  if (isUtf8(bytes)) return { file: shown, text: bytes.toString('utf8') }
  throw invalid([{ code: 'ASH4004', message: `\`${shown}\` is not UTF-8 text`, hint: 'save it as UTF-8' }])
}

/** Runs an action on a project with its description; one that writes runs alone, after what an earlier run left. */
export async function withProject<Result>(
  project: { readonly root: string; readonly writes: boolean },
  action: (source: Source) => Promise<Result>,
): Promise<Result> {
  const source = await readProjectDescription(project.root)
  if (!project.writes) return action(source)
  // An interrupted run that is finished first may bring another description with it.
  return exclusively(project.root, async () => action(await readProjectDescription(project.root)))
}

function readProjectDescription(root: string): Promise<Source> {
  const hint = 'run ashlar in the folder of a project, or name it: `-C my-api`'
  return readDescription(join(root, DESCRIPTION_FILE), DESCRIPTION_FILE, hint)
}
