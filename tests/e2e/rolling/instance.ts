import { once } from 'node:events'
import { start } from '../packed/programs.ts'

/** A process of the service. */
export interface Instance {
  /** Tells it to end, as a platform does, and waits for it; its exit code. */
  stop(): Promise<number | null>
  kill(): void
}

/** Starts the service from its sources. */
export function startInstance(root: string, env: Readonly<Record<string, string>>): Instance {
  const child = start('node scripts/run.js src/main.ts', { cwd: root, env })
  child.stdout?.resume()
  child.stderr?.resume()
  const end = once(child, 'close')
  return {
    async stop() {
      child.kill('SIGTERM')
      await end
      return child.exitCode
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
