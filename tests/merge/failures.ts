import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageRoot } from '../../src/package.ts'

/** A case that went wrong. */
export interface Failure {
  /** Tells it from all others: `laws-anywhere-599`. */
  readonly name: string
  readonly wrong: readonly string[]
  /** What runs it alone. */
  readonly command: string
  /** What somebody wants to look at, by the name of the file that it is kept in. */
  readonly texts: Readonly<Record<string, string>>
}

/**
 * Keeps a failure in `.tmp/merge-failures/`, so that it can be looked at while a long run goes on, or has been stopped. Three texts
 * have the names that those of a story have.
 */
export function keepFailure({ name, wrong, command, texts }: Failure): void {
  const folder = join(packageRoot, '.tmp/merge-failures', name)
  const files = { ...texts, 'wrong.txt': `${wrong.join('\n')}\n\n${command}\n` }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
}
