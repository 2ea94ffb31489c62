import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { confirm, intro, isCancel, note, select, text } from '@clack/prompts'
import { PACKAGE_MANAGERS, type PackageManager } from '../../plan/setup.ts'
import { type Answers, DEFAULT_DIR, type Origin } from './answers.ts'
import { STARTER_NAMES, STARTERS } from './starters.ts'

/** What the command line said already; the rest is asked. */
export type Given = { readonly [Key in keyof Answers]: Answers[Key] | undefined }

/** What the questions need to know about where they are asked. */
export interface Place {
  readonly cwd: string
  /** The package manager that called ashlar. */
  readonly manager: PackageManager
  /** Whether the folder would be in a git repository that is there already. */
  inRepository(dir: string): Promise<boolean>
  /** What is wrong with a folder for a new project, as a sentence. */
  refuseFolder(dir: string): string | undefined
}

/** Thrown when the user pressed Ctrl-C or Escape at a question; no place in the code is to blame. */
export const CANCELLED = new Error('cancelled')

/** Says which program asks. */
export function greet(version: string): void {
  intro(`ashlar ${version}`)
}

/** Where the project goes and what it begins with. */
export async function askOrigin(given: Given, place: Place): Promise<Pick<Answers, 'dir' | 'origin'>> {
  const dir = given.dir ?? (await askDir(place))
  return { dir, origin: given.origin ?? (await askStarter(place)) }
}

async function askDir({ refuseFolder }: Place): Promise<string> {
  return answered(
    text({
      message: 'Which folder shall it go to?',
      placeholder: DEFAULT_DIR,
      defaultValue: DEFAULT_DIR,
      validate: (typed) => refuseFolder(typed?.trim() || DEFAULT_DIR),
    }),
  ).then((typed) => typed.trim())
}

const OWN = 'own'

async function askStarter(place: Place): Promise<Origin> {
  const chosen = await answered(
    select({
      message: 'What does it begin with?',
      options: [
        ...STARTER_NAMES.map((value) => ({ value, hint: STARTERS[value] })),
        { value: OWN, label: 'a file of mine', hint: 'a description in YAML or TypeScript' } as const,
      ],
    }),
  )
  return chosen === OWN ? { spec: await askFile(place) } : { starter: chosen }
}

async function askFile({ cwd }: Place): Promise<string> {
  return answered(
    text({
      message: 'Which file?',
      placeholder: 'shop.yaml',
      validate: (typed) => (isFile(resolve(cwd, typed ?? '')) ? undefined : 'There is no such file.'),
    }),
  )
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

/** How it is installed and kept. */
export async function askTools(
  given: Given,
  { dir, place }: { readonly dir: string; readonly place: Place },
): Promise<Pick<Answers, 'manager' | 'install' | 'git'>> {
  const manager = given.manager ?? (await askManager(place.manager))
  const install = given.install ?? (await answered(confirm({ message: `Install its dependencies with ${manager}?` })))
  return { manager, install, git: given.git ?? (await askGit(dir, place)) }
}

async function askManager(caller: PackageManager): Promise<PackageManager> {
  const options = PACKAGE_MANAGERS.map((value) => ({ value }))
  return answered(select({ message: 'Which package manager?', initialValue: caller, options }))
}

/** A folder in a repository has nothing to ask: what is committed there is the user's business. */
async function askGit(dir: string, { inRepository }: Place): Promise<boolean> {
  if (await inRepository(dir)) return false
  return answered(confirm({ message: 'Make a git repository with a first commit?' }))
}

/** Shows what will be done, and asks once more. */
export async function askToGo(summary: string): Promise<void> {
  note(summary, 'This will be made')
  if (!(await answered(confirm({ message: 'Make it?' })))) throw CANCELLED
}

async function answered<Value>(question: Promise<Value>): Promise<Exclude<Value, symbol>> {
  const answer = await question
  if (isCancel(answer)) throw CANCELLED
  return answer as Exclude<Value, symbol>
}
