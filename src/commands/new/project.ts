import { packageVersion } from '../../package.ts'
import type { Setup } from '../../plan/setup.ts'
import { PINNED_NODE, runsServices } from '../../project/own-node.ts'
import { isInMonorepo } from '../../project/package-manager.ts'
import { toolDependency } from '../../project/vendor.ts'
import type { ReadDescription } from '../description.ts'
import type { Answers } from './answers.ts'

/** A project that is to be made, and nothing of it done yet. */
export interface NewProject extends Pick<Answers, 'manager' | 'install' | 'git'> {
  /** Absolute. */
  readonly root: string
  /** The folder as the user typed it. */
  readonly dir: string
  readonly description: ReadDescription
  readonly setup: Setup
}

/** What a new project goes by from now on. */
export async function setupFor({ root, manager }: Pick<NewProject, 'root' | 'manager'>): Promise<Setup> {
  return {
    dependency: toolDependency(await packageVersion()),
    ...(manager !== 'npm' && { manager }),
    ...(!runsServices(process.versions.node) && { node: PINNED_NODE }),
    ...(isInMonorepo(root) && { member: true }),
  }
}
