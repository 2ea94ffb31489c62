import type { PackageManager } from '../plan/setup.ts'
import { requireTool } from './tools.ts'

const ARGUMENTS: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ['install', '--no-audit', '--no-fund'],
  pnpm: ['install'],
  yarn: ['install'],
  bun: ['install'],
}

/** Installs the dependencies of the project, those for development included; a failure is exit 3 with the reason. */
export async function install(root: string, manager: PackageManager): Promise<void> {
  await requireTool({
    program: manager,
    args: ARGUMENTS[manager],
    cwd: root,
    // With NODE_ENV=production the package managers leave out what builds, tests and migrates.
    env: { NODE_ENV: undefined },
    hint: `install ${manager}, name another one with --pm, or use --no-install`,
  })
}
