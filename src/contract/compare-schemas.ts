import { type Direction, effectOf, type ValueChange } from './api-change.ts'
import { compareNull, compareValues, type Pair } from './compare-values.ts'
import { type JsonObject, referredName } from './document.ts'
import { readSchema, type Schema } from './schema.ts'

/** Two documents, and which way the values go that are compared. */
export interface Comparison {
  readonly before: JsonObject
  readonly after: JsonObject
  readonly direction: Direction
}

/** What changed between a schema of one document and a schema of the other, with all that is in them. */
export function compareSchemas(before: unknown, after: unknown, comparison: Comparison): ValueChange[] {
  return compareNodes([before, after], { ...comparison, seen: new Map() })
}

/** Two schemas as they stand in their documents. */
type Nodes = readonly [before: unknown, after: unknown]

interface Walk extends Comparison {
  /**
   * What was compared with what: a schema in several places of a value is told of in the first of them, and one that is a
   * part of itself comes to an end.
   */
  readonly seen: Map<JsonObject, Set<JsonObject>>
}

function compareNodes(nodes: Nodes, walk: Walk): ValueChange[] {
  const [before, after] = nodes
  const pair = {
    before: readSchema(walk.before, before),
    after: readSchema(walk.after, after),
    direction: walk.direction,
  }
  if (isSeen(pair, walk.seen)) return compareNull(pair)
  const changes = isChoice(pair)
    ? compareVariants(nodes, pair, walk)
    : [...compareValues(pair), ...compareParts(pair, walk)]
  const { name } = pair.after
  return name === undefined || name !== pair.before.name ? changes : changes.map((change) => sharedBy(name, change))
}

function isSeen({ before, after }: Pair, seen: Walk['seen']): boolean {
  const known = seen.get(before.node)
  if (known?.has(after.node)) return true
  seen.set(before.node, (known ?? new Set()).add(after.node))
  return false
}

/** The innermost schema that has a name is the one that a reader looks for. */
function sharedBy(name: string, change: ValueChange): ValueChange {
  return change.shared === undefined ? { ...change, shared: { schema: name, path: change.path } } : change
}

function compareParts(pair: Pair, walk: Walk): ValueChange[] {
  return [...compareProperties(pair, walk), ...compareExtra(pair, walk), ...compareElements(pair, walk)]
}

function compareProperties(pair: Pair, walk: Walk): ValueChange[] {
  const [before, after] = [pair.before.properties, pair.after.properties]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    if (!Object.hasOwn(after, name)) return [removedProperty(name, pair)]
    if (!Object.hasOwn(before, name)) return [addedProperty(name, pair)]
    const inner = compareNodes([before[name], after[name]], walk)
    return [...necessity(name, pair), ...inner.map((change) => below(`.${name}`, change))]
  })
}

/** A request with what nobody knows is refused where the schema says so. */
function removedProperty(name: string, { before, after, direction }: Pair): ValueChange {
  const isMissed = direction === 'request' ? after.extra === false : before.required.includes(name)
  return { kind: 'removed', effect: isMissed ? 'breaking' : 'mayBreak', path: name }
}

/** Where a request could have any property, it could have this one with any value. */
function addedProperty(name: string, { before, after, direction }: Pair): ValueChange {
  if (direction === 'response') return { kind: 'added', effect: 'compatible', path: name }
  if (after.required.includes(name)) return { kind: 'addedRequired', effect: 'breaking', path: name }
  return { kind: 'added', effect: before.extra === false ? 'compatible' : 'mayBreak', path: name }
}

function necessity(name: string, { before, after, direction }: Pair): ValueChange[] {
  const [was, is] = [before.required.includes(name), after.required.includes(name)]
  if (was === is) return []
  return is
    ? [{ kind: 'required', effect: effectOf(direction, 'narrowed', 'breaking'), path: name }]
    : [{ kind: 'optional', effect: effectOf(direction, 'widened', 'breaking'), path: name }]
}

/** Properties without a name: whoever reads answers leaves alone what it does not know. */
function compareExtra({ before, after, direction }: Pair, walk: Walk): ValueChange[] {
  const [was, is] = [before.extra, after.extra]
  if (was === is) return []
  if (was === false) return [{ kind: 'opened', effect: 'compatible', path: '' }]
  if (is === false) return [{ kind: 'closed', effect: effectOf(direction, 'narrowed', 'breaking'), path: '' }]
  return compareNodes([was, is], walk).map((change) => below('.*', change))
}

function compareElements({ before, after }: Pair, walk: Walk): ValueChange[] {
  if (before.element === undefined && after.element === undefined) return []
  return compareNodes([before.element, after.element], walk).map((change) => below('[]', change))
}

function isChoice({ before, after }: Pair): boolean {
  return before.variants.length > 0 || after.variants.length > 0
}

/** What has one choice is a choice of one. Choices are known by their names, or by being the same. */
function compareVariants([before, after]: Nodes, pair: Pair, walk: Walk): ValueChange[] {
  const [old, next] = [choices(pair.before, before), choices(pair.after, after)]
  const common = [...old].flatMap(([name, left]): Nodes[] => (next.has(name) ? [[left, next.get(name)]] : []))
  const gone = [...old.keys()].filter((name) => !next.has(name))
  const come = [...next.keys()].filter((name) => !old.has(name))
  const removed = effectOf(walk.direction, 'narrowed', 'breaking')
  const added = effectOf(walk.direction, 'widened', 'mayBreak')
  return [
    ...compareNull(pair),
    ...gone.map((from): ValueChange => ({ kind: 'variantRemoved', effect: removed, path: '', from })),
    ...come.map((to): ValueChange => ({ kind: 'variantAdded', effect: added, path: '', to })),
    ...common.flatMap((nodes) => compareNodes(nodes, walk)),
  ]
}

function choices({ variants, name, node }: Schema, raw: unknown): ReadonlyMap<string, unknown> {
  if (variants.length === 0) return new Map([[name ?? JSON.stringify(node), raw]])
  return new Map(variants.map((variant) => [referredName(variant) ?? JSON.stringify(variant), variant]))
}

function below(step: string, change: ValueChange): ValueChange {
  return { ...change, path: joined(step, change.path).replace(/^\./, '') }
}

/** `data[]` and `price` to `data[].price`. */
function joined(start: string, path: string): string {
  return path === '' || path.startsWith('[') || path.startsWith('.') ? start + path : `${start}.${path}`
}
