import type { ts } from 'ts-morph'
import { glance } from './code.ts'
import type { Side } from './side.ts'
import type { Range } from './unit.ts'

/** Whether something of a kind stands anywhere in a part of a text, whatever is around it there. */
export function standsIn(side: Side, { start, end }: Range, text: string, kind: ts.SyntaxKind): boolean {
  const places = nodesIn(side).get(`${kind} ${glance(text)}`) ?? []
  return places.some((place) => start <= place.start && place.end <= end)
}

/** Made once for a text, where it is asked for at all. */
const known = new WeakMap<Side, ReadonlyMap<string, readonly Range[]>>()

function nodesIn(side: Side): ReadonlyMap<string, readonly Range[]> {
  const nodes = known.get(side) ?? madeFor(side)
  known.set(side, nodes)
  return nodes
}

function madeFor({ text, source }: Side): ReadonlyMap<string, readonly Range[]> {
  const nodes = new Map<string, Range[]>()
  const visit = (node: ts.Node): void => {
    const range = { start: node.getStart(source), end: node.end }
    const name = `${node.kind} ${glance(text.slice(range.start, range.end))}`
    const places = nodes.get(name)
    if (places === undefined) nodes.set(name, [range])
    else places.push(range)
    node.forEachChild(visit)
  }
  source.forEachChild(visit)
  return nodes
}
