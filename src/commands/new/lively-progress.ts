import { log, spinner } from '@clack/prompts'
import { timed } from '../../report/created.ts'
import type { Progress } from '../../report/progress.ts'
import type { Paint } from '../../report/terminal.ts'

/** For somebody who looks: the step under way turns and counts the seconds. */
export function livelyProgress(paint: Paint, elapsed: () => number): Progress {
  return {
    async step(doing, run) {
      const started = elapsed()
      const turning = spinner({ indicator: 'timer', cancelMessage: 'Cancelled; nothing is left behind.' })
      turning.start(doing)
      try {
        const what = await run()
        turning.clear()
        log.success(timed({ what, milliseconds: elapsed() - started }, paint), { spacing: 0 })
      } catch (error) {
        turning.error(doing)
        throw error
      }
    },
  }
}
