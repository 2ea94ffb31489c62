/**
 * Whether a word stands in something else in one text of JSON than in another one, by the keys around it. Lines of JSON repeat so
 * much that git puts what was written into one operation of an API into another one, and calls it merged.
 */
export function standsElsewhere(word: string, text: string, other: string): boolean {
  const [here, there] = [pathsOf(word, text), pathsOf(word, other)]
  return here !== undefined && here.join('\n') !== there?.join('\n')
}

/** The keys that lead to each place of a word, where a text is JSON; which item of a list it is in says nothing. */
function pathsOf(word: string, text: string): string[] | undefined {
  const paths: string[] = []
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string' && value.includes(word)) paths.push(path)
    if (typeof value !== 'object' || value === null) return
    for (const [key, inside] of Object.entries(value)) {
      if (key.includes(word)) paths.push(path)
      visit(inside, `${path} / ${Array.isArray(value) ? '' : key}`)
    }
  }
  try {
    visit(JSON.parse(text), '')
  } catch {
    return undefined
  }
  return paths
}
