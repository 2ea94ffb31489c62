import * as z from 'zod'
import { EXIT, environment } from '../errors.ts'
import type { Lock } from '../merge/lock.ts'
import { forgetProject } from '../project/forget.ts'
import { install } from '../project/install.ts'
import { exclusively } from '../project/run-lock.ts'
import { readLock } from '../project/snapshot.ts'
import { commit } from '../project/writer.ts'
import { leftText } from '../report/left.ts'
import { plainProgress } from '../report/progress.ts'
import type { Command } from './context.ts'
import { planLeave } from './leave/leave-taking.ts'
import { commonOptions, parseOptions, projectRoot } from './options.ts'

const Options = z.strictObject({
  ...commonOptions,
  dryRun: z.boolean().default(false),
  install: z.boolean().default(true),
})

/** `ashlar leave`: takes ashlar out of a project, and nothing else. */
export const leave: Command = async (input, context) => {
  const options = parseOptions(Options, input)
  const root = projectRoot(options, context)
  const { terminal, elapsed } = context
  if (options.dryRun) {
    const lock = requireLock(root)
    terminal.out(leftText({ ...planLeave(root, lock), setup: lock.setup, dryRun: true }, terminal.paint))
    return EXIT.clean
  }
  const { lock, ...left } = await exclusively(root, async () => {
    const lock = requireLock(root)
    const planned = planLeave(root, lock)
    await commit(root, planned.writes)
    return { lock, ...planned }
  })
  // Last, and not in the transaction: it is where the transaction is kept.
  forgetProject(root)
  terminal.out(leftText({ ...left, setup: lock.setup, dryRun: false }, terminal.paint))
  // The dependencies of an application are its own.
  if (options.install && lock.setup.embed === undefined) {
    const manager = lock.setup.manager ?? 'npm'
    await plainProgress(terminal, elapsed).step(`installing with ${manager}`, async () => {
      await install(root, manager)
      return `the lock file of ${manager} is in step`
    })
  }
  return EXIT.clean
}

function requireLock(root: string): Lock {
  const lock = readLock(root)
  if (lock.entries.length > 0) return lock
  const hint = 'run ashlar in the folder of a project, or name it: `-C my-api`'
  throw environment({ code: 'ASH3134', message: 'there is no project of ashlar here', hint })
}
