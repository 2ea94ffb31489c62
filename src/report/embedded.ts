import { posix } from 'node:path'
import type { Change } from '../merge/change.ts'
import type { MigrationPlan } from '../migrate/plan-migration.ts'
import { TYPED } from '../plan/package-managers.ts'
import type { PackageManager } from '../plan/setup.ts'
import { changeLine } from './changes.ts'
import { columns } from './columns.ts'
import { count } from './duration.ts'
import { PUBLIC } from './generated.ts'
import { migrationFiles, migrationLines } from './migration.ts'
import { printable } from './printable.ts'
import { shellWord } from './shell-word.ts'
import type { Paint } from './terminal.ts'

/** What `init` did, or would do. */
export interface Embedded {
  /** From where the application's package.json is. */
  readonly folder: string
  /** Whether the compiler makes a folder of its own, without migrations in it. */
  readonly isBuilt: boolean
  /** Where the application's package.json is, from where the user stands. */
  readonly application: string
  /** Files that were written besides the generated ones. */
  readonly added: readonly string[]
  readonly changes: readonly Change[]
  readonly migration: MigrationPlan
  readonly manager: PackageManager
  readonly missing: { readonly dependencies: readonly string[]; readonly devDependencies: readonly string[] }
  readonly dryRun: boolean
}

/** The files, and what is left for the user to do, because it is outside of the folder. */
export function embeddedText(embedded: Embedded, paint: Paint): string {
  const { folder, application, added, changes, migration, dryRun } = embedded
  const files = changes.length + added.length + migrationFiles(migration).length
  const done = dryRun
    ? `Nothing was written: this was a dry run. It would be ${count(files, 'file')} in ${posix.join(application, folder)}.`
    : `${count(files, 'file')} written in ${posix.join(application, folder)}; nothing outside of it was touched.`
  return [
    ...added.map((path) => `  ${paint.green('create'.padEnd(9))} ${printable(path)}`),
    ...changes.flatMap((change) => changeLine(change, paint) ?? []),
    ...migrationLines(migration, paint),
    '',
    printable(done),
    PUBLIC,
    ...(dryRun ? [] : nextSteps(embedded)),
  ].join('\n')
}

/** What ashlar leaves to the user, because it is outside of the folder. */
function nextSteps({ folder, isBuilt, application, migration, manager, missing }: Embedded): string[] {
  const { add, addDev, exec } = TYPED[manager]
  const { dependencies, devDependencies } = missing
  const installs = [
    ...(dependencies.length > 0 ? [`${add} ${dependencies.join(' ')}`] : []),
    ...(devDependencies.length > 0 ? [`${addDev} ${devDependencies.join(' ')}`] : []),
  ]
  const generate = `${exec} ashlar generate -C ${shellWord(folder)}`
  const argument = isBuilt ? `'${posix.join(folder, 'migrations')}'` : ''
  const code = [
    ["app.route('/', api)", `\`api\` of ${posix.join(folder, 'api.ts')}, beside your own routes`],
    [`await applyMigrations(${argument})`, `of ${posix.join(folder, 'db/migrate.ts')}, after your own migrations`],
  ]
  return [
    '',
    ...section(
      application === '.' ? 'Next:' : `Next, in ${application}:`,
      installs.map((command) => [command]),
    ),
    ...section('Then, in your code:', code),
    ...section('migrations' in migration ? 'When the description changes:' : 'For the first migration:', [[generate]]),
  ]
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [printable(title), columns(rows.map((row) => row.map(printable)))]
}
