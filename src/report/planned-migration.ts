import { locksOf } from '../migrate/locks.ts'
import type { Migration } from '../migrate/plan.ts'
import type { MigrationPlan } from '../migrate/plan-migration.ts'
import { lockWords } from './lock-words.ts'
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
    ...locked(one).flatMap(({ statement, words }) => [
      ...statementLines(statement, one.drops.length > 0 ? paint.red : paint.dim),
      `${INDENT}${paint.dim(`-- ${words}`)}`,
    ]),
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

/** Each statement with what others notice of it. */
export function locked(migration: Migration): readonly { readonly statement: string; readonly words: string }[] {
  const locks = locksOf(migration)
  return migration.statements.map((statement, at) => {
    const lock = locks[at]
    return { statement: statement.trim(), words: lock === undefined ? '' : lockWords(lock) }
  })
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
