import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { environment } from '../../errors.ts'
import type { PackageManager } from '../../plan/setup.ts'

/** The package that a folder is a part of. */
export interface Application {
  /** Of its package.json, absolute. */
  readonly root: string
  readonly name: string | undefined
  /** The packages that it says it depends on, but for development. */
  readonly dependencies: ReadonlySet<string>
  /** Whether its files are ES modules where Node.js decides that. */
  readonly isModule: boolean
  /** The one whose lock file is there, here or further up. */
  readonly manager: PackageManager | undefined
}

const LOCK_FILES: readonly (readonly [file: string, manager: PackageManager])[] = [
  ['package-lock.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
]

/** The application around a folder; one without a package.json is refused (exit 3). */
export function applicationAround(folder: string, shown: string): Application {
  const root = foldersUp(folder).find((one) => existsSync(join(one, 'package.json')))
  if (root === undefined) {
    const message = `\`${shown}\` is in no package: there is no package.json in it or above`
    throw environment({ code: 'ASH3150', message, hint: 'ashlar new makes a whole service, where there is none yet' })
  }
  const { name, type, dependencies, peerDependencies } = manifestIn(root)
  return {
    root,
    name: typeof name === 'string' ? name : undefined,
    dependencies: new Set([...Object.keys(Object(dependencies)), ...Object.keys(Object(peerDependencies))]),
    isModule: type === 'module',
    manager: managerOf(root),
  }
}

/**
 * The version of a package that code in a folder would get, if it is installed.
 *
 * @example
 * installedVersion('/work/api', 'zod') // '4.6.7'
 */
export function installedVersion(folder: string, name: string): string | undefined {
  const home = foldersUp(folder)
    .map((one) => join(one, 'node_modules', name))
    .find((one) => existsSync(join(one, 'package.json')))
  const version = home && manifestIn(home).version
  return typeof version === 'string' ? version : undefined
}

/** The package manager whose lock file is in a folder or nearest above it. */
export function managerOf(root: string): PackageManager | undefined {
  const found = foldersUp(root).flatMap((folder) => LOCK_FILES.filter(([file]) => existsSync(join(folder, file))))
  return found[0]?.[1]
}

/** A folder and all above it, the nearest first. */
function foldersUp(folder: string): string[] {
  const up = dirname(folder)
  return up === folder ? [folder] : [folder, ...foldersUp(up)]
}

/** What the package.json of a folder says; nothing where it cannot be read. */
export function manifestIn(folder: string): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return typeof manifest === 'object' && manifest !== null ? { ...manifest } : {}
  } catch {
    return {}
  }
}

/** A lock of ashlar in an application. */
export interface FoundLock {
  readonly path: string
  readonly text: string
}

/** The locks of all APIs that are embedded in an application; packages are not looked into. */
export function locksIn(root: string): FoundLock[] {
  const found: FoundLock[] = []
  const folders = [root]
  for (const folder of folders) {
    const lock = join(folder, '.ashlar', 'lock.json')
    if (existsSync(lock)) found.push({ path: lock, text: readFileSync(lock, 'utf8') })
    const inside = readdirSync(folder, { withFileTypes: true })
    const names = inside.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    folders.push(
      ...names.filter((name) => name !== 'node_modules' && !name.startsWith('.')).map((name) => join(folder, name)),
    )
    if (folders.length > MOST_FOLDERS) break
  }
  return found
}

/** An application that is larger is not searched to its end. */
const MOST_FOLDERS = 10_000
