import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { requireTool } from './tools.ts'

/** Where a project keeps the copy of an ashlar that is not on the registry. */
export const VENDOR = 'vendor'

/**
 * How a project depends on this version of ashlar: by version from the registry, or, for a development build, which the
 * registry does not have, by the tarball that {@link vendor} puts into the project.
 *
 * @example
 * toolDependency('1.2.3') // '^1.2.3'
 * toolDependency('1.2.3-dev') // 'file:vendor/create-ashlar-1.2.3-dev.tgz'
 */
export function toolDependency(version: string): string {
  return isPublished(version) ? `^${version}` : `file:${VENDOR}/create-ashlar-${version}.tgz`
}

/** Puts ashlar's own tarball into the project where the project depends on it. */
export async function vendor(root: string, packageRoot: string, version: string): Promise<void> {
  if (isPublished(version)) return
  await mkdir(join(root, VENDOR), { recursive: true })
  await requireTool({
    program: 'npm',
    args: ['pack', packageRoot, '--ignore-scripts', '--pack-destination', VENDOR],
    cwd: root,
    hint: 'a development build of ashlar needs npm to put itself into the project',
  })
}

function isPublished(version: string): boolean {
  return !version.endsWith('-dev')
}
