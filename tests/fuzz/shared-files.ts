import { posix } from 'node:path'
import type { GeneratedFile } from '../../src/render/generated-file.ts'

/** Files of a project: those that are as in the model project, with all that they import, and the others. */
export interface Parted {
  readonly own: readonly GeneratedFile[]
  readonly shared: readonly GeneratedFile[]
}

/**
 * Parts a project from what many projects have alike. A compiler that reads the shared files once comes to the same
 * conclusions: what such a file imports is the same everywhere too.
 */
export function parted(files: readonly GeneratedFile[], model: ReadonlyMap<string, string>): Parted {
  const own = new Set(files.filter(({ path, text }) => model.get(path) !== text).map(({ path }) => path))
  const there = new Set(files.map(({ path }) => path))
  const isOwn = ({ path, text }: GeneratedFile): boolean =>
    importsOf(path, text).some((imported) => own.has(imported) || !there.has(imported))
  for (let before = -1; before < own.size; ) {
    before = own.size
    for (const file of files) if (!own.has(file.path) && isOwn(file)) own.add(file.path)
  }
  return { own: files.filter(({ path }) => own.has(path)), shared: files.filter(({ path }) => !own.has(path)) }
}

/** Files that import what is not there; laid over others, the compiler would find it in those. */
export function missingImports(files: readonly GeneratedFile[]): string[] {
  const there = new Set(files.map(({ path }) => path))
  return files.flatMap(({ path, text }) =>
    importsOf(path, text).flatMap((to) => (there.has(to) ? [] : [`${path} imports ${to}, which is not there`])),
  )
}

function importsOf(path: string, text: string): string[] {
  const relative = text.matchAll(/(?:\bfrom |\bimport |\bimport\()['"](\.[^'"]+)['"]/g)
  return Array.from(relative, ([, to = '']) => posix.join(posix.dirname(path), to))
}
