import type { Change, ChangeKind } from '../merge/change.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** What `check` calls a file that is not what the description says, and what `generate` would do about it. */
const DRIFT: Readonly<Record<ChangeKind, readonly [state: string, repair: string]>> = {
  create: ['missing', 'run `ashlar generate` to write it'],
  update: ['stale', 'run `ashlar generate` to bring it up to date'],
  merged: ['stale', 'run `ashlar generate` to merge it with your edit'],
  mode: ['mode', 'run `ashlar generate` to put its executable bit right'],
  move: ['moved', 'run `ashlar generate` to move it'],
  delete: ['left over', 'run `ashlar generate` to delete it'],
  adopt: ['not in the lock', 'run `ashlar generate` to record it'],
  conflict: ['conflict', 'make it what it shall be, then `ashlar resolve FILE --done`'],
  forget: ['in the lock', 'run `ashlar generate` to forget it'],
  orphan: ['in the lock', 'run `ashlar generate` to leave it to you'],
  current: ['not in the lock', 'run `ashlar generate` to record it'],
  keepEdit: ['not in the lock', 'run `ashlar generate` to record it'],
  stayDeleted: ['in the lock', 'run `ashlar generate` to record that you deleted it'],
}

/** One line for a file that `isDrift`: its state, its path, the repair. */
export function driftLine(change: Change, paint: Paint): string {
  return stateLine({ state: driftState(change), subject: change.path, repair: driftRepair(change) }, paint)
}

/** What a file that `isDrift` is called: `stale`. */
export function driftState(change: Change): string {
  return DRIFT[change.kind][0]
}

/** What to type about a file that `isDrift`. */
export function driftRepair(change: Change): string {
  const [, repair] = DRIFT[change.kind]
  return change.conflict === undefined ? repair : `${change.conflict}: ${repair.replace('FILE', change.path)}`
}

/** A line of `check`: `  stale     src/app.ts  run …`. */
export function stateLine(line: { state: string; subject: string; repair: string }, paint: Paint): string {
  return `  ${paint.yellow(line.state.padEnd(9))} ${printable(line.subject)}${paint.dim(`  ${printable(line.repair)}`)}`
}
