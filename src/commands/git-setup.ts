import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { EXIT } from '../errors.ts'
import { packageRoot } from '../package.ts'
import { installDriver, type Repository, removeDriver, repositoryOf } from '../project/git-setup.ts'
import type { Command } from './context.ts'
import { requireProject } from './description.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'

const Options = z.strictObject({ ...commonOptions, remove: z.boolean().default(false) })

/** `ashlar git-setup`: lets git merge the files of a project with ashlar, in this clone. */
export const gitSetup: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const root = projectRoot(options, context)
  requireProject(root)
  const repository = await repositoryOf(root)
  if (options.remove) await removeDriver(repository)
  else await installDriver(repository, programOf(repository))
  context.terminal.out(options.remove ? REMOVED : INSTALLED)
  return EXIT.clean
}

/** The ashlar of the project, so that an update of it counts; this one where it has none. Git runs it at the top. */
function programOf({ root, prefix }: Repository): readonly string[] {
  const own = 'node_modules/create-ashlar/bin/ashlar.js'
  if (existsSync(join(root, own))) return ['node', `${prefix}${own}`]
  return [process.execPath, join(packageRoot, 'bin/ashlar.js')]
}

const INSTALLED =
  'From now on git merges the lock, the description and what is generated with ashlar, in this clone. After a merge: `ashlar generate`.'
const REMOVED = 'Git merges in its own way again.'
