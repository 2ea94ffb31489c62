import type { SpecPath } from '../spec/spec.ts'
import type { PlacedField } from './fields.ts'
import type { NamedResource } from './names.ts'
import type { Report } from './report.ts'

interface Edge {
  readonly from: string
  readonly to: string
  readonly field: string
  readonly at: SpecPath
}

/** Reports references that are required in a circle: no first row could ever be made. */
export function checkCycles(resources: ReadonlyMap<NamedResource, readonly PlacedField[]>, report: Report): void {
  const edges = new Map<string, Edge[]>()
  for (const [resource, fields] of resources) edges.set(resource.name, requiredReferences(resource, fields))
  const told = new Set<string>()
  for (const from of edges.keys()) {
    for (const edge of edges.get(from) ?? []) {
      if (edge.to === from) report.add(selfReference(edge))
    }
    if (told.has(from)) continue
    const circle = circleFrom(from, edges)
    if (circle === undefined) continue
    for (const edge of circle) told.add(edge.from)
    report.add(circleFinding(circle))
  }
}

function requiredReferences(resource: NamedResource, fields: readonly PlacedField[]): Edge[] {
  return fields.flatMap(({ field, at }) => {
    if (field.reference === undefined || field.optional) return []
    return [{ from: resource.name, to: field.reference.resource, field: field.name, at }]
  })
}

function selfReference({ from, field, at }: Edge): Parameters<Report['add']>[0] {
  const message = `\`${from}.${field}\` refers to \`${from}\` itself and is required, so the first one could never be made`
  return { code: 'ASH2043', message, hint: `type \`ref ${from}?\``, at: [...at, 'ref'] }
}

function circleFinding(circle: readonly Edge[]): Parameters<Report['add']>[0] {
  const [first] = circle
  const way = circle.map(({ from, field }) => `\`${from}.${field}\``).join(', ')
  const message = `${way} require one another in a circle, so none of them could ever be made`
  return {
    code: 'ASH2043',
    message,
    hint: `make one of them optional: \`ref ${first?.to}?\``,
    at: [...(first?.at ?? []), 'ref'],
  }
}

/** The shortest way along required references from a resource back to itself, through others. */
function circleFrom(start: string, edges: ReadonlyMap<string, readonly Edge[]>): Edge[] | undefined {
  const seen = new Set<string>()
  let ways: Edge[][] = [[]]
  while (ways.length > 0) {
    const longer: Edge[][] = []
    for (const way of ways) {
      for (const edge of edges.get(way.at(-1)?.to ?? start) ?? []) {
        if (edge.to === edge.from) continue
        if (edge.to === start) return [...way, edge]
        if (seen.has(edge.to)) continue
        seen.add(edge.to)
        longer.push([...way, edge])
      }
    }
    ways = longer
  }
  return undefined
}
