/** How deep a JSON value in a short form may nest, as in a description. */
const MAX_DEPTH = 64

/** Whether a JSON text nests so deep that whoever walks through its value could run out of stack. */
export function nestsTooDeep(json: string): boolean {
  let depth = 0
  for (const [token] of json.matchAll(/"(?:\\[\s\S]|[^"\\])*(?:"|\\?$)|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1
    if (token === ']' || token === '}') depth -= 1
    if (depth > MAX_DEPTH) return true
  }
  return false
}
