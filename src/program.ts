import { Option, Command as Program } from 'commander'
import type { Command } from './commands/context.ts'
import { addMigrate } from './program-migrations.ts'
import { addCheck, addExplain, addInspect, addPlan } from './program-reading.ts'

/** Called with the verb that was typed: a loader, so that `--help` imports no command, and its options. */
export type Run = (load: () => Promise<Command>, options: unknown) => Promise<void>

/** The command line of ashlar as commander sees it; what it does is behind `run`. */
export function createProgram(version: string, run: Run): Program {
  const program = new Program('ashlar')
    .description(
      'Describe your resources; get a Hono, Drizzle and PostgreSQL service that is yours, and keep the two in step.',
    )
    .version(version, '--version', 'print the version of ashlar')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .option('-C, --cwd <dir>', 'run as if started in this folder')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', TOUR)
  for (const add of [
    addNew,
    addInit,
    addGenerate,
    addPlan,
    addResolve,
    addCheck,
    addInspect,
    addExplain,
    addAddResource,
    addRemoveResource,
    addRename,
    addMigrate,
    addConvert,
    addGitSetup,
    addMergeDriver,
    addAdopt,
    addLeave,
  ])
    add(program, run)
  return program
}

const TOUR = `
Examples:
  $ ashlar new                                    a new service; asks what to begin with
  $ ashlar generate                               after an edit of ashlar.yaml
  $ ashlar plan                                   what that would do: files, SQL, what breaks clients, …
  $ ashlar check                                  in CI: is the project what ashlar.yaml says?
  $ ashlar inspect product                        every name, route and rule that ashlar.yaml gives a product
  $ ashlar add-resource review rating:int product:ref

Exit codes: 0 clean, 1 drift or conflict, 2 invalid input, 3 the machine refused, 70 a bug in ashlar.`

function addNew(program: Program, run: Run): void {
  program
    .command('new')
    .summary('make a new service')
    .description(
      'Makes a folder with a whole service in it: the code, its tests, the first migration, installed, started once and\ncommitted. Asks what is not given; without a terminal, or with --yes, it takes the defaults.\nInvalid input writes nothing, and Ctrl-C leaves nothing behind.',
    )
    .argument('[dir]', 'the folder: a new one, an empty one, or a git repository (default: my-api)')
    .option('--starter <name>', 'begin with minimal, shop or northwind')
    .option(
      '--spec <file>',
      'begin with this description; it is copied in as ashlar.yaml, or as ashlar.spec.ts when it is TypeScript',
    )
    .option('--yes', 'ask nothing')
    .option('--name <name>', 'name the service so, instead of as the description or the folder does')
    .option('--pm <manager>', 'npm, pnpm, yarn or bun (default: the one that called, else npm)')
    .addOption(new Option('--install', 'install the dependencies without asking').hideHelp())
    .option('--no-install', 'do not install; the first migration is then made by the first `ashlar generate`')
    .addOption(new Option('--git', 'make a git repository without asking').hideHelp())
    .option('--no-git', 'do not make a git repository and a first commit')
    .addHelpText(
      'after',
      '\nExamples:\n  $ ashlar new\n  $ ashlar new my-api --starter shop\n  $ ashlar new my-api --spec shop.yaml --pm pnpm --yes',
    )
    .action((dir: string | undefined, _own: unknown, command: Program) =>
      run(async () => (await import('./commands/new.ts')).newProject, { ...command.optsWithGlobals(), dir }),
    )
}

function addInit(program: Program, run: Run): void {
  program
    .command('init')
    .summary('put an API into an application that is there')
    .description(
      "Puts resources into a folder of a Hono application that ashlar did not make, on the database that it has, and exports\none `api` to mount: app.route('/', api). Nothing outside of the folder is touched; the last words say what to install.",
    )
    .requiredOption('--embed <dir>', 'the folder, among the sources of the application')
    .requiredOption('--db <module#name>', 'what the application calls its Drizzle database, from that folder')
    .option('--driver <driver>', 'how it connects, where its imports do not tell: node-postgres, postgres-js, …')
    .option('--starter <name>', 'begin with minimal, shop or northwind (default: minimal)')
    .option('--spec <file>', 'begin with this description; one that is in the folder is taken as it is')
    .option('--name <name>', 'name the API so, instead of as the application or the description does')
    .option('--dry-run', 'say what would be done and write nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  $ ashlar init --embed src/api --db ../db.ts#db\n  $ ashlar init --embed apps/api/src --db ./db.ts#db --spec shop.yaml',
    )
    .action((_own: unknown, command: Program) =>
      run(async () => (await import('./commands/init.ts')).init, command.optsWithGlobals()),
    )
}

