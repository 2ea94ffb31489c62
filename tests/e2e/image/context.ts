import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import dockerignore from '@balena/dockerignore'

/** Copies what a builder would be sent of a project: all that its `.dockerignore` lets through. */
export function copyContext(project: string, to: string): void {
  const rules = join(project, '.dockerignore')
  const ignore = dockerignore.default().add(existsSync(rules) ? readFileSync(rules, 'utf8') : '')
  for (const path of filesIn(project)) {
    if (ignore.ignores(path)) continue
    mkdirSync(dirname(join(to, path)), { recursive: true })
    cpSync(join(project, path), join(to, path))
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}
