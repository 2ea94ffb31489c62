import { mkdirSync, readdirSync } from 'node:fs'
import { environment } from '../errors.ts'

/** Makes the folder of a new project, with those above it; one that holds anything but `.git` is refused (exit 3). */
export function makeProjectFolder(root: string): void {
  mkdirSync(root, { recursive: true })
  if (readdirSync(root).every((name) => name === '.git')) return
  throw environment({
    code: 'ASH3129',
    message: `\`${root}\` is not empty`,
    hint: 'name a folder that is not there yet, or run `ashlar generate` in an existing project',
  })
}
