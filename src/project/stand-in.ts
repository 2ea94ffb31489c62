import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Does something with a text that stands in a file for as long, away from the project. */
export async function withTextInFile<Result>(
  { name, text }: { readonly name: string; readonly text: string },
  action: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'ashlar-'))
  try {
    const path = join(folder, name)
    await writeFile(path, text)
    return await action(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
