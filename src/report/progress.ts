import { stepLine } from './created.ts'
import type { Terminal } from './terminal.ts'

/** Steps of a command, each with how long it took. */
export interface Progress {
  /** Runs a step, which says what it did; `doing` is what it is called meanwhile. */
  step(doing: string, run: () => Promise<string>): Promise<void>
}

/** How long a step may take before it is named; milliseconds. */
const PATIENCE_MS = 1_000

/** A line a step, and one more before it is done when it is slow. */
export function plainProgress(terminal: Terminal, elapsed: () => number): Progress {
  return {
    async step(doing, run) {
      const started = elapsed()
      const slow = setTimeout(() => terminal.err(`${doing} …`), PATIENCE_MS)
      try {
        const what = await run()
        terminal.out(stepLine({ what, milliseconds: elapsed() - started }, terminal.paint))
      } finally {
        clearTimeout(slow)
      }
    },
  }
}
