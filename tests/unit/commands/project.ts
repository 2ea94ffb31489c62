import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ashlar, type CliResult } from '../../setup/cli.ts'
import { installedFolder, temporaryFolder } from '../../setup/tree.ts'

/** The description that these tests start from. */
export const NOTES = `# Our notes.
ashlar: 1
name: notes

resources:
  note:
    fields:
      title: string(1..200)   # shown in lists
      body: text?
`

/** A generated project of a test's own. */
export interface TestProject {
  readonly root: string
  run(...args: string[]): Promise<CliResult>
  describe(text: string): void
}

/** Makes a project from `NOTES`; `installed` lets migrations be planned. */
export async function newNotes(how: { readonly installed: boolean }): Promise<TestProject> {
  const folder = how.installed ? installedFolder() : temporaryFolder()
  const root = join(folder, 'notes')
  writeFileSync(join(folder, 'notes.yaml'), NOTES)
  const made = await ashlar(['new', 'notes', '--spec', 'notes.yaml', '--yes', '--no-install', '--no-git'], {
    cwd: folder,
  })
  if (made.exitCode !== 0) throw new Error(made.stderr)
  return {
    root,
    run: (...args) => ashlar(args, { cwd: root }),
    describe: (text) => writeFileSync(join(root, 'ashlar.yaml'), text),
  }
}
