import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isPackageManager, type PackageManager } from '../plan/setup.ts'

/**
 * The package manager that called ashlar, which says so in `npm_config_user_agent`; npm when nobody says it.
 *
 * @example
 * callingManager('pnpm/10.4.0 npm/? node/v22.18.0 linux x64') // 'pnpm'
 */
export function callingManager(userAgent: string | undefined): PackageManager {
  const [name] = userAgent?.split('/') ?? []
  return isPackageManager(name) ? name : 'npm'
}

/** Whether a folder further up keeps several packages: its root has their lock file and their settings. */
export function isInMonorepo(root: string): boolean {
  for (let folder = dirname(root); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml')) || hasWorkspaces(join(folder, 'package.json'))) return true
    if (folder === dirname(folder)) return false
  }
}

function hasWorkspaces(manifest: string): boolean {
  try {
    const { workspaces }: { workspaces?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'))
    return workspaces !== undefined
  } catch {
    return false
  }
}
