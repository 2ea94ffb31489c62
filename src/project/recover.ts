import { join } from 'node:path'
import { AshlarError, EXIT } from '../errors.ts'
import { type FileSystem, nodeFileSystem } from './file-system.ts'
import { STATE, STATE_FOLDER } from './paths.ts'
import { type Root, standingAt } from './standing.ts'
import { discard, finish, isDecided, type TransactionFolder } from './transaction.ts'

/**
 * Finishes what an interrupted `commit` had decided and undoes what it had not; nothing to do is the usual case.
 * Doing it twice, or being interrupted in it, does no harm. Only for the holder of the run lock.
 */
export async function recover(root: string, fs: FileSystem = nodeFileSystem): Promise<void> {
  const place: Root = { at: fs.resolve(root), fs }
  const state = standingAt(place, STATE.lock)
  if (state.kind === 'refused') throw new AshlarError(EXIT.environment, [state.problem])
  for (const name of fs.list(join(place.at, STATE_FOLDER))) {
    if (!/^txn-[0-9a-f]+$/.test(name)) continue
    const folder: TransactionFolder = `.ashlar/${name as `txn-${string}`}`
    if (isDecided(place, folder)) finish(place, folder, 'an earlier run')
    else discard(place, folder)
  }
}
