import { join } from 'node:path'
import { AshlarError, EXIT } from '../errors.ts'
import { type FileSystem, nodeFileSystem } from './file-system.ts'
import { STATE, STATE_FOLDER } from './paths.ts'
import { type Root, standingAt } from './standing.ts'
import { discard, finish, isDecided, type TransactionFolder } from './transaction.ts'

/** Whether `recover` has something to finish; writes nothing, and may be asked by whoever only reads. */
export function isInterrupted(root: string, fs: FileSystem = nodeFileSystem): boolean {
  const place: Root = { at: fs.resolve(root), fs }
  return transactionsIn(place).some((folder) => isDecided(place, folder))
}

/**
 * Finishes what an interrupted `commit` had decided and undoes what it had not; nothing to do is the usual case.
 * Doing it twice, or being interrupted in it, does no harm. Only for the holder of the run lock.
 */
export async function recover(root: string, fs: FileSystem = nodeFileSystem): Promise<void> {
  const place: Root = { at: fs.resolve(root), fs }
  const state = standingAt(place, STATE.lock)
  if (state.kind === 'refused') throw new AshlarError(EXIT.environment, [state.problem])
  for (const folder of transactionsIn(place)) {
    if (isDecided(place, folder)) finish(place, folder, 'an earlier run')
    else discard(place, folder)
  }
}

function transactionsIn({ at, fs }: Root): readonly TransactionFolder[] {
  const names = fs.list(join(at, STATE_FOLDER)).filter((name) => /^txn-[0-9a-f]+$/.test(name))
  return names.map((name): TransactionFolder => `.ashlar/${name as `txn-${string}`}`)
}
