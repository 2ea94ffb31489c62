import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { STATE_FOLDER } from './paths.ts'

/** Takes away all that ashlar remembers of a project: the lock, the pristine texts, transactions that are done. */
export function forgetProject(root: string): void {
  rmSync(join(root, STATE_FOLDER), { recursive: true, force: true })
}
