import type { Place } from '../../errors.ts'
import type { PlacedCause, PlacedCauses } from '../../report/explained.ts'
import type { Description, SpecPath } from '../../spec/spec.ts'
import { isZodForm, type ReadDescription } from '../description.ts'
import type { Cause, Causes } from './causes.ts'

/** The same causes with where they stand. */
export async function placedCauses(
  { needed, enough, names, together, setup }: Causes,
  read: ReadDescription,
  description: Description,
): Promise<PlacedCauses> {
  const owners = new Set(needed.map(({ path }) => (path[0] === 'resources' ? String(path[1]) : undefined)))
  const [owner] = owners.size === 1 ? owners : []
  const causes = [...needed, ...enough, ...[...names, ...(owner === undefined ? [] : [owner])].map(resourceNamed)]
  const places = await placesOfParts(
    causes.map(({ path }) => path),
    read,
    description,
  )
  const placed = causes.map(({ path, of, written }, at): PlacedCause => {
    const pointer = `${description.file}#${path.map(pointerPart).join('')}`
    return { pointer, of, written, where: places[at] ?? { file: description.file, line: 1, column: 1 } }
  })
  const named = placed.slice(needed.length + enough.length)
  return {
    needed: placed.slice(0, needed.length),
    enough: placed.slice(needed.length, needed.length + enough.length),
    names: named.slice(0, names.length),
    together,
    setup,
    around: named[names.length],
  }
}

function resourceNamed(name: string): Cause {
  return { path: ['resources', name], of: undefined, written: true }
}

function pointerPart(part: string | number): string {
  return `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

async function placesOfParts(
  paths: readonly SpecPath[],
  { source, code }: ReadDescription,
  description: Description,
): Promise<readonly Place[]> {
  if (paths.length === 0) return []
  if (isZodForm(source.file)) {
    const { placesInTypeScript } = await import('../../zod/places.ts')
    return placesInTypeScript({ file: source.file, text: code }, paths)
  }
  return paths.map((path) => (typeof path.at(-1) === 'number' ? description.locate(path) : description.locateKey(path)))
}
