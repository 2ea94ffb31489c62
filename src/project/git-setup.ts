import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { environment } from '../errors.ts'
import { git } from './git.ts'
import { STATE, STATE_FOLDER } from './paths.ts'
import { requireTool, runTool } from './tools.ts'

/** Where a project is in its repository. */
export interface Repository {
  readonly root: string
  /** The project from the top of the repository, with `/` at its end; empty at the top. */
  readonly prefix: string
  /** The file in which git keeps attributes of this clone. */
  readonly attributes: string
}

/** The repository of a project; a folder that is in none is refused (exit 3). */
export async function repositoryOf(root: string): Promise<Repository> {
  const prefix = await runTool(git(root, ['rev-parse', '--show-prefix']))
  if (prefix.exitCode !== 0) {
    const hint = 'run it in a clone of a repository, or make one: git init'
    throw environment({ code: 'ASH3154', message: 'this project is in no git repository', hint })
  }
  const attributes = (await requireTool(git(root, ['rev-parse', '--git-path', 'info/attributes']))).trim()
  return { root, prefix: prefix.stdout.trimEnd(), attributes: resolve(root, attributes) }
}

/** Tells git, in this clone alone, to merge files of the project with `program`: the words of a command. */
export async function installDriver(repository: Repository, program: readonly string[]): Promise<void> {
  const { root, prefix, attributes } = repository
  const driver = driverName(prefix)
  const set = (key: string, value: string) =>
    requireTool(git(root, ['config', '--local', `merge.${driver}.${key}`, value]))
  await set('name', 'ashlar: by structure, by key, and of the lock')
  await set('driver', driverCommand(program, prefix))
  replaceFile(attributes, withBlock(textOf(attributes), repository, attributeLines(prefix, driver)))
}

/** Takes away what {@link installDriver} has set. */
export async function removeDriver(repository: Repository): Promise<void> {
  const { root, prefix, attributes } = repository
  await runTool(git(root, ['config', '--local', '--remove-section', `merge.${driverName(prefix)}`]))
  if (existsSync(attributes)) replaceFile(attributes, withBlock(textOf(attributes), repository, []))
}

/** Puts a text where another one stands, outside of any project. */
export function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function driverName(prefix: string): string {
  return ['ashlar', ...prefix.split('/')].filter((part) => part !== '').join('-')
}

/** Git's own way is taken where ashlar has none, or cannot be run. */
function driverCommand(program: readonly string[], prefix: string): string {
  const words = [...program, ...(prefix === '' ? [] : ['-C', prefix]), 'merge-driver']
  const own = 'git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B'
  return `${words.map(quoted).join(' ')} %O %A %B %P || ${own}`
}

/** As a shell reads it, and git before it, which looks for `%`. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''").replaceAll('%', '%%')}'`
}

const MERGED = ['*.ts', '*.js', '*.json', '*.yaml', '*.yml', '*.md', '*.sh', 'Dockerfile', '.env.example', '.gitignore']

function attributeLines(prefix: string, driver: string): readonly string[] {
  const files = MERGED.map((pattern) => `/${prefix}**/${pattern} merge=${driver}`)
  return [...files, `/${prefix}${STATE.objects}/** -merge`, `/${prefix}${STATE.lock} merge=${driver}`]
}

function withBlock(text: string, { prefix }: Repository, lines: readonly string[]): string {
  const place = `/${prefix}${STATE_FOLDER}`
  const [begins, ends] = [`# ashlar ${place}: begin`, `# ashlar ${place}: end`]
  const kept = text.split('\n')
  const [from, to] = [kept.indexOf(begins), kept.indexOf(ends)]
  const others = from === -1 || to < from ? kept : kept.toSpliced(from, to - from + 1)
  const block = lines.length === 0 ? [] : [begins, ...lines, ends]
  const body = [...others.filter((line, at) => line !== '' || at < others.length - 1), ...block].join('\n')
  return body === '' ? '' : `${body}\n`
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
