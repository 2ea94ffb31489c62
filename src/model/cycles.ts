import type { SpecPath } from '../spec/spec.ts'
import type { NamedResource } from './names.ts'
import type { Finding, Report } from './report.ts'

interface Edge {
  readonly from: string
  readonly to: string
  readonly field: string
  /** What is nested under itself is told as that. */
  readonly nests: boolean
  readonly at: SpecPath
}

/** Reports references that are required in a circle: no first row could ever be made. */
export function checkCycles(resources: readonly NamedResource[], report: Report): void {
  const edges = new Map(resources.map((resource) => [resource.name, requiredReferences(resource)]))
  const told = new Set<string>()
  for (const [from, ways] of edges) {
    for (const edge of ways) {
      if (edge.to === from && !edge.nests) report.add(selfReference(edge))
    }
    const circle = told.has(from) ? undefined : circleFrom(from, edges)
    if (circle === undefined) continue
    for (const edge of circle) told.add(edge.from)
    if (!circle.every(({ nests }) => nests)) report.add(circleFinding(circle))
  }
}

function requiredReferences({ name, spec, at }: NamedResource): Edge[] {
  return Object.entries(spec.fields).flatMap(([field, { type, optional }]) => {
    if (type.kind !== 'ref' || optional) return []
    return [{ from: name, to: type.resource, field, nests: spec.parent === field, at: [...at, 'fields', field] }]
  })
}

function selfReference({ from, field, at }: Edge): Finding {
  const message = `\`${from}.${field}\` refers to \`${from}\` itself and is required, so the first one could never be made`
  return { code: 'ASH2043', message, hint: `type \`ref ${from}?\``, at: [...at, 'ref'] }
}

function circleFinding(circle: readonly Edge[]): Finding {
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
