import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/package.ts'
import type { CliResult } from '../setup/cli.ts'
import { installedFolder } from '../setup/tree.ts'

/** Builds ashlar anew into a folder laid out as the npm package is; its dependencies are found further up. */
export function buildPackage(): string {
  const folder = installedFolder()
  for (const name of ['bin', 'templates', 'package.json'])
    cpSync(join(packageRoot, name), join(folder, name), { recursive: true })
  const rolldown = join(packageRoot, 'node_modules', '.bin', 'rolldown')
  execFileSync(rolldown, ['-c', '-d', join(folder, 'dist')], { cwd: packageRoot, stdio: 'pipe' })
  return folder
}

/** Runs one of its bins, as the shell would. */
export function runBin(
  bin: string,
  args: readonly string[],
  how: { cwd: string; node?: readonly string[] },
): CliResult {
  const child = spawnSync(process.execPath, [...(how.node ?? []), bin, ...args], { cwd: how.cwd, encoding: 'utf8' })
  return { exitCode: child.status, stdout: child.stdout, stderr: child.stderr }
}
