import type { Drop } from '../migrate/drops.ts'
import type { Migration } from '../migrate/plan.ts'
import type { MigrationPlan } from '../migrate/plan-migration.ts'
import { printable } from './printable.ts'
import type { Paint } from './terminal.ts'

/** The SQL files that a migration plan adds, by path. */
export function migrationFiles(migration: MigrationPlan): readonly string[] {
  return 'unavailable' in migration ? [] : migration.migrations.map(({ path }) => path)
}

/** What there is to say about the migration: its file, or why there is none yet. */
export function migrationLines(migration: MigrationPlan, paint: Paint): string[] {
  if ('unavailable' in migration) return [`  ${paint.yellow('no migration yet:')} ${NOT_INSTALLED}`]
  return migration.migrations.flatMap((one) => [
    migrationLine(one.path, one.drops, paint),
    ...unfilledLines(one, paint),
  ])
}

const NOT_INSTALLED = 'the dependencies are not installed; install them, then `ashlar generate` makes it'

/** The migration may never be able to run: the user should hear of it here, not from a service that does not start. */
function unfilledLines({ unfilled }: Migration, paint: Paint): string[] {
  return unfilled.map(
    (column) =>
      `  ${paint.yellow('careful')}   ${printable(column)} is required and has no default: where its table has rows, the migration fails; give it a default or a \`?\``,
  )
}

function migrationLine(path: string, drops: readonly Drop[], paint: Paint): string {
  const lost = drops.map(({ kind, name }) => `${kind} ${name}`).join(', ')
  const note = lost === '' ? '' : paint.red(`  (drops ${printable(lost)})`)
  return `  ${paint.green('migrate'.padEnd(9))} ${printable(path)}${note}`
}
