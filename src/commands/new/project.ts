import { resolve } from 'node:path'
import { packageVersion } from '../../package.ts'
import type { PackageManager, Setup } from '../../plan/setup.ts'
import { PINNED_NODE, runsServices } from '../../project/own-node.ts'
import { isInMonorepo } from '../../project/package-manager.ts'
import { toolDependency } from '../../project/vendor.ts'
import type { ReadDescription } from '../description.ts'
import type { Answers } from './answers.ts'
import { newDescription } from './description.ts'

/** Where a project goes and what it is made of. */
export interface Draft {
  /** Absolute. */
  readonly root: string
  /** The folder as the user typed it. */
  readonly dir: string
  readonly description: ReadDescription
}

/** How a project is installed and kept. */
export type Tools = Pick<Answers, 'manager' | 'install' | 'git'>

/** A project that is to be made, and nothing of it done yet. */
export interface NewProject extends Draft, Tools {
  readonly setup: Setup
}

/** Reads the description and throws what is wrong with it; `cwd` is where relative paths start, absolute. */
export async function draftOf({ dir, origin, name }: Omit<Answers, keyof Tools>, cwd: string): Promise<Draft> {
  const root = resolve(cwd, dir)
  return { root, dir, description: await newDescription({ origin, name, root, cwd }) }
}

/** The whole project. */
export async function projectOf(draft: Draft, tools: Tools): Promise<NewProject> {
  return { ...draft, ...tools, setup: await setupFor(draft.root, tools.manager) }
}

/** What a new project goes by from now on. */
async function setupFor(root: string, manager: PackageManager): Promise<Setup> {
  return {
    dependency: toolDependency(await packageVersion()),
    ...(manager !== 'npm' && { manager }),
    ...(!runsServices(process.versions.node) && { node: PINNED_NODE }),
    ...(isInMonorepo(root) && { member: true }),
  }
}
