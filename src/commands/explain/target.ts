import { existsSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'

/** A place in a project that somebody asks about. */
export interface Target {
  /** Relative to the project, with `/`. */
  readonly path: string
  /** From 1. */
  readonly line: number | undefined
  readonly column: number | undefined
}

/**
 * `FILE`, `FILE:LINE` or `FILE:LINE:COLUMN`, as editors, compilers (`FILE(3,7)`), `grep -n` and GitHub (`FILE#L3`) write it,
 * with the slashes of any system.
 *
 * @param folders where a relative path may start; the first in which there is such a file
 */
export function targetOf(typed: string, root: string, folders: readonly string[]): Target {
  const [, file = typed, line, column] =
    PLACE.map((pattern) => pattern.exec(typed)).find((found) => found !== null) ?? []
  const candidates = [file, file.replaceAll('\\', '/')].flatMap((name) =>
    folders.map((folder) => resolve(folder, name)),
  )
  const absolute = candidates.find((path) => existsSync(path)) ?? candidates.at(-1) ?? file
  return { path: relative(root, absolute).split(sep).join('/'), line: numberOf(line), column: numberOf(column) }
}

const PLACE = [/^(.+?):(\d+)(?::(\d+))?:?$/, /^(.+)\((\d+),(\d+)\):?$/, /^(.+)#L(\d+)(?:C(\d+))?(?:-.*)?$/]

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits)
}

/** The offset of a place in a text; without a column that of the first character that says something. */
export function offsetIn(text: string, { line = 1, column }: Pick<Target, 'line' | 'column'>): number | undefined {
  const lines = text.split('\n')
  // The empty line behind the last line feed is none that an editor shows a number for, but people click on it.
  const own = line < 1 ? undefined : lines[line - 1]
  if (own === undefined) return undefined
  const start = lines.slice(0, line - 1).reduce((all, each) => all + each.length + 1, 0)
  const indent = own.search(/\S/)
  return start + Math.min(column === undefined ? Math.max(0, indent) : column - 1, own.length)
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
