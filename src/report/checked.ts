import type { ConnectionFlaw } from '../audit/connections.ts'
import type { Weakness } from '../audit/weakness.ts'
import type { Problem } from '../errors.ts'
import { type Change, isDrift } from '../merge/change.ts'
import type { HistoryFlaw } from '../migrate/history-flaws.ts'
import { changeData } from './change-data.ts'
import { connectionFindings } from './connections.ts'
import { driftLine, driftRepair, stateLine } from './drift.ts'
import { count } from './duration.ts'
import { flawFindings } from './history-flaws.ts'
import { problemText } from './problems.ts'
import type { Paint } from './terminal.ts'
import { type FoundTypeError, typeCounts, typeErrorLines, typeVerdict } from './type-errors.ts'
import { openWeaknesses, weaknessLines, weaknessVerdict } from './weaknesses.ts'

/** Whether the migrations say what the schema says; `unknown` while nothing is installed and nothing was recorded. */
export type MigrationState = 'current' | 'missing' | 'unknown'

/** What `check` found. */
export interface Checked {
  readonly changes: readonly Change[]
  /** What is no generated file, and is to be made of what two branches have: the lock, the description, migrations. */
  readonly ofBranches: readonly string[]
  /** What is wrong with the migrations that are there. */
  readonly flaws: readonly HistoryFlaw[]
  readonly migration: MigrationState
  /** Why the missing migration cannot be made as things are: data would be lost. */
  readonly refused: readonly Problem[]
  /** Where somebody may get past the rules; undefined where nobody signs in. */
  readonly weaknesses?: readonly Weakness[] | undefined
  /** Where the pods of the manifests want more connections than there are; undefined where there are no manifests. */
  readonly connections?: readonly ConnectionFlaw[] | undefined
  /** What the type checker found, where it was asked. */
  readonly types?: readonly FoundTypeError[] | undefined
}

/** Whether there is anything that CI should not let pass. */
export function hasFindings(checked: Checked): boolean {
  const { weaknesses = [], connections = [], types = [] } = checked
  return hasDrift(checked) || openWeaknesses(weaknesses).length + connections.length + types.length > 0
}

/** Whether anything is not what the description says. */
export function hasDrift({ changes, ofBranches, flaws, migration }: Checked): boolean {
  return changes.some(isDrift) || ofBranches.length > 0 || flaws.length > 0 || migration === 'missing'
}

/** One line a file that is not what its description says, and the verdict. */
export function checkedText(checked: Checked, paint: Paint): string {
  const drifted = checked.changes.filter(isDrift)
  const files = drifted.map((change) => driftLine(change, paint))
  const others = otherFindings(checked).map((finding) => findingLine(finding, paint))
  const note = checked.migration === 'unknown' && checked.flaws.length === 0 ? [UNKNOWN_MIGRATION] : []
  const refused = checked.refused.length > 0 ? [problemText(checked.refused, paint)] : []
  const weaknesses = weaknessLines(checked.weaknesses ?? [], paint)
  const types = typeErrorLines(checked.types ?? [], paint)
  const verdicts = [
    verdict(checked, drifted.length),
    ...(checked.weaknesses === undefined ? [] : [weaknessVerdict(checked.weaknesses)]),
    ...(checked.types === undefined ? [] : [typeVerdict(checked.types)]),
  ]
  return [...files, ...others, ...refused, ...weaknesses, ...types, ...note, ...verdicts].join('\n')
}

function findingLine({ path, at, state, repair }: Finding, paint: Paint): string {
  return stateLine({ state, subject: at === undefined ? path : `${path}:${at.line}:${at.column}`, repair }, paint)
}

/** The same as data, for `--json`. */
export function checkedData(checked: Checked): object {
  const { changes, ofBranches, flaws, migration, refused, weaknesses, connections, types } = checked
  return {
    files: changes.filter(isDrift).map((change) => ({ ...changeData(change), repair: driftRepair(change) })),
    ofBranches,
    migration: { state: migration, problems: refused, flaws: flawFindings(flaws) },
    ...(weaknesses !== undefined && { access: weaknesses }),
    ...(connections !== undefined && { connections }),
    ...(types !== undefined && { types: { ...typeCounts(types), errors: types } }),
  }
}

function verdict(checked: Checked, drifted: number): string {
  const files = checked.changes.filter((change) => change.wanted !== undefined).length
  if (!hasDrift(checked)) return `${count(files, 'file')} checked: all in step with the description.`
  if (drifted === 0 && checked.migration !== 'missing' && checked.flaws.length > 0)
    return `${count(files, 'file')} in step with the description; the migrations are not in order.`
  if (drifted === 0 && checked.migration !== 'missing')
    return 'Two branches are merged, and ashlar has not seen it yet.'
  const migration = checked.migration === 'missing' ? ', and a migration is missing' : ''
  return `${drifted} of ${count(files, 'file')} not in step with the description${migration}.`
}

/** Something that `check` found, wherever it is shown. */
export interface Finding {
  readonly path: string
  /** `stale`, `conflict`, `missing`, `types`, … */
  readonly state: string
  /** What to do, or what is wrong. */
  readonly repair: string
  /** In the file, where it is about less than all of it. */
  readonly at?: { readonly line: number; readonly column: number }
}

/** The findings that belong to no generated file. */
export function otherFindings({ ofBranches, flaws, migration, connections = [] }: Checked): readonly Finding[] {
  const repair = 'two branches have one each: run `ashlar generate` to make one of them'
  const merged = ofBranches.map((path) => ({ state: 'branches', path, repair }))
  const missing = migration === 'missing' ? [MISSING_MIGRATION] : []
  return [...merged, ...flawFindings(flaws), ...missing, ...connectionFindings(connections)]
}

const MISSING_MIGRATION: Finding = {
  state: 'missing',
  path: 'migrations',
  repair: 'the schema changed: install the dependencies and run `ashlar generate` to make the migration',
}

const UNKNOWN_MIGRATION = 'No migration was made yet: after an install, `ashlar generate` makes it.'
