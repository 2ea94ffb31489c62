import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'

/**
 * Builds ashlar where its sources are newer than what was built: tests run the command line as it ships, which starts in
 * half of the time that its sources need.
 */
export function setup(): void {
  const built = statSync(join(packageRoot, 'dist/main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (built > newestSource()) return
  execFileSync(join(packageRoot, 'node_modules/.bin/rolldown'), ['-c'], { cwd: packageRoot, stdio: 'pipe' })
}

function newestSource(): number {
  const sources = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' })
  const all = ['package.json', 'rolldown.config.ts', ...sources.map((path) => join('src', path))]
  return Math.max(...all.map((path) => statSync(join(packageRoot, path)).mtimeMs))
}
