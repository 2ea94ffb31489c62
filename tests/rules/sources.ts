import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { packageRoot } from '../../src/package.ts'

/** A file of ashlar's own sources: its path from the package root with `/`, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** Every file with one of these endings under a folder of the repository, sorted. */
export function sourcesIn(folder: string, endings: readonly string[] = ['.ts']): SourceFile[] {
  const files = readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return files.map((file) => ({
    path: relative(packageRoot, file).split(sep).join('/'),
    text: readFileSync(file, 'utf8'),
  }))
}

/** The text without its comments, so that a sentence about a thing is not taken for its use. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

/** `path:line` of every line that matches, for messages that can be clicked. */
export function linesMatching(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    withoutComments(text)
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  )
}
