import { chmodSync, cpSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { temporaryFolder } from '../../setup/tree.ts'
import { succeed } from '../packed/programs.ts'
import { copyContext } from './context.ts'
import { type Step, stagesOf } from './stages.ts'

/** What a build has left: a folder that stands for the file system of the image, and how it is run. */
export interface Image {
  readonly folder: string
  readonly workdir: string
  readonly env: Readonly<Record<string, string>>
  readonly command: readonly string[]
  /** `[uid, gid]` */
  readonly user: readonly number[]
}

/** A stage while it is built; paths begin with `/` as in the image. */
interface State {
  readonly root: string
  workdir: string
  env: Record<string, string>
  command: string[]
  user: number[]
}

/**
 * Builds the image of a project as a container engine would, step by step, but natively: each stage is a folder, and
 * its base image is this machine. A step that it does not know is an error, not skipped.
 */
export async function buildImage(project: string): Promise<Image> {
  const context = temporaryFolder()
  copyContext(project, context)
  const roots = new Map<string, string>()
  let state = newState()
  for (const { name, steps } of stagesOf(readFileSync(join(project, 'Dockerfile'), 'utf8'))) {
    state = newState()
    roots.set(name, state.root)
    const sourceOf = (from: string | undefined) => (from === undefined ? context : roots.get(from)) ?? ''
    for (const step of steps) await carrierOf(step)(step, state, sourceOf)
  }
  return { ...state, folder: state.root }
}

function newState(): State {
  const root = temporaryFolder()
  // Whoever runs it gets at its files: in the image its root is everybody's.
  chmodSync(root, 0o755)
  return { root, workdir: '/', env: {}, command: [], user: [] }
}

type Carry = (step: Step, state: State, sourceOf: (from: string | undefined) => string) => void | Promise<void>

function carrierOf({ keyword }: Step): Carry {
  const carry = STEPS[keyword]
  if (carry === undefined) throw new Error(`${keyword} is not carried out here`)
  return carry
}

const STEPS: Readonly<Record<string, Carry>> = {
  WORKDIR({ text }, state) {
    state.workdir = posix.resolve(state.workdir, text)
    mkdirSync(join(state.root, state.workdir), { recursive: true })
  },
  ENV({ text }, state) {
    for (const [, name = '', value = ''] of text.matchAll(/(\w+)=(\S+)/g)) state.env[name] = value
  },
  COPY: copy,
  async RUN({ text }, { root, workdir, env }) {
    await succeed(['sh', '-c', text], { cwd: join(root, workdir), env })
  },
  USER({ text }, state) {
    state.user = text.split(':').map(Number)
  },
  EXPOSE() {},
  CMD({ text }, state) {
    state.command = JSON.parse(text)
  },
}

/** A source without `*` has to be there; the content of a folder is copied, not the folder. */
function copy({ text, flags }: Step, { root, workdir }: State, sourceOf: (from?: string) => string): void {
  const words = text.split(/\s+/)
  const target = words.pop() ?? ''
  const to = join(root, posix.resolve(workdir, target))
  const from = sourceOf(flags.from)
  for (const word of words) {
    const found = globSync(word.replace(/^\//, ''), { cwd: from })
    if (found.length === 0 && !word.includes('*')) throw new Error(`COPY: there is no ${word}`)
    for (const path of found) {
      const source = join(from, path)
      const into = statSync(source).isDirectory() || !target.endsWith('/') ? to : join(to, basename(path))
      cpSync(source, into, { recursive: true })
    }
  }
}
