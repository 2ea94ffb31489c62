import type { Change } from '../merge/change.ts'
import type { MigrationPlan } from '../migrate/plan-migration.ts'
import { changeData } from './change-data.ts'
import { changeDiff } from './change-diff.ts'
import { changeLine, summaryLine } from './changes.ts'
import { migrationFiles, migrationLines, migrationRisks } from './migration.ts'
import { printable } from './printable.ts'
import { HOW_TO_RESOLVE } from './resolved.ts'
import type { Paint } from './terminal.ts'
import { unwrittenIn, unwrittenText } from './unwritten.ts'

/** What `generate` did, or would do. */
export interface Generated {
  readonly changes: readonly Change[]
  readonly migration: MigrationPlan
  readonly milliseconds: number
  readonly dryRun: boolean
  /** Whether anything of it is made of two branches that git has merged. */
  readonly ofBranches: boolean
  /** Whether nobody signs in, and so everybody may do everything. */
  readonly isPublic: boolean
  /** Resources that belong to no tenant, and that people of any tenant may change. */
  readonly changedForAll: readonly string[]
  /** The description, where it was made of those of two branches that git could not merge. */
  readonly mergedDescription?: string | undefined
}

/** One line a file that changed or was left alone, the migration, what to know, and the summary. */
export function generatedText(result: Generated, how: { readonly paint: Paint; readonly diff: boolean }): string {
  const { changes, migration } = result
  const files = changes.flatMap((change) => changeText(change, how))
  const conflicts = changes.some((change) => change.kind === 'conflict') ? [CONFLICTS] : []
  const { mergedDescription } = result
  return [
    ...(mergedDescription === undefined ? [] : [mergedLine(mergedDescription, how.paint)]),
    ...files,
    ...migrationLines(migration, how.paint),
    ...conflicts,
    ...(result.ofBranches || mergedDescription !== undefined ? [OF_BRANCHES] : []),
    ...(result.isPublic ? [PUBLIC] : []),
    ...(result.changedForAll.length > 0 ? [changedForAllText(result.changedForAll)] : []),
    ...unwrittenText(unwrittenIn(changes)),
    summaryLine(changes, { ...result, migrations: migrationFiles(migration).length }),
  ].join('\n')
}

/** The same as data, for `--json`; files that are as they should be are left out. */
export function generatedData({ changes, migration, milliseconds, dryRun, mergedDescription }: Generated): object {
  return {
    dryRun,
    files: changes.filter(({ kind }) => kind !== 'current').map(changeData),
    migration: {
      state: 'unavailable' in migration ? migration.unavailable : 'planned',
      files: migrationFiles(migration),
      risks: migrationRisks(migration),
      ...(migration.moved.length > 0 && { moved: migration.moved }),
      ...(migration.mended.length > 0 && { mended: migration.mended.map(({ path, columns }) => ({ path, columns })) }),
    },
    unwritten: unwrittenIn(changes),
    ...(mergedDescription !== undefined && { mergedDescription }),
    milliseconds: Math.round(milliseconds),
  }
}

function mergedLine(description: string, paint: Paint): string {
  return `  ${paint.cyan('merge'.padEnd(9))} ${printable(description)}${paint.dim('  (of both branches)')}`
}

function changeText(change: Change, { paint, diff }: { readonly paint: Paint; readonly diff: boolean }): string[] {
  const shown = diff ? changeDiff(change, paint) : undefined
  return [changeLine(change, paint), shown].filter((text) => text !== undefined)
}

const CONFLICTS = `Files in conflict were left as you made them. ${HOW_TO_RESOLVE}`

const OF_BRANCHES = 'Both branches are in it now: look at `git diff`, then `git add --all` and commit.'

/** Whoever leaves `auth` out must hear this. */
export const PUBLIC = 'The API is public: the description has no `auth`, so everyone may read and write everything.'

/** A role is one of a tenant's own people: whoever gives it to them must hear what it reaches. */
export function changedForAllText(resources: readonly string[]): string {
  const names = resources.map((name) => `\`${printable(name)}\``).join(', ')
  return `All tenants share ${names}: whoever may change rows there in one of them changes them for all.`
}
