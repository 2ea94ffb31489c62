import type { Command as Program } from 'commander'
import type { Run } from './program.ts'

/** `ashlar migrate …` */
export function addMigrate(program: Program, run: Run): void {
  const migrate = program
    .command('migrate')
    .summary('put migrations of two branches in order')
    .description('What is done with the migrations that are there. New ones are made by `ashlar generate`.')
  migrate
    .command('rebase')
    .summary('put migrations of two branches in order')
    .description(
      'Puts the migrations of two branches one behind the other: those of the shared branch keep their place, the others get new\nnumbers, times and snapshots, and their SQL stays as it is. In the middle of a merge `ashlar generate` does the same; this\nis for a merge that is committed already.',
    )
    .option('--dry-run', 'say what would be moved and write nothing')
    .addHelpText(
      'after',
      '\nExample, when `ashlar check` finds a collision:\n  $ ashlar migrate rebase\n  $ ashlar generate',
    )
    .action((_own: unknown, command: Program) =>
      run(async () => (await import('./commands/migrate-rebase.ts')).migrateRebase, command.optsWithGlobals()),
    )
}
