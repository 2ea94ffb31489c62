import { ts } from 'ts-morph'
import type { Three } from '../three.ts'
import { usesIn } from './free-names.ts'
import type { Side } from './side.ts'

/**
 * A name that means something else in the merged text than where it was written: what the user wrote reads `limit` of the
 * file, and the function declares one of its own now.
 */
export function nameMistaken(merged: Side, sides: Three<Side>): string | undefined {
  const now = meaningsIn(merged)
  const [yours, base, next] = [meaningsIn(sides.yours), meaningsIn(sides.base), meaningsIn(sides.next)]
  const mistaken = [...now].find(([place, meanings]) => {
    const [own, generated] = [yours.get(place) ?? NONE, next.get(place) ?? NONE]
    const written = new Set([...Object.keys(own), ...Object.keys(generated)])
    // In a function that got another name nothing can be compared.
    if (written.size === 0) return false
    if (Object.keys(meanings).some((scope) => !written.has(scope))) return true
    const before = JSON.stringify(base.get(place) ?? NONE)
    const areBothNew = JSON.stringify(own) !== before && JSON.stringify(generated) !== before
    return areBothNew && Object.keys(meanings).length < written.size
  })
  return mistaken?.[0].split(' ').at(-1)
}

/** How often a name is used in one place, by where it is declared. */
type Meanings = Partial<Record<'file' | 'inside', number>>

const NONE: Meanings = {}

/** By the functions and declarations that a name is used in, and the name. */
function meaningsIn(side: Side): ReadonlyMap<string, Meanings> {
  const all = new Map<string, Meanings>()
  for (const { name, scope } of usesIn(side)) {
    if (scope === undefined) continue
    const place = `${placeOf(name)} ${name.text}`
    const kind = ts.isSourceFile(scope) ? 'file' : 'inside'
    const meanings = all.get(place) ?? {}
    all.set(place, { ...meanings, [kind]: (meanings[kind] ?? 0) + 1 })
  }
  return all
}

function placeOf(name: ts.Identifier): string {
  const names: string[] = []
  for (let node: ts.Node = name.parent; !ts.isSourceFile(node); node = node.parent) {
    if (!ts.isFunctionDeclaration(node) && !ts.isClassElement(node) && !ts.isVariableDeclaration(node)) continue
    if (node.name !== undefined) names.push(node.name.getText().replaceAll(/\s/g, ''))
  }
  return names.toReversed().join(' ')
}
