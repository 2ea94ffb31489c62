import type { UpstreamNames } from './call-model.ts'
import { kebabCase, pascalCase } from './casing.ts'
import { freeUpstreamType } from './taken.ts'

/** What each upstream is called; where two come to the same, the second has a number. */
export function upstreamNames(all: readonly string[]): (name: string) => UpstreamNames {
  // The file of all of them is `index`.
  const files = distinct(all.map(kebabCase), new Set(['index']))
  const types = distinct(
    all.map((name) => freeUpstreamType(pascalCase(name))),
    new Set(),
  )
  return (name) => {
    const at = all.indexOf(name)
    return { file: files[at] ?? '', type: types[at] ?? '', calls: `${name}Calls` }
  }
}

function distinct(names: readonly string[], taken: Set<string>): readonly string[] {
  return names.map((name) => {
    let free = name
    for (let number = 2; taken.has(free); number += 1) free = `${name}${number}`
    taken.add(free)
    return free
  })
}
