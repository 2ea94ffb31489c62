import { type Document, isNode, parseDocument, visit } from 'yaml'

/** Why a merged text cannot be what two texts become; `undefined` where nothing is wrong with it. */
export function flawOfYaml(merged: string, sides: readonly string[]): string | undefined {
  const document = parseDocument(merged)
  if (!isWhole(document)) return 'merged, it would be no YAML'
  const doubled = doubledAnchors(document)
  if (doubled.length === 0) return undefined
  const known = new Set(sides.flatMap((text) => doubledAnchors(parseDocument(text))))
  const fresh = doubled.find((anchor) => !known.has(anchor))
  return fresh && `merged, it would define the anchor \`&${fresh}\` twice`
}

/** An alias of what is no longer there shows only when it is followed. */
function isWhole(document: Document): boolean {
  try {
    document.toJS()
    return document.errors.length === 0
  } catch {
    return false
  }
}

/** An alias means the last one before it, so that another one is another meaning. */
function doubledAnchors(document: Document): string[] {
  const [seen, doubled] = [new Set<string>(), new Set<string>()]
  visit(document, (_, node) => {
    const anchor = isNode(node) && 'anchor' in node ? node.anchor : undefined
    if (anchor === undefined) return
    if (seen.has(anchor)) doubled.add(anchor)
    seen.add(anchor)
  })
  return [...doubled]
}
