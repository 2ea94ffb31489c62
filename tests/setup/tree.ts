import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { inject } from 'vitest'

/** A new empty folder of a test's own, away from every `node_modules`; gone after the run. */
export function temporaryFolder(): string {
  return mkdtempSync(join(inject('temporaryRoot'), 'test-'))
}

/** The same where ashlar's own dependencies count as installed, so that migrations can be planned. */
export function installedFolder(): string {
  return mkdtempSync(join(inject('installedRoot'), 'test-'))
}

/** Every file under a folder by its path with `/`, sorted; installed dependencies and git's own files left out. */
export function readTree(folder: string): Record<string, string> {
  return Object.fromEntries(pathsIn(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

/** When each file was last written, to the nanosecond, and its inode: a rewrite of the same bytes shows. */
export function writeTimes(folder: string): Record<string, string> {
  return Object.fromEntries(
    pathsIn(folder).map((path) => {
      const { mtimeNs, ino } = statSync(join(folder, path), { bigint: true })
      return [path, `${mtimeNs} ${ino}`]
    }),
  )
}

function pathsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/^(node_modules|\.git)\//.test(path))
    .sort()
}