function addGenerate(program: Program, run: Run): void {
  program
    .command('generate')
    .summary('bring the project in step with its description')
    .description(
      'Brings every file up to date, adds and removes files, and makes the migration, all or nothing. Your edits are merged;\nwhere they do not go together with the new text, the file is left as it is: see `ashlar resolve`.',
    )
    .option('--dry-run', 'say what would be done and write nothing')
    .option('--diff', 'show the changes of text')
    .option('--allow-drop <name...>', 'let the migration drop this table, column or value of an enum')
    .option('--allow-unfilled <name...>', 'let this column be required though nothing fills the rows that are there')
    .option('--markers', 'write conflict markers into files in conflict, and tell git, for `git mergetool` and editors')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ ashlar generate --dry-run --diff\n  $ ashlar generate --allow-drop products.old_name\n\nExit code 1 when a file could not be merged with your edits.',
    )
    .action((_own: unknown, command: Program) =>
      run(async () => (await import('./commands/generate.ts')).generate, command.optsWithGlobals()),
    )
}

function addResolve(program: Program, run: Run): void {
  program
    .command('resolve')
    .summary('settle a file that could not be merged')
    .description(
      'Settles files that you and the description changed in ways that do not go together. Their three texts are in\n.ashlar/conflicts/: base, yours, new. Without a file it lists those that are open.',
    )
    .argument('[file...]', 'the files')
    .option('--done', 'the file is now what it shall be')
    .option('--ours', 'keep the file as it is')
    .option('--theirs', 'take what is generated, without your edits')
    .addHelpText(
      'after',
      '\nExamples:\n  $ ashlar resolve\n  $ ashlar resolve src/app.ts --done\n\nExit code 1 while a conflict is open.',
    )
    .action((files: string[], _own: unknown, command: Program) =>
      run(async () => (await import('./commands/resolve.ts')).resolve, { ...command.optsWithGlobals(), files }),
    )
}

function addAddResource(program: Program, run: Run): void {
  program
    .command('add-resource')
    .summary('add a resource to the description and generate it')
    .description(
      'Adds a resource behind the others in ashlar.yaml or ashlar.spec.ts, comments and order kept, then generates and makes the migration.\nA field is name:type as in ashlar.yaml; `product:ref` refers to the resource of that name.',
    )
    .argument('<name>', 'the name of one: review, orderLine')
    .argument('<field...>', "name:type, such as rating:int, title:'string(1..80)', product:ref, author:'ref customer?'")
    .option('--access <rule...>', 'who may do everything with it: signedIn, a role; needed where people sign in')
    .addHelpText(
      'after',
      "\nExamples:\n  $ ashlar add-resource review rating:int title:'string(1..80)' product:ref\n  $ ashlar add-resource review rating:int product:ref --access signedIn",
    )
    .action((name: string, fields: string[], _own: unknown, command: Program) =>
      run(async () => (await import('./commands/add-resource.ts')).addResourceCommand, {
        ...command.optsWithGlobals(),
        name,
        fields,
      }),
    )
}

function addRemoveResource(program: Program, run: Run): void {
  program
    .command('remove-resource')
    .summary('take a resource out of the description and generate without it')
    .description(
      'Takes a resource and the comments right above it out of the description, then generates and makes the migration.\nIts files go, but for those that you edited, which are named and yours from then on. Its table is dropped only when that is\nallowed by name.',
    )
    .argument('<name>', 'its name in the description')
    .option('--allow-drop <name...>', 'let the migration drop this table or column, with its data')
    .addHelpText('after', '\nExample:\n  $ ashlar remove-resource review --allow-drop reviews')
    .action((name: string, _own: unknown, command: Program) =>
      run(async () => (await import('./commands/remove-resource.ts')).removeResourceCommand, {
        ...command.optsWithGlobals(),
        name,
      }),
    )
}

