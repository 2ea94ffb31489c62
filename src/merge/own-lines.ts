/** The lines of a text, by their number from 0, that another text does not have, whatever their indentation. */
export function ownLines(text: string, base: string): ReadonlySet<number> {
  const known = new Set(base.split('\n').map((line) => line.trim()))
  return new Set(text.split('\n').flatMap((line, at) => (known.has(line.trim()) ? [] : [at])))
}
