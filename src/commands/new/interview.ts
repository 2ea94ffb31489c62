import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { cancel } from '@clack/prompts'
import { packageVersion } from '../../package.ts'
import type { PackageManager } from '../../plan/setup.ts'
import { isGitRepository } from '../../project/git.ts'
import { askOrigin, askToGo, askTools, CANCELLED, type Given, greet, type Place } from './ask.ts'
import { draftOf, type NewProject, projectOf } from './project.ts'
import { summary } from './summary.ts'

/** Where the questions are asked. */
export interface Interview {
  /** Absolute. */
  readonly cwd: string
  readonly caller: PackageManager
}

/** Asks for what is not given, shows what would be made, and gives it when the user wants it. */
export async function interview(given: Given, { cwd, caller }: Interview): Promise<NewProject | undefined> {
  const place: Place = {
    cwd,
    manager: caller,
    inRepository: (dir) => isGitRepository(nearest(resolve(cwd, dir))),
    refuseFolder: (dir) => refuseFolder(resolve(cwd, dir)),
  }
  greet(await packageVersion())
  try {
    const { dir, origin } = await askOrigin(given, place)
    // What is wrong with the description is said before anything else is asked.
    const draft = await draftOf({ dir, origin, name: given.name }, cwd)
    const project = await projectOf(draft, await askTools(given, { dir, place }))
    await askToGo(summary(project))
    return project
  } catch (error) {
    if (error !== CANCELLED) throw error
    cancel('Nothing was written.')
    return undefined
  }
}

/** The folder itself or the first above it that is there. */
function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(resolve(folder, '..'))
}

function refuseFolder(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  if (!statSync(folder).isDirectory()) return `${basename(folder)} is a file.`
  const names = readdirSync(folder)
  if (names.includes('.ashlar')) return 'There is an ashlar project already.'
  return names.length === 0 || names.includes('.git') ? undefined : 'It is not empty.'
}