function addRename(program: Program, run: Run): void {
  program
    .command('rename')
    .summary('give a resource or a field another name, and keep its code and its data')
    .description(
      'Renames a resource or a field in the description and everywhere in it that refers to it, comments kept. What you wrote\ninto its files goes along under the new names, and the migration renames the table or the column.',
    )
    .argument('<from>', 'product, or product.price')
    .argument('<to>', 'the new name')
    .option('--allow-drop <name...>', 'let the migration drop this table or column, with its data')
    .addHelpText('after', '\nExamples:\n  $ ashlar rename product item\n  $ ashlar rename product.price cost')
    .action((from: string, to: string, _own: unknown, command: Program) =>
      run(async () => (await import('./commands/rename.ts')).rename, { ...command.optsWithGlobals(), from, to }),
    )
}

function addGitSetup(program: Program, run: Run): void {
  program
    .command('git-setup')
    .summary('let git merge branches with ashlar, in this clone')
    .description(
      'Sets a merge driver in .git/config and .git/info/attributes: git then merges the lock, the description and what is\ngenerated by structure and by key, and leaves all else as it is. Nothing that is committed changes.',
    )
    .option('--remove', 'take it away again')
    .addHelpText('after', '\nExample, once in every clone:\n  $ npx ashlar git-setup')
    .action((_own: unknown, command: Program) =>
      run(async () => (await import('./commands/git-setup.ts')).gitSetup, command.optsWithGlobals()),
    )
}

/** Typed by git alone. */
function addMergeDriver(program: Program, run: Run): void {
  program
    .command('merge-driver', { hidden: true })
    .description('Merges three files into the second, as git asks.')
    .argument('<base>')
    .argument('<ours>')
    .argument('<theirs>')
    .argument('<path>')
    .action((...[base, ours, theirs, path, _own, command]: [string, string, string, string, unknown, Program]) =>
      run(async () => (await import('./commands/merge-driver.ts')).mergeDriver, {
        ...command.optsWithGlobals(),
        ...{ base, ours, theirs, path },
      }),
    )
}

function addConvert(program: Program, run: Run): void {
  program
    .command('convert')
    .summary('write the description in its other form, YAML or Zod')
    .description(
      'Writes ashlar.yaml as ashlar.spec.ts, or the reverse, and takes the old file away, all or nothing.\nBoth mean the same. Comments are not carried over; what git does not have is kept beside it as .old.',
    )
    .requiredOption('--to <form>', 'zod or yaml')
    .option('--stdout', 'print it and write nothing')
    .addHelpText('after', '\nExamples:\n  $ ashlar convert --to zod --stdout\n  $ ashlar convert --to yaml')
    .action((_own: unknown, command: Program) =>
      run(async () => (await import('./commands/convert.ts')).convert, command.optsWithGlobals()),
    )
}

function addAdopt(program: Program, run: Run): void {
  program
    .command('adopt')
    .summary('take a project back whose .ashlar/ is lost')
    .description(
      'Makes the lock of a project for the files as they stand: what differs from what is generated is your edit from then on.\nOnly .ashlar/ is written. Where git has the lock, it says how to take that back instead.',
    )
    .option('--dry-run', 'say what would be done and write nothing')
    .option('--diff', 'show what differs from what is generated')
    .option('--anew', 'make a new lock although git has one, and new bases for those that are lost')
    .option(
      '--db <module#name>',
      'an API inside of an application: what that calls its Drizzle database, as for `init`',
    )
    .option('--driver <driver>', 'how it connects, where its imports do not tell')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ ashlar adopt --dry-run --diff\n\nExit code 1 where a text that was written last is nowhere to be found.',
    )
    .action((_own: unknown, command: Program) =>
      run(async () => (await import('./commands/adopt.ts')).adopt, command.optsWithGlobals()),
    )
}

function addLeave(program: Program, run: Run): void {
  program
    .command('leave')
    .summary('take ashlar out of the project; the service stays')
    .description(
      'Takes out the description, the lock, the first line of generated files, the dependency and the step of the workflow,\nall or nothing, and nothing else. The service builds, tests and runs as before.',
    )
    .option('--dry-run', 'say what would go and write nothing')
    .option('--no-install', 'do not bring the lock file of the package manager in step')
    .addHelpText('after', '\nExample:\n  $ ashlar leave --dry-run')
    .action((_own: unknown, command: Program) =>
      run(async () => (await import('./commands/leave.ts')).leave, command.optsWithGlobals()),
    )
}
