import type { Drop } from '../migrate/drops.ts'
import type { Mended } from '../migrate/mend.ts'
import type { Migration } from '../migrate/plan.ts'
import type { MigrationPlan } from '../migrate/plan-migration.ts'
import type { Moved } from '../migrate/rebase.ts'
import type { Risk } from '../migrate/risks.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** The SQL files that a migration plan adds, by path. */
export function migrationFiles(migration: MigrationPlan): readonly string[] {
  return 'unavailable' in migration ? [] : migration.migrations.map(({ path }) => path)
}

/** What may go wrong with rows that are there, with the sentence about each, for `--json`. */
export function migrationRisks(migration: MigrationPlan): readonly object[] {
  if ('unavailable' in migration) return []
  return migration.migrations.flatMap(({ risks }) => risks.map((risk) => ({ ...risk, message: riskSentence(risk) })))
}

/** What there is to say about the migration: its file, or why there is none yet. */
export function migrationLines(migration: MigrationPlan, paint: Paint): string[] {
  const moved = movedLines(migration, paint)
  if ('unavailable' in migration) return [...moved, `  ${paint.yellow('no migration yet:')} ${NOT_INSTALLED}`]
  const made = migration.migrations.flatMap((one) => [
    migrationLine(one.path, one.drops, paint),
    ...riskLines(one, paint),
  ])
  return [...moved, ...made]
}

/** Migrations that were there already: those of one branch that come behind those of the other, and those that are mended. */
export function movedLines({ moved, mended }: MigrationPlan, paint: Paint): string[] {
  return [...moved.map((one) => movedLine(one, paint)), ...mended.map((one) => mendedLine(one, paint))]
}

function mendedLine({ path, columns }: Mended, paint: Paint): string {
  const note = paint.dim(`  (${printable(mendedNote(columns))})`)
  return `  ${paint.cyan('mend'.padEnd(9))} ${printable(path)}${note}`
}

/** Why a migration that was written is changed. */
export function mendedNote(columns: readonly string[]): string {
  return `it would fail where there are rows: what they get in ${columns.join(', ')} is known now`
}

/** What became of the order of migrations. */
export function rebasedText(moved: readonly Moved[], paint: Paint): string {
  if (moved.length === 0) return 'The migrations are in order.'
  const next =
    'Run `ashlar generate` now: it sees whether they lead to the schema. A database that has run the old ones has to be made anew.'
  return [...moved.map((one) => movedLine(one, paint)), next].join('\n')
}

function movedLine({ from, to }: Moved, paint: Paint): string {
  const note = paint.dim(`  (from ${printable(from)}, behind those of the other branch)`)
  return `  ${paint.cyan('move'.padEnd(9))} ${printable(to)}${note}`
}

const NOT_INSTALLED = 'the dependencies are not installed; install them, then `ashlar generate` makes it'

/** The migration may never be able to run: the user should hear of it here, not from a service that does not start. */
export function riskLines({ risks }: Migration, paint: Paint): string[] {
  return risks.map((risk) => `  ${paint.yellow('careful')}   ${printable(riskSentence(risk))}`)
}

/** What may happen to the rows that are there, as a sentence without a full stop. */
export function riskSentence(risk: Risk): string {
  switch (risk.kind) {
    case 'unfilled':
      return `${risk.column} is required and nothing fills it: where its table has rows, the migration fails; give it a \`backfill(…)\`, a default or a \`?\``
    case 'required':
      return `${risk.column} becomes required: where a row has no value in it, the migration fails; give it a \`backfill(…)\`, or fill those rows first`
    case 'renamed':
      if (risk.taken) {
        return `${risk.column} is renamed to ${risk.to}, and another one to ${risk.column}: stop what still runs of the version before, which would take one for the other`
      }
      return `${risk.column} is renamed to ${risk.to}: what still runs of the version before fails until it is replaced`
    case 'kept':
      return `${risk.column} is worked out anew: rows that the version before writes after that do not count until something they belong to is written again`
    case 'check':
      return `${risk.column} has to meet ${risk.check}: where a row does not, the migration fails`
    case 'unique':
      return `${risk.column} becomes unique: where two rows have the same in it, the migration fails`
    case 'type':
      return `${risk.column}: ${risk.from} becomes ${risk.to}: values may be cut, or the migration may fail`
  }
}

/** A migration's file, and what goes with it. */
export function migrationLine(path: string, drops: readonly Drop[], paint: Paint): string {
  const lost = drops.map(({ kind, name }) => `${kind} ${name}`).join(', ')
  const note = lost === '' ? '' : paint.red(`  (drops ${printable(lost)})`)
  return `  ${paint.green('migrate'.padEnd(9))} ${printable(path)}${note}`
}
