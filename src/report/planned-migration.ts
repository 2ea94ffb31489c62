import type { MigrationPlan } from '../migrate/plan-migration.ts'
import { migrationLine, movedLines, riskLines } from './migration.ts'
import { refusalsIn } from './planned.ts'
import { printable, printableLines } from './printable.ts'
import type { Paint } from './terminal.ts'

/** What a migration does, statement by statement, and why it would not be made; or why nobody can tell. */
export function plannedMigrationLines(migration: MigrationPlan, paint: Paint): string[] {
  const moved = movedLines(migration, paint)
  if ('unavailable' in migration) return [...moved, `  ${paint.yellow('unknown'.padEnd(9))} ${UNKNOWN_SQL}`]
  const made = migration.migrations.flatMap((one) => [
    migrationLine(one.path, one.drops, paint),
    ...one.statements.flatMap((statement) => statementLines(statement, one.drops.length > 0 ? paint.red : paint.dim)),
    ...riskLines(one, paint),
  ])
  const refused = refusalsIn(migration).flatMap(({ hint, problems }) => [
    ...problems.map(({ code, message }) => {
      return `  ${paint.red('refused'.padEnd(9))} ${printable(message)} ${paint.dim(`[${code}]`)}`
    }),
    `${INDENT}${paint.cyan(printable(hint))}`,
  ])
  return [...moved, ...made, ...refused]
}

/** Why there is no SQL to show. */
export const UNKNOWN_SQL =
  'the tables may have changed, and the dependencies are not installed; install them to see the SQL'

const INDENT = ' '.repeat('  migrate   '.length)

function statementLines(statement: string, painted: (text: string) => string): string[] {
  return printableLines(statement.trim())
    .split('\n')
    .map((line) => `${INDENT}${painted(line)}`)
}
