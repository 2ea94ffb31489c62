import type { Command as Program } from 'commander'
import type { Run } from './program.ts'

// The verbs that read a project and write nothing.

/** `ashlar plan` */
export function addPlan(program: Program, run: Run): void {
  program
    .command('plan')
    .summary('tell what generate would do, and whom it concerns; writes nothing')
    .description(
      'Tells what `ashlar generate` would do: files with merges and conflicts, the SQL of the migration with its locks\nand risks, changes of the API that break clients, who may call it, and variables of the environment. Writes nothing.',
    )
    .option('--allow-drop <name...>', 'plan with this table, column or value of an enum dropped')
    .option('--allow-unfilled <name...>', 'plan with this column required though nothing fills the rows that are there')
    .option('--json', 'print the plan as JSON')
    .option('--format <format>', 'text, json or markdown, for a pull request (default: text)')
    .addHelpText(
      'after',
      '\nExamples:\n  $ ashlar plan\n  $ ashlar plan --allow-drop products.old_name\n  $ ashlar plan --format markdown > plan.md\n\nExit code 1 when `ashlar generate` would not go through: a file is in conflict, data would be lost that nobody named,\nor rows would have nothing where something is required. What breaks clients is told and is no failure.',
    )
    .action((_own: unknown, command: Program) =>
      run(async () => (await import('./commands/plan.ts')).plan, command.optsWithGlobals()),
    )
}

/** `ashlar check` */
export function addCheck(program: Program, run: Run): void {
  program
    .command('check')
    .summary('tell whether the project is what its description says; writes nothing')
    .description(
      'Compares the project with its description and names each file that differs, with the repair.\nWhere people sign in, names every place at which somebody may get past the rules as well. Writes nothing.',
    )
    .option('--json', 'print the result as JSON')
    .option('--format <format>', 'text, json, github (annotations as well) or sarif (default: text)')
    .option('--types', "run the project's type checker as well, and count its errors apart")
    .addHelpText(
      'after',
      '\nExamples, a step of your CI:\n  $ npx ashlar check\n  $ npx ashlar check --types --format github\n\nExit code 0 when all is in step, 1 when not, when a rule may be got past, or when there is a type error.',
    )
    .action((_own: unknown, command: Program) =>
      run(async () => (await import('./commands/check.ts')).check, command.optsWithGlobals()),
    )
}

/** `ashlar inspect` */
export function addInspect(program: Program, run: Run): void {
  program
    .command('inspect')
    .summary('show what the description means: names, routes, rules, defaults')
    .description(
      'Shows what the description means once it is resolved, so that nobody has to guess: every name, column, route, rule\nand default, also of what is not generated yet. Writes nothing.',
    )
    .argument('[resource]', 'only this resource')
    .option('--spec <file>', 'look at this description instead of that of the project')
    .option('--json', 'print the resolved model as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ ashlar inspect\n  $ ashlar inspect orderLine\n  $ ashlar inspect --spec shop.yaml --json',
    )
    .action((resource: string | undefined, _own: unknown, command: Program) =>
      run(async () => (await import('./commands/inspect.ts')).inspect, { ...command.optsWithGlobals(), resource }),
    )
}

/** `ashlar explain` */
export function addExplain(program: Program, run: Run): void {
  program
    .command('explain')
    .summary('tell where a line of a generated file comes from, and whether you edited it')
    .description(
      'Tells which part of the description and which line of which template something in a file comes from, and what you made\nof it. It is found out by generating the file without each part of the description, not by names that look alike. Writes nothing.',
    )
    .argument('<file:line>', 'FILE, FILE:LINE or FILE:LINE:COLUMN, as editors write it')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ ashlar explain src/resources/products/products.table.ts:14\n  $ ashlar explain src/app.ts',
    )
    .action((place: string, _own: unknown, command: Program) =>
      run(async () => (await import('./commands/explain.ts')).explain, { ...command.optsWithGlobals(), place }),
    )
}
